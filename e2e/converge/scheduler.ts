import { AsyncLocalStorage } from 'node:async_hooks';

/** Decides which of several flows goes on next, wherever one of them would wait for the world. */
export type Scheduler = {
  /** Starts a flow that passes gates. Its errors are kept and thrown by `run`. */
  spawn(name: string, flow: () => Promise<unknown>): void;
  /** A place where another flow may go first, or the process may die. Free to pass outside a flow. */
  gate(label: string): Promise<void>;
  /** Whether whoever asks is one of the flows. */
  isInFlow(): boolean;
  /** The flow that asks; null: none. */
  flow(): object | null;
  /** Whether the process dies exactly here. */
  diesHere(label: string): boolean;
  /** What another process does, whoever made it begin: no gate of the flow that asks, and not its death. */
  outside<T>(work: () => T): T;
  /** Never comes back: what a killed process does. */
  die(): Promise<never>;
  /** Lets the flows go on, one gate at a time, until each has ended or died. */
  run(options: RunOptions): Promise<RunReport>;
  /** Whoever wants to know which flow has died. */
  mourner: (flow: object) => void;
};

export type RunOptions = {
  /** 0…1, deterministic. */
  random: () => number;
  /** The how-manieth place of dying is taken; 0: nobody dies. */
  diesAt: number;
  /** Now and then between two gates: time passes while everybody waits. */
  between?: () => Promise<void>;
};
export type RunReport = { gates: number; deaths: number };

type Flow = { name: string };

/**
 * A flow that waits for a lock of a flow that waits at a gate would stop everything: after this long the run goes on. No
 * shorter, since on a busy machine a statement may take seconds.
 */
const STUCK_MS = 20_000;
const MOST_WAITS = 6;

export function createScheduler(): Scheduler {
  const context = new AsyncLocalStorage<Flow>();
  let waiting: { label: string; resume: () => void }[] = [];
  let running = 0;
  let errors: unknown[] = [];
  let placesOfDeath = 0;
  let diesAt = 0;
  let deaths = 0;
  let wake: () => void = () => undefined;

  const pause = () => {
    running -= 1;
    if (running === 0) wake();
  };

  const idle = () =>
    new Promise<void>((resolve) => {
      if (running === 0) return resolve();
      const timer = setTimeout(resolve, STUCK_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const gate = (label: string): Promise<void> => {
    if (!context.getStore()) return Promise.resolve();
    return new Promise<void>((resolve) => {
      waiting.push({
        label,
        resume: () => {
          running += 1;
          resolve();
        },
      });
      pause();
    });
  };

  const diesHere = (_label: string): boolean => {
    if (!context.getStore()) return false;
    placesOfDeath += 1;
    return placesOfDeath === diesAt;
  };

  const flow = () => context.getStore() ?? null;
  const isInFlow = () => flow() !== null;

  const die = (): Promise<never> => {
    deaths += 1;
    const flow = context.getStore();
    if (flow) scheduler.mourner(flow);
    pause();
    return new Promise<never>(() => undefined);
  };

  const outside = <T>(work: () => T): T => context.exit(work);

  const spawn = (name: string, flow: () => Promise<unknown>) => {
    running += 1;
    void context.run({ name }, async () => {
      try {
        await gate('start');
        await flow();
      } catch (error) {
        errors.push(error);
      } finally {
        pause();
      }
    });
  };

  const run = async (options: RunOptions): Promise<RunReport> => {
    diesAt = options.diesAt;
    placesOfDeath = 0;
    deaths = 0;
    let gates = 0;
    let waits = 0;
    for (;;) {
      await idle();
      if (running < 0) throw new Error('more flows have ended than began');
      if (waiting.length === 0) {
        if (running <= 0) break;
        // Nobody may be left behind: it would go on in the middle of a later history.
        waits += 1;
        if (waits > MOST_WAITS) throw new Error(`${running} flows wait for each other`);
        continue;
      }
      waits = 0;
      if (options.between) await options.between();
      const [next] = waiting.splice(Math.floor(options.random() * waiting.length), 1);
      gates += 1;
      next?.resume();
    }
    diesAt = 0;
    waiting = [];
    running = 0;
    const [error] = errors;
    errors = [];
    if (error) throw error;
    return { gates, deaths };
  };

  const scheduler: Scheduler = { spawn, gate, isInFlow, flow, outside, diesHere, die, run, mourner: () => undefined };
  return scheduler;
}

import { launch, type Running, untilAnswering } from '../../scripts/start/processes.mjs';

/** One process of Carrel's that may be killed, stopped and started again. */
export type Part = {
  name: string;
  kind: 'web' | 'worker';
  state: 'up' | 'down' | 'stopped';
  deaths: number;
  start(): Promise<void>;
  /** At once and without a word, as a power cut does it. */
  kill(): Promise<void>;
  /** It stands still, holding whatever it holds. */
  stop(): void;
  goOn(): void;
};

type Wish = { name: string; kind: Part['kind']; args: string[]; env: NodeJS.ProcessEnv; logs: string; health?: string };

export function createPart({ name, kind, args, env, logs, health }: Wish): Part {
  let running: Running | undefined;
  let starts = 0;
  const signal = (which: NodeJS.Signals) => running?.child.kill(which);
  const part: Part = {
    ...{ name, kind, state: 'down', deaths: 0 },
    async start() {
      starts += 1;
      running = launch(`${name}-${starts}`, args, env, logs);
      part.state = 'up';
      const mine = running;
      // It may be killed while it starts: then somebody else starts it again.
      if (health)
        await untilAnswering(mine, health, 120).catch(orElse(() => mine !== running || part.state === 'down'));
    },
    async kill() {
      if (part.state === 'down') return;
      part.state = 'down';
      part.deaths += 1;
      signal('SIGKILL');
      await running?.gone;
    },
    stop() {
      part.state = 'stopped';
      signal('SIGSTOP');
    },
    goOn() {
      signal('SIGCONT');
      part.state = 'up';
    },
  };
  return part;
}

const orElse = (isExpected: () => boolean) => (error: unknown) => {
  if (!isExpected()) throw error;
};

import { createQueue, type Due } from './clock-queue';

/** The tenant's own clock. It runs on unless frozen; work that falls due is done in order. */
export type Clock = {
  now(): number;
  isFrozen(): boolean;
  schedule(dueAt: number, work: Work): void;
  set(change: ClockChange): Promise<void>;
  pending(): number;
  close(): void;
};

export type Work = () => void | Promise<void>;
export type ClockChange = { now?: number; advanceMs?: number; frozen?: boolean };

const LONGEST_TIMER_MS = 2_000_000_000;

export function createClock(start: number, startFrozen: boolean): Clock {
  let at = start;
  let realAt = performance.now();
  let frozen = startFrozen;
  const queue = createQueue<Work>();
  let timer: NodeJS.Timeout | undefined;
  let travel: Promise<void> = Promise.resolve();

  const now = () => (frozen ? at : at + Math.floor(performance.now() - realAt));
  const jump = (to: number) => {
    at = to;
    realAt = performance.now();
  };

  const schedule = (dueAt: number, work: Work) => {
    queue.add(dueAt, work);
    arm();
  };

  function arm() {
    clearTimeout(timer);
    const head = queue.head();
    if (frozen || !head) return;
    const wait = Math.min(Math.max(head.dueAt - now(), 0), LONGEST_TIMER_MS);
    timer = setTimeout(startWhatIsDue, wait);
    timer.unref();
  }

  /** Running on: due work is started in order; a slow delivery does not hold back the next. */
  function startWhatIsDue() {
    while (!frozen && (queue.head()?.dueAt ?? Number.POSITIVE_INFINITY) <= now()) void settle(queue.take());
    arm();
  }

  async function travelTo(target: number) {
    for (let head = queue.head(); head && head.dueAt <= target; head = queue.head()) {
      jump(Math.max(at, head.dueAt));
      await settle(queue.take());
    }
    jump(target);
  }

  const set = (change: ClockChange) => {
    travel = travel.then(async () => {
      const resume = change.frozen === undefined ? frozen : change.frozen;
      jump(now());
      frozen = true;
      clearTimeout(timer);
      const target = (change.now ?? at) + (change.advanceMs ?? 0);
      if (target >= at) await travelTo(target);
      else jump(target);
      jump(at);
      frozen = resume;
      arm();
    });
    return travel;
  };

  const close = () => {
    clearTimeout(timer);
    queue.clear();
  };

  return { now, isFrozen: () => frozen, schedule, set, pending: () => queue.size(), close };
}

async function settle(due: Due<Work> | undefined): Promise<void> {
  try {
    await due?.work();
  } catch (error) {
    console.error('tenant: scheduled work failed', error);
  }
}

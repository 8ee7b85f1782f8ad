import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import { leaveThirdLane, takeThirdLane } from '@/lib/db/third-lane';
import { GraphFailure } from '@/lib/graph/failure';
import { sleep } from '@/lib/time/sleep';

/** Requests take a quarter of a second: two seconds see several others through. */
const TRIES = 20;
const PAUSE_MS = 100;
/** Whoever finds no place comes back this much later. */
const COME_BACK_MS = 1_000;

/**
 * The way past a mailbox's push and pull: live checks of other people's bookings, subscriptions, previews. `enter` throws
 * `GraphFailure` 'throttled' when there is no place within two seconds.
 */
export function thirdLane(mailbox: string, world: { clock: () => Date; sleep?: (ms: number) => Promise<void> }) {
  const owner = randomUUID();
  return {
    enter: async () => {
      for (let tries = 1; !(await takeThirdLane(db(), mailbox, owner, world.clock())); tries++) {
        if (tries >= TRIES) throw new GraphFailure('throttled', { retryAfterMs: COME_BACK_MS, ambiguous: false });
        await (world.sleep ?? sleep)(PAUSE_MS);
      }
    },
    leave: () => leaveThirdLane(db(), mailbox, owner),
  };
}

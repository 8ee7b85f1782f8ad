import { db } from '@/lib/db/client';
import { countPolled } from '@/lib/db/subscriptions';

const COUNT_EVERY_MS = 60_000;

/** How many calendars are polled, counted once a minute however many rounds ask: it hardly changes, and rounds are many. */
export function countedPolls(clock: () => Date): () => Promise<number> {
  let counted: { atMs: number; polled: Promise<number> } | null = null;
  return async () => {
    const nowMs = clock().getTime();
    if (!counted || nowMs - counted.atMs >= COUNT_EVERY_MS) {
      // The pace is no reason to leave a calendar unread.
      counted = { atMs: nowMs, polled: countPolled(db()).catch(() => 0) };
    }
    return counted.polled;
  };
}

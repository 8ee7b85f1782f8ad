import { transaction } from '@/lib/db/client';
import { type Pause, pauseRefusedLink, WRITE_DENIED } from '@/lib/db/link-pauses';
import { mailAboutPause } from '@/lib/db/paused-link-mail';
import { PROBE_PAUSED_MS } from './on-failure';

/** Microsoft refuses a calendar (sync-design §4.3): it is paused, and its people are told once, in one transaction. */
export const pauseLink = (linkId: number, pause: Pause, now: Date): Promise<void> =>
  transaction(async (tx) => {
    if (await pauseRefusedLink(tx, linkId, pause, now)) await mailAboutPause(tx, linkId, 0);
  });

/**
 * A write was refused. It is read at once, which says whether reading is refused too: that would be a pause like any
 * other. If not, no reading ends this one.
 */
export const pauseForWrites = (linkId: number, now: Date): Promise<void> => {
  const nextWriteAt = new Date(now.getTime() + PROBE_PAUSED_MS);
  return pauseLink(linkId, { reason: WRITE_DENIED, nextPullAt: now, nextWriteAt }, now);
};

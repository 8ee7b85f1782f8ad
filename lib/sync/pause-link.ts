import type { Tx } from '@/lib/db/client';
import { pauseRefusedLink, WRITE_DENIED } from '@/lib/db/link-pauses';
import { mailAboutPause } from '@/lib/db/paused-link-mail';
import { PROBE_PAUSED_MS } from './on-failure';

/** Long enough for the reading that says why. */
const TOLD_AFTER_SECONDS = 60;

/**
 * Microsoft refuses a write (sync-design §4.3): the calendar is paused, and its people are told once, in the caller's
 * transaction. It is read at once, which says whether reading is refused too, or the calendar gone: that would be a pause
 * like any other, and what its people are told. If not, no reading ends this one.
 */
export async function pauseForWrites(tx: Tx, linkId: number, now: Date): Promise<void> {
  const nextWriteAt = new Date(now.getTime() + PROBE_PAUSED_MS);
  const pause = { reason: WRITE_DENIED, nextPullAt: now, nextWriteAt };
  if (await pauseRefusedLink(tx, linkId, pause, now)) await mailAboutPause(tx, linkId, 0, TOLD_AFTER_SECONDS);
}

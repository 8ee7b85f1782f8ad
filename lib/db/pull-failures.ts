import type { Tx } from '@/lib/db/client';
import { type LinkState, Prisma } from '@/lib/db/generated/client';
import { disabledOrEnded, firstRefusal } from '@/lib/db/link-pauses';
import type { Lease } from '@/lib/db/push-jobs';

/** How often in a row the calendar could not be read. */
export async function pullFailuresOf(tx: Tx, linkId: number): Promise<number> {
  const row = await tx.calendarLink.findUnique({ where: { id: linkId }, select: { pullFailures: true } });
  return row?.pullFailures ?? 0;
}

/** What a reading that failed leaves behind; `state`: what the link is from now on, if that changes. */
export type FailedPull = { failures: number; nextPullAt: Date; state: { is: LinkState; reason: string } | null };

/**
 * Failures, state, the time of the next try and the free lane in one statement, so that no death leaves a link that
 * nobody claims; and only while the lane is ours: a worker that stood still says nothing about the round after its own
 * (I5, I10). A pause is more than a doubt, and a person's is more than either. True: it is paused now, which is news.
 */
export async function endFailedPull(tx: Tx, { linkId, fence }: Lease, failed: FailedPull, now: Date): Promise<boolean> {
  const { failures, nextPullAt, state } = failed;
  const stays = state === null;
  const is = state?.is ?? 'degraded';
  const keeps = Prisma.sql`(${stays} OR ${disabledOrEnded} OR ${is} = 'degraded' AND state = 'paused')`;
  const count = await tx.$executeRaw`
    UPDATE calendar_link SET pull_failures = ${failures}, next_pull_at = ${nextPullAt}::timestamptz, pull_lease_until = NULL,
      state = CASE WHEN ${keeps} THEN state ELSE ${is}::link_state END,
      state_reason = CASE WHEN ${keeps} THEN state_reason ELSE ${state?.reason ?? null} END
    WHERE id = ${linkId} AND pull_fence = ${fence} AND state <> 'unlinked'`;
  return count === 1 && is === 'paused' && firstRefusal(tx, linkId, now);
}

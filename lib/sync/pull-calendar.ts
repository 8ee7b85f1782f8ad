import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import { type PullLease, renewPullLease } from '@/lib/db/cursors';
import { type Link, readLink } from '@/lib/db/link-rows';
import { count, observe } from '@/lib/metrics';
import { keepingLease } from './keep-lease';
import { LeaseLost } from './push-facts';
import { readRound } from './read-round';
import type { RoundReason } from './round';
import { openSession, realWorld, type SyncWorld } from './session';
import { settleRound } from './settle-round';
import { sweepIfDue } from './sweep-calendar';

export type PullResult = { link: Link; changes: number; reason: RoundReason | null; corrections: number };

/**
 * One round for a claimed link (sync-design §5.2): read everything, judge it, apply it in one transaction; then compare
 * with a plain listing when that is due (§5.5). Throws what went wrong; nothing is half applied. `lost`: somebody else has
 * the lane.
 */
export async function pullCalendar(lease: PullLease, world: SyncWorld = realWorld): Promise<PullResult | 'lost'> {
  const link = await readLink(db(), lease.linkId);
  if (!link || link.state === 'unlinked') return 'lost';
  const keeping = { until: lease.until, renew: (now: Date) => renewPullLease(db(), lease, now) };
  const session = keepingLease(openSession(link, { direction: 'pull', runId: randomUUID() }, world), keeping, world);
  const pull = { link, lease, session, world };
  try {
    const round = await readRound(link, session, world.clock());
    const changes = await settleRound(pull, round, () => readRound(link, session, world.clock(), 'doubted'));
    noteDelay(link, world.clock());
    const corrections = await sweepIfDue(pull, round);
    count('sync_sweep_corrections_total', {}, corrections);
    return { link, changes, reason: round.reason, corrections };
  } catch (error) {
    if (error instanceof LeaseLost) return 'lost';
    throw error;
  } finally {
    await session.flush();
  }
}

/** From the first mark since the last round to the round that took it in; the timer's rounds have no mark. */
function noteDelay({ dirtySeq, pulledSeq, dirtyAt, changeMode }: Link, now: Date): void {
  if (dirtySeq === pulledSeq || !dirtyAt) return;
  const seconds = Math.max(0, now.getTime() - dirtyAt.getTime()) / 1_000;
  observe('sync_notification_delay_seconds', seconds, { mode: changeMode });
}

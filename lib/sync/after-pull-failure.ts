import { bugFacts } from '@/lib/bug-facts';
import { db, transaction } from '@/lib/db/client';
import { readLink } from '@/lib/db/link-rows';
import { mailAboutPause } from '@/lib/db/paused-link-mail';
import { endFailedPull, type FailedPull, pullFailuresOf } from '@/lib/db/pull-failures';
import type { Lease } from '@/lib/db/push-jobs';
import { GraphFailure } from '@/lib/graph/failure';
import { log } from '@/lib/log';
import { ConnectionUnusable } from './access-token';
import { pauseConnection } from './access-token-refused';
import { backoffMs, onFailure, PROBE_PAUSED_MS, TRIES_IF_TOKEN_REJECTED, waitMs } from './on-failure';
import { UnbelievableCalendar } from './settle-round';
import { SyncPaused } from './sync-paused';

/** From here on the link's freshness is in doubt, and says so (I11). */
const FAILURES_UNTIL_DEGRADED = 3;
const ONCE_MORE_MS = 30_000;

/**
 * When a calendar is to be read again after a round went wrong, and what is said of it, by the one table of troubles
 * (sync-design §4.3). Frees the lane; tells its people once where it is paused. Its rows and blocks stand as they were: nothing of a failed round was applied.
 */
export async function afterPullFailure(lease: Lease, error: unknown, now: Date, random: number): Promise<void> {
  tell(lease.linkId, error);
  const failed = planPullFailure(error, await pullFailuresOf(db(), lease.linkId), now, random);
  const link = await readLink(db(), lease.linkId);
  await transaction(async (tx) => {
    if (await endFailedPull(tx, lease, failed, now)) await mailAboutPause(tx, lease.linkId, 0);
  });
  const kind = error instanceof GraphFailure ? error.kind : null;
  // Not the first no of this kind, nor one of a few: no passing trouble asks a person (I15).
  const isLasting = link?.stateReason === kind && failed.failures >= TRIES_IF_TOKEN_REJECTED;
  if (link && kind && onFailure[kind] === 'pause_connection' && isLasting)
    await pauseConnection(link.connectionId, now);
}

/** `before`: failures in a row until now. `random`: 0…1. */
export function planPullFailure(error: unknown, before: number, now: Date, random: number): FailedPull {
  const after = (ms: number) => new Date(now.getTime() + ms);
  // Nothing may be asked; the claim passes this link over until that changes.
  if (mayNotAsk(error)) return { failures: before, nextPullAt: after(ONCE_MORE_MS), state: null };
  const kind = error instanceof GraphFailure ? error.kind : null;
  if (error instanceof GraphFailure && onFailure[error.kind] === 'wait_as_told')
    return { failures: before, nextPullAt: after(waitMs(error)), state: null };

  const failures = before + 1;
  // A calendar that is not shared with us answers like one that is not there: no event of it counts as deleted.
  if (kind && onFailure[kind] === 'pause_link')
    return { failures, nextPullAt: after(PROBE_PAUSED_MS), state: { is: 'paused', reason: whyPaused(error, kind) } };
  const isDoubtful = error instanceof UnbelievableCalendar;
  const isDegraded = isDoubtful || failures >= FAILURES_UNTIL_DEGRADED;
  const reason = isDoubtful ? 'unbelievable' : (kind ?? 'bug');
  const state = isDegraded ? { is: 'degraded' as const, reason } : null;
  return { failures, nextPullAt: after(backoffMs(failures, random)), state };
}

/** Of a calendar that is gone delta says it in a word of its own (graph-calendar §9); its mailbox stands as before. */
const whyPaused = (error: unknown, kind: GraphFailure['kind']) =>
  error instanceof GraphFailure && error.code?.toLowerCase() === 'errorsyncfoldernotfound' ? 'not_found' : kind;

const mayNotAsk = (error: unknown) => error instanceof SyncPaused || error instanceof ConnectionUnusable;

function tell(linkId: number, error: unknown): void {
  if (mayNotAsk(error)) return;
  if (error instanceof GraphFailure) {
    const { kind, status, code, requestId, clientRequestId } = error;
    log.warn({ linkId, kind, status, code, requestId, clientRequestId }, 'pull failed');
  } else log.error({ linkId, ...bugFacts(error) }, 'pull failed by a bug');
}

import { bugFacts } from '@/lib/bug-facts';
import { db } from '@/lib/db/client';
import { countPullFailure } from '@/lib/db/cursors';
import { setLinkState } from '@/lib/db/links';
import { GraphFailure } from '@/lib/graph/failure';
import { log } from '@/lib/log';
import { ConnectionUnusable } from './access-token';
import { backoffMs, gateMs, onFailure, PROBE_PAUSED_MS } from './on-failure';
import { SyncPaused } from './session';
import { UnbelievableCalendar } from './settle-round';

/** From here on the link's freshness is in doubt, and says so (I11). */
const FAILURES_UNTIL_DEGRADED = 3;
const ONCE_MORE_MS = 30_000;

/**
 * When a calendar is to be read again after a round went wrong, by the one table of troubles (sync-design §4.3). Its rows
 * and blocks stand as they were: nothing of a failed round was applied.
 */
export async function afterPullFailure(linkId: number, error: unknown, now: Date, random: number): Promise<Date> {
  const after = (ms: number) => new Date(now.getTime() + ms);
  // Nothing may be asked; the claim passes this link over until that changes.
  if (error instanceof SyncPaused || error instanceof ConnectionUnusable) return after(ONCE_MORE_MS);
  const kind = error instanceof GraphFailure ? error.kind : null;
  if (error instanceof GraphFailure) {
    const { status, code, requestId, clientRequestId } = error;
    log.warn({ linkId, kind, status, code, requestId, clientRequestId }, 'pull failed');
  } else log.error({ linkId, ...bugFacts(error) }, 'pull failed by a bug');
  if (error instanceof GraphFailure && onFailure[error.kind] === 'wait_as_told')
    return after(gateMs(error.retryAfterMs));

  const failures = await countPullFailure(db(), linkId);
  // A calendar that is not shared with us answers like one that is not there: no event of it counts as deleted.
  if (kind && (onFailure[kind] === 'pause_link' || kind === 'not_found')) {
    await setLinkState(db(), linkId, 'paused', kind);
    return after(PROBE_PAUSED_MS);
  }
  const isDoubtful = error instanceof UnbelievableCalendar;
  if (isDoubtful || failures >= FAILURES_UNTIL_DEGRADED) {
    await setLinkState(db(), linkId, 'degraded', isDoubtful ? 'unbelievable' : (kind ?? 'bug'));
  }
  return after(backoffMs(failures, random));
}

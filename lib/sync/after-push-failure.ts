import { bugFacts } from '@/lib/bug-facts';
import type { Tx } from '@/lib/db/client';
import { buryPushJob, postponePushJob, triesInARow } from '@/lib/db/push-jobs';
import { GraphFailure } from '@/lib/graph/failure';
import { log } from '@/lib/log';
import { ConnectionUnusable } from './access-token';
import { pauseConnection } from './access-token-refused';
import {
  backoffMs,
  onFailure,
  PROBE_PAUSED_MS,
  TRIES_IF_REJECTED,
  TRIES_IF_TOKEN_REJECTED,
  waitMs,
} from './on-failure';
import { pauseForWrites } from './pause-link';
import { fenced, LeaseLost, type Push } from './push-facts';
import { SyncPaused } from './sync-paused';

/**
 * What becomes of a job after a failure: one table says what each trouble means (sync-design §4.3); what is not Graph's
 * trouble is a bug and said so. Stored while the lane is ours; throws {@link LeaseLost} when it is not.
 */
export async function afterPushFailure(push: Push, error: unknown): Promise<'later' | 'stopped'> {
  const { job, link, world } = push;
  if (error instanceof LeaseLost) throw error;
  if (error instanceof SyncPaused || error instanceof ConnectionUnusable) return 'stopped';
  const now = world.clock();
  const store = (work: (tx: Tx) => Promise<void>) => fenced(push, work);
  const after = (ms: number, kind: string) =>
    store((tx) => postponePushJob(tx, job, new Date(now.getTime() + ms), kind));
  const tries = (kind: string) => triesInARow(job, kind);
  const backoff = (kind: string) => after(backoffMs(tries(kind), (world.random ?? Math.random)()), kind);
  const about = { linkId: link.id, bookingId: job.bookingId };
  if (!(error instanceof GraphFailure)) {
    log.error({ ...about, ...bugFacts(error) }, 'push failed by a bug');
    await backoff('bug');
    return 'later';
  }
  const { kind, status, code, requestId, clientRequestId } = error;
  log.warn({ ...about, kind, status, code, requestId, clientRequestId }, 'push failed');
  switch (onFailure[kind]) {
    case 'wait_as_told':
      await after(waitMs(error), kind);
      return 'later';
    case 'pause_link':
      await store(async (tx) => {
        await pauseForWrites(tx, link.id, now);
        await postponePushJob(tx, job, new Date(now.getTime() + PROBE_PAUSED_MS), kind);
      });
      return 'stopped';
    case 'pause_connection':
      await backoff(kind);
      if (tries(kind) < TRIES_IF_TOKEN_REJECTED) return 'later';
      await pauseConnection(link.connectionId, now);
      return 'stopped';
    case 'set_aside_for_admin':
      if (tries(kind) < TRIES_IF_REJECTED) await backoff(kind);
      else await store((tx) => buryPushJob(tx, job, now, kind));
      return 'later';
    default:
      await backoff(kind);
      return 'later';
  }
}

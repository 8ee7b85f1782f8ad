import { bugFacts } from '@/lib/bug-facts';
import { db } from '@/lib/db/client';
import { writingGoesAgain } from '@/lib/db/link-pauses';
import { buryPushJob, finishPushJob, type Lease, markPushed, type PushJob, postponePushJob } from '@/lib/db/push-jobs';
import { GraphFailure } from '@/lib/graph/failure';
import { log } from '@/lib/log';
import { observe } from '@/lib/metrics';
import { ConnectionUnusable } from './access-token';
import { declineMeetings } from './decline-meetings';
import { backoffMs, gateMs, onFailure, PROBE_PAUSED_MS, TRIES_IF_REJECTED } from './on-failure';
import { pauseForWrites } from './pause-link';
import { planPush } from './plan-push';
import { create } from './push-create';
import { LeaseLost, type Push, type PushFacts, pushMirrorOf, readPushFacts, readPushPlace } from './push-facts';
import { lookUp } from './push-look-up';
import { patch } from './push-patch';
import { rejoin } from './push-rejoin';
import { forget, remove } from './push-remove';
import { openSession, realWorld, type SyncWorld } from './session';
import { lookThenPromise, noteAgreement, promiseAfterLook, slotIsFree } from './settle-strict';
import { SyncPaused } from './sync-paused';

/** `lost`: somebody else has the lane. `stopped`: nothing may be sent now; the job stays due. */
export type PushOutcome = 'done' | 'later' | 'lost' | 'stopped';

/** More steps than any honest history needs; whoever gets there goes round in circles. */
const MOST_STEPS = 12;

/** Makes one calendar agree with one booking, step by step (sync-design §4.1). Never throws for Graph's trouble. */
export async function pushBooking(lease: Lease, job: PushJob, world: SyncWorld = realWorld): Promise<PushOutcome> {
  const place = await readPushPlace(job.linkId);
  if (!place) return 'lost';
  const about = { direction: 'push', bookingId: job.bookingId } as const;
  const push: Push = { lease, job, ...place, session: openSession(place.link, about, world), world };
  try {
    return await reconcile(push);
  } catch (error) {
    return await afterFailure(push, error);
  } finally {
    await push.session.flush();
  }
}

async function reconcile(push: Push): Promise<PushOutcome> {
  const { link, job, world } = push;
  let wrote = false;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const facts = await readPushFacts(push);
    const now = world.clock();
    const plan = planPush(facts.wanted, pushMirrorOf(facts.mirror), facts.mayCreate, now);
    switch (plan.do) {
      case 'create':
        if (facts.strict && !(await slotIsFree(push, facts))) break;
        await create(push, facts, plan.epoch, plan.content);
        wrote = true;
        break;
      case 'look_up':
        await lookUp(push, facts, plan.ifNone);
        break;
      case 'rejoin':
        await rejoin(push, facts);
        break;
      case 'patch':
        await patch(push, facts, plan.remoteId, plan.changes);
        wrote = true;
        break;
      case 'delete':
        await remove(push, plan.remoteId);
        wrote = true;
        break;
      case 'forget':
        await forget(push, facts.mirror);
        break;
      case 'wait':
        await postponePushJob(db(), job, plan.until, null);
        return 'later';
      case 'nothing':
        if (await isSettled(push, facts)) {
          await declineMeetings(push);
          await finishPushJob(db(), job);
          await markPushed(db(), link.id, now);
          if (wrote) await writingGoesAgain(db(), link.id);
          observe('sync_push_latency_seconds', waited(job, now), { kind: link.resourceKind });
          return 'done';
        }
    }
  }
  throw new Error(`no agreement after ${MOST_STEPS} steps`);
}

const waited = ({ askedAt }: PushJob, now: Date) => Math.max(0, now.getTime() - askedAt.getTime()) / 1_000;

/** Both sides agree; what is left is the promise to the patron. False: look at the plan once more. */
async function isSettled(push: Push, facts: PushFacts): Promise<boolean> {
  const { mirror, strict } = facts;
  if (strict && !push.link.writes) {
    await promiseAfterLook(push, facts);
    return true;
  }
  if (mirror?.state !== 'live') return true;
  if (strict) {
    await lookThenPromise(push, facts);
    const after = await readPushFacts(push);
    return after.wanted !== null;
  }
  if (!mirror.agreedAt) await noteAgreement(push);
  return true;
}

/** One table says what each trouble means (sync-design §4.3); what is not Graph's trouble is a bug and said so. */
async function afterFailure(push: Push, error: unknown): Promise<PushOutcome> {
  const { job, link, world } = push;
  if (error instanceof LeaseLost) return 'lost';
  if (error instanceof SyncPaused || error instanceof ConnectionUnusable) return 'stopped';
  const now = world.clock();
  const after = (ms: number) => new Date(now.getTime() + ms);
  const backoff = () => after(backoffMs(job.attempts + 1, (world.random ?? Math.random)()));
  if (!(error instanceof GraphFailure)) {
    log.error({ linkId: link.id, bookingId: job.bookingId, ...bugFacts(error) }, 'push failed by a bug');
    await postponePushJob(db(), job, backoff(), 'bug');
    return 'later';
  }
  const { kind, status, code, requestId, clientRequestId } = error;
  log.warn(
    { linkId: link.id, bookingId: job.bookingId, kind, status, code, requestId, clientRequestId },
    'push failed',
  );
  switch (onFailure[kind]) {
    case 'wait_as_told':
      await postponePushJob(db(), job, after(gateMs(error.retryAfterMs)), null);
      return 'later';
    case 'pause_link':
      await pauseForWrites(link.id, now);
      await postponePushJob(db(), job, after(PROBE_PAUSED_MS), kind);
      return 'stopped';
    case 'set_aside_for_admin':
      if (job.attempts + 1 >= TRIES_IF_REJECTED) await buryPushJob(db(), job, now, kind);
      else await postponePushJob(db(), job, backoff(), kind);
      return 'later';
    default:
      await postponePushJob(db(), job, backoff(), kind);
      return 'later';
  }
}

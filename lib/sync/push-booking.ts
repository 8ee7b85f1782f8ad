import { db } from '@/lib/db/client';
import { writingGoesAgain } from '@/lib/db/link-pauses';
import {
  finishPushJob,
  type Lease,
  letPushJobWait,
  markPushed,
  type PushJob,
  renewPushLease,
} from '@/lib/db/push-jobs';
import { GraphFailure } from '@/lib/graph/failure';
import { observe } from '@/lib/metrics';
import { afterPushFailure } from './after-push-failure';
import { declineMeetings } from './decline-meetings';
import { keepingLease } from './keep-lease';
import { planPush } from './plan-push';
import { create } from './push-create';
import { fenced, LeaseLost, type Push, type PushFacts, pushMirrorOf, readPushFacts, readPushPlace } from './push-facts';
import { lookUp } from './push-look-up';
import { patch } from './push-patch';
import { rejoin } from './push-rejoin';
import { forget, remove } from './push-remove';
import { openSession, realWorld, type SyncWorld } from './session';
import { settleMeeting } from './settle-meeting';
import { lookBefore, lookThenPromise, noteAgreement, promiseAfterLook } from './settle-strict';

/** `lost`: somebody else has the lane. `stopped`: nothing may be sent now; the job stays due. */
export type PushOutcome = 'done' | 'later' | 'lost' | 'stopped';

/** More steps than any honest history needs; whoever gets there goes round in circles. */
const MOST_STEPS = 12;
/** A silent calendar that is believed is tried again when others may have been heard. */
const SILENT_AGAIN_MS = 10_000;
/** Changed under our hands so often in a row: later again (sync-design §4.1). */
const ROUNDS_IF_CHANGED = 3;

/** Makes one calendar agree with one booking, step by step (sync-design §4.1). Never throws for Graph's trouble. */
export async function pushBooking(
  lease: Lease & { until?: Date },
  job: PushJob,
  world: SyncWorld = realWorld,
): Promise<PushOutcome> {
  const place = await readPushPlace(job.linkId);
  if (!place) return 'lost';
  const about = { direction: 'push', bookingId: job.bookingId } as const;
  const keeping = { until: lease.until, renew: (now: Date) => renewPushLease(db(), lease, now) };
  const session = keepingLease(openSession(place.link, about, world), keeping, world);
  const push: Push = { lease, job, ...place, session, world };
  try {
    return await reconcile(push).catch((error: unknown) => afterPushFailure(push, error));
  } catch (error) {
    if (error instanceof LeaseLost) return 'lost';
    throw error;
  } finally {
    await push.session.flush();
  }
}

async function reconcile(push: Push): Promise<PushOutcome> {
  const { link, job, world } = push;
  let wrote = false;
  let changed = 0;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const facts = await readPushFacts(push);
    const now = world.clock();
    const plan = planPush(facts.wanted, pushMirrorOf(facts.mirror), facts.mayCreate, now);
    switch (plan.do) {
      case 'create':
        if (facts.strict) {
          const seen = await lookBefore(push, facts);
          if (seen === 'settled') break;
          if (seen === 'wait') {
            const until = new Date(now.getTime() + SILENT_AGAIN_MS);
            await fenced(push, (tx) => letPushJobWait(tx, job, until, true));
            return 'later';
          }
        }
        if (await create(push, facts, plan.epoch, plan.content)) wrote = true;
        break;
      case 'look_up':
        if (await lookUp(push, facts, plan.ifNone)) wrote = true;
        break;
      case 'rejoin':
        await rejoin(push, facts);
        break;
      case 'patch':
        try {
          if (await patch(push, facts, plan.remoteId)) wrote = true;
        } catch (error) {
          changed += 1;
          if (!isChangedMeanwhile(error) || changed >= ROUNDS_IF_CHANGED) throw error;
        }
        break;
      case 'delete':
        if (await remove(push, facts, plan.remoteId)) wrote = true;
        break;
      case 'forget':
        await forget(push, facts.mirror);
        break;
      case 'wait':
        await fenced(push, (tx) => letPushJobWait(tx, job, plan.until, isWaitedFor(facts)));
        return 'later';
      case 'nothing':
        if (await isSettled(push, facts)) {
          const again = await settleMeeting(push, facts);
          if (again) {
            await fenced(push, (tx) => letPushJobWait(tx, job, again, false));
            return 'later';
          }
          await declineMeetings(push);
          await fenced(push, async (tx) => {
            await finishPushJob(tx, job);
            await markPushed(tx, link.id, now);
            if (wrote) await writingGoesAgain(tx, link.id);
          });
          observe('sync_push_latency_seconds', waited(job, now), { kind: link.resourceKind });
          return 'done';
        }
    }
  }
  throw new Error(`no agreement after ${MOST_STEPS} steps`);
}

/** An event that nobody wants any more is waited for alone; all else comes before younger jobs about its time (§4.2). */
const isWaitedFor = ({ wanted, mirror }: PushFacts) => wanted !== null || mirror?.state !== 'creating';

const isChangedMeanwhile = (error: unknown) => error instanceof GraphFailure && error.kind === 'changed_meanwhile';

const waited = ({ askedAt }: PushJob, now: Date) => Math.max(0, now.getTime() - askedAt.getTime()) / 1_000;

/** Both sides agree; what is left is the promise to the patron. False: look at the plan once more. */
async function isSettled(push: Push, facts: PushFacts): Promise<boolean> {
  const { mirror, strict } = facts;
  if (strict && !push.link.writes) {
    // Of a booking that has gone to somebody else this calendar has no word to say.
    if (facts.wanted) await promiseAfterLook(push, facts);
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

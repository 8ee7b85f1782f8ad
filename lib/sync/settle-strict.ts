import { db, transaction } from '@/lib/db/client';
import { saveMirror } from '@/lib/db/mirrors';
import { holdsPushFence } from '@/lib/db/push-jobs';
import { confirmIfAllAgree, refuseTaken } from '@/lib/db/remote-confirmation';
import { isTakenInOutlook } from './look-at-slot';
import { intervalOf } from './owned-fields';
import { fenced, LeaseLost, type Push, type PushFacts } from './push-facts';

/** A contested slot is looked at once more: the other may be going away (sync-design §9 step 4). */
const LOOK_AGAIN_MS = 2_000;

/**
 * Before writing: is somebody there already? Then nothing is written and the booking is refused. True: go on. A calendar
 * whose busy time does not close slots is not asked.
 */
export async function slotIsFree(push: Push, facts: PushFacts): Promise<boolean> {
  if (!facts.wanted || !push.link.reads) return true;
  if (!(await isTakenInOutlook(push.session, push.link, intervalOf(facts.wanted)))) return true;
  await giveBack(push);
  return false;
}

/**
 * After writing: look again, since an event written before ours was read may have come meanwhile. Free on every calendar
 * concerned: promised to the patron. Taken: ours yields, for nothing was promised yet.
 */
export async function lookThenPromise(push: Push, facts: PushFacts): Promise<void> {
  const { link, job, session, world } = push;
  if (facts.wanted && link.reads && !facts.mirror?.agreedAt) {
    const slot = intervalOf(facts.wanted);
    if (await isTakenInOutlook(session, link, slot)) {
      await (world.sleep ?? sleep)(LOOK_AGAIN_MS);
      if (await isTakenInOutlook(session, link, slot)) return giveBack(push);
    }
  }
  await fenced(push, async (tx) => {
    if (!facts.mirror?.agreedAt) await saveMirror(tx, link.id, job.bookingId, { agreedAt: world.clock() });
    await confirmIfAllAgree(tx, job.bookingId, world.clock());
  });
}

/** The booking is over; its job is asked for again by that and takes away what was written. */
const giveBack = ({ lease, job, world }: Push): Promise<void> =>
  transaction(async (tx) => {
    // Resources before the link, in the order that every writer of taken time keeps.
    await refuseTaken(tx, job.bookingId, world.clock());
    if (!(await holdsPushFence(tx, lease))) throw new LeaseLost();
  });

/** No promise hangs on it any more: it was settled without us, or never waited. */
export const noteAgreement = async ({ link, job, world }: Push): Promise<void> =>
  saveMirror(db(), link.id, job.bookingId, { agreedAt: world.clock() });

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

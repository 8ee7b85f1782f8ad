import type { Tx } from '@/lib/db/client';
import { saveMirror } from '@/lib/db/mirrors';
import { recordAnswer } from '@/lib/db/record-answer';
import { confirmIfAllAgree, lockWholeBooking, refuseTaken } from '@/lib/db/remote-confirmation';
import { observeAnswer } from '@/lib/observe-answer';
import { sleep } from '@/lib/time/sleep';
import { lookAtCalendars } from './look-at-slot';
import { intervalOf } from './owned-fields';
import { passOn } from './pass-on';
import { fencedLast, type Push, type PushFacts } from './push-facts';
import { saveMirrorOf } from './save-mirror-of';
import { settleUnanswered, type Unheard } from './settle-unanswered';

/** A contested slot is looked at once more: the other may be going away (sync-design §9 step 4). */
const LOOK_AGAIN_MS = 2_000;

/**
 * Before writing: is somebody there already? Then nothing is written and the booking is refused. `free`: go on. `settled`:
 * it was, otherwise, and the plan is to be made anew. `wait`: this calendar is silent and believed, and others are still
 * asked. Throws where a room cannot be asked: unknown is never free.
 */
export async function lookBefore(push: Push, facts: PushFacts): Promise<Unheard> {
  if (!facts.wanted) return 'free';
  const { seen, unanswered } = await lookAtCalendars(push, intervalOf(facts.wanted));
  if (seen === 'free') return 'free';
  if (seen === 'unanswered') return settleUnanswered(push, unanswered);
  await giveBack(push);
  return 'settled';
}

/**
 * After writing: look again, since an event written before ours was read may have come meanwhile. Free on every calendar
 * concerned: promised to the patron. Taken: ours yields, for nothing was promised yet.
 */
export async function lookThenPromise(push: Push, facts: PushFacts): Promise<void> {
  const { link, job, world } = push;
  if (facts.wanted && !facts.mirror?.agreedAt) {
    const slot = intervalOf(facts.wanted);
    let look = await lookAtCalendars(push, slot);
    if (look.seen === 'taken') {
      await (world.sleep ?? sleep)(LOOK_AGAIN_MS);
      look = await lookAtCalendars(push, slot);
    }
    if (look.seen === 'taken') return giveBack(push);
    if (look.seen === 'unanswered' && (await settleUnanswered(push, look.unanswered)) !== 'free') return;
  }
  await promise(push, async (tx) => {
    if (!facts.mirror?.agreedAt) await saveMirror(tx, link.id, job.bookingId, { agreedAt: world.clock() });
  });
}

/** A calendar that is only read: nothing is written to it, and nothing is promised without its word (sync-design §8). */
export async function promiseAfterLook(push: Push, facts: PushFacts): Promise<void> {
  if ((await lookBefore(push, facts)) === 'free') await promise(push, async () => {});
}

/** Resources and booking are locked first, in the order that every writer of taken time keeps. */
async function promise(push: Push, note: (tx: Tx) => Promise<void>): Promise<void> {
  const since = await fencedLast(push, async (tx) => {
    await lockWholeBooking(tx, push.job.bookingId);
    await note(tx);
    return confirmIfAllAgree(tx, push.job.bookingId, push.world.clock(), 0, push.link.id);
  });
  observeAnswer('confirmed', since, push.world.clock());
}

/**
 * It goes to the next in the fair order, where it was all the same to the patron whom they meet; else it is over. Its job is
 * asked for again by either, and takes away what was written.
 */
async function giveBack(push: Push): Promise<void> {
  const { link, job } = push;
  const about = { linkId: link.id, bookingId: job.bookingId, kind: 'taken', answer: 'refused' };
  const refused = { linkId: link.id, spaceId: link.resourceKind === 'space' ? link.resourceId : null };
  const since = await fencedLast(push, async (tx) => {
    if (await passOn(tx, job.bookingId, refused, push.world.clock())) return null;
    const waited = await refuseTaken(tx, about.bookingId, push.world.clock());
    if (waited) await recordAnswer(tx, about, push.world.clock());
    return waited;
  });
  observeAnswer('refused', since, push.world.clock());
}

/** No promise hangs on it any more: it was settled without us, or never waited. */
export const noteAgreement = (push: Push): Promise<void> => saveMirrorOf(push, { agreedAt: push.world.clock() });

import { askedUntil } from '@/lib/booking/asked-until';
import { syncPolicy } from '@/lib/booking/sync-policy';
import { recordAnswer } from '@/lib/db/record-answer';
import { confirmIfAllAgree, lockWholeBooking, refuseUnconfirmed } from '@/lib/db/remote-confirmation';
import { resourceById } from '@/lib/db/resources';
import { leaveToStaff } from '@/lib/db/to-confirm';
import { observeAnswer } from '@/lib/observe-answer';
import type { Look } from './look-at-slot';
import { fencedLast, type Push } from './push-facts';

/** What was read of a person's calendar is believed so long once it cannot be asked (sync-design §8). */
const BELIEVED_MS = 5 * 60_000;

/**
 * A person's calendar gave no answer in time. Read lately: accepted on that. Else what that person chose: taken, to be
 * confirmed by staff, or refused. Never is silence read as free.
 */
export async function settleUnanswered(push: Push, unanswered: Look['unanswered']): Promise<void> {
  const { job, world } = push;
  const bookingId = job.bookingId;
  const settled = await fencedLast(push, async (tx) => {
    const now = world.clock();
    const booking = await lockWholeBooking(tx, bookingId);
    if (booking?.status !== 'pending_remote') return null;
    const doubted = unanswered.filter(({ lastReadAt }) => now.getTime() - (lastReadAt?.getTime() ?? 0) >= BELIEVED_MS);
    const [first] = doubted;
    if (!first) {
      return { outcome: 'confirmed', since: await confirmIfAllAgree(tx, bookingId, now, push.link.id) } as const;
    }
    const { id: linkId, resourceId } = first.link;
    const { stale } = syncPolicy('person', (await resourceById(tx, resourceId))?.syncPolicy);
    await recordAnswer(tx, { linkId, bookingId, kind: 'unanswered', answer: stale }, now);
    if (stale === 'closed') await refuseUnconfirmed(tx, bookingId, now);
    else await leaveToStaff(tx, booking, { linkId, resourceId, settleBy: askedUntil(booking.items, now) }, now);
    return { outcome: 'unanswered', since: booking.createdAt } as const;
  });
  if (settled) observeAnswer(settled.outcome, settled.since, world.clock());
}

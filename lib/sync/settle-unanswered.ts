import { askedUntil } from '@/lib/booking/asked-until';
import { syncPolicy } from '@/lib/booking/sync-policy';
import { bookingById } from '@/lib/db/bookings';
import { db, type Tx } from '@/lib/db/client';
import { recordAnswer } from '@/lib/db/record-answer';
import { confirmIfAllAgree, lockWholeBooking, refuseTaken, refuseUnconfirmed } from '@/lib/db/remote-confirmation';
import { resourceById } from '@/lib/db/resources';
import { leaveToStaff } from '@/lib/db/to-confirm';
import { waitForOthers } from '@/lib/db/waiting-bookings';
import { observeAnswer } from '@/lib/observe-answer';
import { lookAtPlace } from './look-at-place';
import type { Look } from './look-at-slot';
import { lockWithOthers, passOn } from './pass-on';
import { fencedLast, type Push } from './push-facts';

/** What was read of a person's calendar is believed so long once it cannot be asked (sync-design §8). */
const BELIEVED_MS = 5 * 60_000;

type Unanswered = Look['unanswered'];

/**
 * `free`: what was read lately of calendars beside this one has to do, and this one answered. `settled`: the booking is.
 * `wait`: this calendar has no say any more, and others still have.
 */
export type Unheard = 'free' | 'settled' | 'wait';

/**
 * A person's calendar gave no answer in time. Read lately: accepted on that, as far as that person goes; a room beside them
 * is still written to and looked at before anything is promised. Else what that person chose: taken, to be confirmed by
 * staff, or refused. Never is silence read as free.
 */
export async function settleUnanswered(push: Push, unanswered: Unanswered): Promise<Unheard> {
  const { job, link, world } = push;
  const now = world.clock();
  const doubted = unanswered.filter(({ lastReadAt }) => now.getTime() - (lastReadAt?.getTime() ?? 0) >= BELIEVED_MS);
  if (doubted.length === 0 && unanswered.every((one) => one.link.id !== link.id)) return 'free';
  const isTaken = doubted.length > 0 && (await isTakenBeside(push));
  const done = await fencedLast(push, async (tx) => {
    await lockWithOthers(tx, job.bookingId);
    const booking = await lockWholeBooking(tx, job.bookingId);
    if (booking?.status !== 'pending_remote') return null;
    const room = booking.items.find(({ kind }) => kind === 'space')?.resourceId ?? null;
    if (isTaken && (await passOn(tx, booking.id, { linkId: link.id, spaceId: room }, now))) return null;
    if (isTaken) {
      await recordAnswer(tx, { linkId: link.id, bookingId: booking.id, kind: 'taken', answer: 'refused' }, now);
      return { outcome: 'refused', since: await refuseTaken(tx, booking.id, now) } as const;
    }
    if (doubted.length > 0) return doubt(tx, booking, doubted, now);
    await waitForOthers(tx, booking.id, [link.id]);
    return { outcome: 'confirmed', since: await confirmIfAllAgree(tx, booking.id, now, link.id) } as const;
  });
  if (done) observeAnswer(done.outcome, done.since, world.clock());
  return done?.outcome === 'confirmed' && done.since === null ? 'wait' : 'settled';
}

/** Nothing is known of the person's time: of several, whoever wants to be asked least says so for all. */
async function doubt(
  tx: Tx,
  booking: NonNullable<Awaited<ReturnType<typeof lockWholeBooking>>>,
  doubted: Unanswered,
  now: Date,
) {
  const asked = [];
  for (const { link } of doubted) {
    const { stale } = syncPolicy('person', (await resourceById(tx, link.resourceId))?.syncPolicy);
    asked.push({ linkId: link.id, resourceId: link.resourceId, stale });
  }
  const by = asked.find(({ stale }) => stale === 'closed') ?? asked[0];
  if (!by) throw new Error('nobody is doubted');
  const { linkId, resourceId, stale } = by;
  // Whoever takes nothing unasked is passed over, while somebody else is free.
  if (stale === 'closed' && (await passOn(tx, booking.id, { linkId, spaceId: null }, now))) return null;
  await recordAnswer(tx, { linkId, bookingId: booking.id, kind: 'unanswered', answer: stale }, now);
  if (stale === 'closed') await refuseUnconfirmed(tx, booking.id, now);
  else await leaveToStaff(tx, booking, { linkId, resourceId, settleBy: askedUntil(booking.items, now) }, now);
  return { outcome: 'unanswered', since: booking.createdAt } as const;
}

/** Nobody is asked to confirm an appointment whose room somebody else has: the other calendars are looked at first. */
async function isTakenBeside({ job, world }: Push): Promise<boolean> {
  const booking = await bookingById(db(), job.bookingId);
  const [first, ...more] = booking?.items ?? [];
  if (!first || more.length === 0) return false;
  const spaces = [first, ...more].filter(({ kind }) => kind === 'space').map(({ resourceId }) => resourceId);
  const to = { start: first.start, end: first.end };
  return (await lookAtPlace({ resourceIds: spaces, to, mode: null }, world)) === 'taken';
}

import type { Person } from '@/lib/auth/can';
import { decideFooting } from '@/lib/booking/decide-footing';
import { decideForStaff, OVER_MEETING } from '@/lib/booking/decide-for-staff';
import { keptPads, occupancyRows } from '@/lib/booking/occupancy';
import { syncPolicy } from '@/lib/booking/sync-policy';
import type { BookingFacts } from '@/lib/booking/types';
import { acceptMeetings } from '@/lib/db/accepted-meetings';
import { audit } from '@/lib/db/audit';
import { bookingFacts } from '@/lib/db/booking-facts';
import type { Tx } from '@/lib/db/client';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { dropPads, expireHolds } from '@/lib/db/occupancy';
import { enqueue } from '@/lib/db/outbox';
import { lockPatron } from '@/lib/db/patron-bookings';
import { CALENDAR_UNREACHABLE } from '@/lib/db/remote-confirmation';
import { lockResources, resourceById } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';
import { addMinutes, type Interval, minutesIn } from '@/lib/time/interval';
import { followUpBooking } from './follow-up-booking';
import { insertWithPublicId } from './insert-with-public-id';
import type { PatronData } from './place-booking';

/** What is read before a booking is judged grows with its length: two weeks, as for every booking by staff. */
export const MOST_STAFF_MINUTES = 14 * 1440;

/** How long it may wait for Outlook before it is settled without it (sync-design §9). */
const AWAIT_CALENDAR_MINUTES = 15;

export type StaffWish = {
  spaceId: number;
  when: Interval;
  /** Null: time that is blocked. `note` then says why. */
  patron: PatronData | null;
  note: string;
  locale: string;
  /** Over meetings in Outlook too, with a reason; null: not over any. */
  anyway: string | null;
  quiet: boolean;
  seriesId: number | null;
};

/**
 * One space, for a patron or for nobody, in the caller's transaction: locks, facts, rule, write, outbox, as every booking
 * (`placeBooking`), under the rules for staff. Where a calendar can be asked the booking waits for its word. Not where
 * somebody books over a meeting knowingly, since the answer would be no; and not when time is blocked, since nothing is
 * promised to anybody by that: both are written to Outlook, and whatever else is found there becomes a case (I4).
 */
export async function placeForStaff(
  tx: Tx,
  actor: Person,
  wish: StaffWish,
  now: Date,
): Promise<Result<{ bookingId: number; publicId: string }>> {
  const { spaceId, when, patron, anyway } = wish;
  const locked = await lockResources(tx, [spaceId]);
  if (patron) await lockPatron(tx, patron);
  await expireHolds(tx, locked, now);
  const resource = await resourceById(tx, spaceId);
  if (resource?.kind !== 'space') return refuse({ code: 'not_found' });
  if (minutesIn(when) > MOST_STAFF_MINUTES) return refuse({ code: 'too_long', maxMinutes: MOST_STAFF_MINUTES });
  const [known] = await bookingFacts(tx, [resource], when, patron, now);
  if (!known) return refuse({ code: 'not_found' });
  const facts = patron ? known.facts : withoutPads(known.facts);
  const decision = decideForStaff(when, facts, now, anyway !== null);
  if (!decision.ok) return decision;
  const isOver = decision.value.beyond.includes(OVER_MEETING);
  if (decision.value.beyond.includes('padding'))
    await dropPads(tx, [{ ...when, ...known.family, resourceId: spaceId }]);

  const calendars = await trustOfCalendars(tx, [spaceId, ...known.family.partIds, ...known.family.wholeIds], now);
  const { stale } = syncPolicy('space', resource.syncPolicy);
  const footing = isOver || !patron ? 'own_rules' : decideFooting(calendars, [stale]);
  if (footing === 'closed') return refuse({ code: 'calendar_unknown' });
  const waits = footing === 'strict';
  const items = [{ resourceId: spaceId, ...when }];
  const { setupMinutes, cleanupMinutes } = facts.policy;
  const closing = occupancyRows([{ ...when, ...known.family, resourceId: spaceId, setupMinutes, cleanupMinutes }]);
  const { bookingId, publicId } = await insertWithPublicId(tx, {
    status: waits ? 'pending_remote' : footing === 'to_confirm' ? 'to_confirm' : 'confirmed',
    statusReason: footing === 'to_confirm' ? CALENDAR_UNREACHABLE : null,
    cause: 'staff',
    holdUntil: waits ? addMinutes(now, AWAIT_CALENDAR_MINUTES) : null,
    settledAt: waits ? null : now,
    createdAt: now,
    personId: patron?.personId ?? null,
    patronName: patron?.name ?? '',
    patronEmail: patron?.email ?? '',
    note: wish.note,
    locale: wish.locale,
    items,
    beyond: patron ? decision.value.beyond : decision.value.beyond.filter((code) => code === OVER_MEETING),
    anywayReason: isOver ? (anyway ?? '') : '',
    isBlock: patron === null,
    quiet: wish.quiet,
    seriesId: wish.seriesId,
    occupancy: keptPads(closing, [facts]),
  });
  await enqueue(tx, { kind: 'push_booking', bookingId, urgent: waits });
  if (isOver) {
    await acceptMeetings(tx, bookingId, actor.id, now);
    await audit(tx, { personId: actor.id, act: 'booking.over_meeting', subject: `booking:${bookingId}` });
  }
  await followUpBooking(tx, { bookingId, footing, calendars, items }, now);
  return ok({ bookingId, publicId });
}

/** Closed time needs no setting up. */
export const withoutPads = (facts: BookingFacts): BookingFacts => ({
  ...facts,
  policy: { ...facts.policy, setupMinutes: 0, cleanupMinutes: 0 },
});

import { closesTime } from '@/lib/booking/closes-time';
import { decideMove } from '@/lib/booking/decide-move';
import { movedRows } from '@/lib/booking/occupancy';
import { deskElsewhere } from '@/lib/db/appointment-people';
import { addNotice } from '@/lib/db/booking-notices';
import type { BookingItemRecord, BookingRecord } from '@/lib/db/booking-rows';
import type { Tx } from '@/lib/db/client';
import { closuresAt, hoursOf } from '@/lib/db/hours';
import type { AffectedAnswer } from '@/lib/db/hours-change-bookings';
import type { AffectedOutcome, HoursChangeRow } from '@/lib/db/hours-changes';
import { moveBooking } from '@/lib/db/move-booking';
import { moveFacts } from '@/lib/db/move-facts';
import { dropPads } from '@/lib/db/occupancy';
import { readCalendarsOf } from '@/lib/db/read-calendars-of';
import { lockWholeBooking, withdrawBooking } from '@/lib/db/remote-confirmation';
import { resources } from '@/lib/db/resources';
import { contains } from '@/lib/time/interval';
import { openingIn } from '@/lib/time/opening';
import { addDays, localDateOf } from '@/lib/time/zone';
import { freeLike } from './free-like';

type Decision = Pick<HoursChangeRow, 'otherwise' | 'words' | 'createdById'>;

/**
 * Does what was chosen for one booking that lies outside the hours since they changed, in the caller's transaction and
 * under the locks of its location. What the patron or the staff did to it meanwhile goes first: then it is left alone
 * ('over'). A move that finds no space does what was chosen for that case.
 */
export async function settleAffected(
  tx: Tx,
  { bookingId, choice, spaceId }: AffectedAnswer,
  decision: Decision,
  now: Date,
): Promise<AffectedOutcome> {
  const booking = await lockWholeBooking(tx, bookingId);
  const outside = booking && closesTime(booking.status) ? await outsideHours(tx, booking, now) : [];
  const [first, ...more] = outside;
  if (!booking || !first) return 'over';
  if (choice === 'keep') return 'kept';
  if (choice === 'move') {
    const isMovable = more.length === 0 && first.kind === 'space' && booking.status === 'confirmed';
    if (isMovable && (await moveAway(tx, booking, first, spaceId, decision, now))) return 'moved';
    if (decision.otherwise === 'keep') return 'nowhere';
  }
  const noticeId = await addNotice(tx, noticeOf(booking, first, decision), now);
  const by = { by: decision.createdById, noticeId };
  await withdrawBooking(tx, bookingId, { reason: 'hours_changed', cause: 'staff', ...by }, now);
  return 'cancelled';
}

/** Its items, not over yet, that do not lie within open hours. */
async function outsideHours(tx: Tx, { id, items }: BookingRecord, now: Date): Promise<BookingItemRecord[]> {
  const found = await resources(tx, { ids: items.map(({ resourceId }) => resourceId) });
  const ahead = items.filter(({ end }) => end > now);
  const [any] = ahead;
  if (!any) return [];
  const dates = ahead.flatMap(({ start, end }) => [start, end]).map((at) => localDateOf(at, any.timeZone));
  const [from = '', to = from] = [dates.toSorted()[0], dates.toSorted().at(-1)];
  const [first, last] = [addDays(from, -2), addDays(to, 1)];
  const hours = await hoursOf(tx, found, first, last);
  const desk = await deskElsewhere(tx, id);
  const there = desk ? (await closuresAt(tx, [desk.locationId], first, last))(desk.locationId) : null;
  return ahead.filter((item) => {
    const resource = found.find((one) => one.id === item.resourceId);
    const rest = { start: item.start > now ? item.start : now, end: item.end };
    const levels = resource ? hours(resource) : [];
    const closed = there && desk?.resourceId === item.resourceId ? [there] : [];
    const { open } = openingIn([...levels, ...closed], item, item.timeZone);
    return !open.some((stretch) => contains(stretch, rest));
  });
}

/** To the space that was named, or else the best that is free. False: there is none. */
async function moveAway(
  tx: Tx,
  booking: BookingRecord,
  item: BookingItemRecord,
  spaceId: number | null,
  decision: Decision,
  now: Date,
): Promise<boolean> {
  const { start, end, resourceId } = item;
  const free = await freeLike(tx, { start, end, spaceId: resourceId, bookingId: booking.id }, now);
  const to = spaceId === null ? free[0] : free.find(({ id }) => id === spaceId);
  if (!to) return false;
  const items = await moveFacts(tx, booking, { to: { start, end }, space: { from: resourceId, to: to.id } }, now);
  if (!items || !decideMove(items, now, 'hours').ok) return false;
  await dropPads(tx, items);
  const occupancy = movedRows(items);
  const noticeId = await addNotice(tx, noticeOf(booking, item, decision), now);
  const move = { bookingId: booking.id, items, occupancy, reason: 'moved_by_staff', by: { noticeId } } as const;
  await moveBooking(tx, move, now);
  await readCalendarsOf(tx, occupancy, now);
  return true;
}

const noticeOf = ({ id }: BookingRecord, { resourceId, start, end }: BookingItemRecord, decision: Decision) => ({
  ...{ bookingId: id, resourceId, start, end },
  ...{ words: decision.words, byId: decision.createdById },
});

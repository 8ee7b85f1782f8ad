import type { OccupancyRow } from '@/lib/booking/types';
import { giveCheckInCode } from '@/lib/db/check-in-codes';
import type { Tx } from '@/lib/db/client';
import { linksOfOpenCollisions } from '@/lib/db/collisions';
import { expireHolds, insertOccupancy } from '@/lib/db/occupancy';
import { enqueue, type MovedBy } from '@/lib/db/outbox';
import { restartReminder } from '@/lib/db/reminders';
import { tellStaffOfMove } from '@/lib/db/tell-staff';
import { editsGiveWay } from '@/lib/db/write-again';
import { type Interval, sameInterval } from '@/lib/time/interval';
import { askAboutCollisions } from './remote-confirmation';

export type BookingMove = {
  bookingId: number;
  items: readonly (Interval & { resourceId: number })[];
  occupancy: readonly OccupancyRow[];
  /** Why, as a code that messages can say. */
  reason: 'moved_in_outlook' | 'moved_by_staff';
  /** The case or the notice that says where it was before. */
  by: MovedBy;
  /** The librarian moved it in their own calendar: no mail to them. */
  byThemselves?: boolean;
  /** Its patron has heard of it in another way: no mail. */
  silent?: boolean;
};

/**
 * Another time or space for a booking that stands, with the patron's mail in the same transaction (I6). Under the locks
 * of old and new resources; the exclusion constraint has the last word.
 */
export async function moveBooking(tx: Tx, move: BookingMove, now: Date): Promise<void> {
  const { bookingId, reason, by, byThemselves = false, silent = false } = move;
  if (!byThemselves) await tellStaffOfMove(tx, bookingId);
  await changeTime(tx, move, now);
  await tx.booking.update({ where: { id: bookingId }, data: { statusReason: reason } });
  if (!silent) await enqueue(tx, { kind: 'mail', mail: { template: 'booking_moved', bookingId, ...by } });
}

/** The new time or space itself, here and on its way to Outlook. What the patron hears is the caller's to say. */
export async function changeTime(
  tx: Tx,
  { bookingId, items, occupancy, by }: Pick<BookingMove, 'bookingId' | 'items' | 'occupancy'> & { by?: MovedBy },
  now: Date,
): Promise<void> {
  const before = await tx.bookingItem.findMany({ where: { bookingId } });
  await tx.occupancy.deleteMany({ where: { bookingId } });
  await tx.bookingItem.deleteMany({ where: { bookingId } });
  await tx.bookingItem.createMany({
    data: items.map(({ resourceId, start, end }) => ({ bookingId, resourceId, startsAt: start, endsAt: end })),
  });
  if (items.some((item) => !before.some(({ resourceId }) => resourceId === item.resourceId)))
    await noteRoom(tx, bookingId);
  // Holds that are over still stand in the way of the constraint.
  await expireHolds(tx, [...new Set(occupancy.map(({ resourceId }) => resourceId))], now);
  await insertOccupancy(tx, bookingId, occupancy);
  await tx.booking.update({
    where: { id: bookingId },
    // A new time or place is a new SEQUENCE for the patron's calendar (RFC 5545 §3.8.7.4).
    data: { version: { increment: 1 }, icsSequence: { increment: 1 } },
  });
  await restartReminder(tx, bookingId, now);
  // Unique among those it may meet at the new time.
  await giveCheckInCode(tx, bookingId);
  // In another room at the same time, what a person asked for in Outlook is asked still.
  if (
    items.some((item) => !before.some(({ startsAt, endsAt }) => sameInterval(item, { start: startsAt, end: endsAt })))
  )
    await editsGiveWay(tx, bookingId, by && 'conflictId' in by ? by.conflictId : null, now);
  await enqueue(tx, { kind: 'push_booking', bookingId, urgent: true });
  await askAboutCollisions(tx, bookingId);
  // Cases about the time that it leaves are over: the next reading closes them.
  for (const linkId of await linksOfOpenCollisions(tx, bookingId)) await enqueue(tx, { kind: 'pull_calendar', linkId });
}

/**
 * An appointment says where one meets as it was when it was made: in another room it is that one, with what the person
 * says of it, if they say anything.
 */
async function noteRoom(tx: Tx, bookingId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE appointment SET place_id = place.id, place_name = coalesce(place.name, space.name),
      directions = concat_ws(E'\\n', nullif(place.directions, ''), nullif(kind.directions, ''))
    FROM booking_item item
    JOIN resource space ON space.id = item.resource_id AND space.kind = 'space'
    JOIN appointment met ON met.booking_id = item.booking_id AND met.place_kind = 'room'
    LEFT JOIN appointment_kind kind ON kind.id = met.kind_id
    LEFT JOIN LATERAL (SELECT * FROM appointment_place WHERE resource_id = met.resource_id AND space_id = space.id
      ORDER BY active DESC, position, id LIMIT 1) place ON true
    WHERE item.booking_id = ${bookingId} AND appointment.booking_id = item.booking_id`;
}

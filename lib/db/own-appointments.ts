import type { BookingStatus } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** An appointment as the person it is with sees it. */
export type OwnAppointment = Interval & {
  bookingId: number;
  publicId: string;
  status: BookingStatus;
  /** Empty once it was scrubbed. */
  patronName: string;
  /** As it was when it was booked. */
  placeName: string;
  /** Null: at the person's location, or the place is gone. */
  placeId: number | null;
  groupId: number | null;
};

/**
 * Appointments with a person that stand and meet `range`, in order of time; `end` null: all that come. A hold is a form
 * that is still open, and time that staff blocked needs no availability.
 */
export async function appointmentsOf(
  tx: Tx,
  resourceId: number,
  { start, end }: { start: Date; end: Date | null },
): Promise<OwnAppointment[]> {
  return tx.$queryRaw<OwnAppointment[]>`
    SELECT booking.id AS "bookingId", booking.public_id AS "publicId", booking.status::text AS status,
      booking.patron_name AS "patronName", coalesce(appointment.place_name, '') AS "placeName",
      appointment.place_id AS "placeId", appointment.group_id AS "groupId", item.starts_at AS start, item.ends_at AS end
    FROM booking_item item JOIN booking ON booking.id = item.booking_id
      LEFT JOIN appointment ON appointment.booking_id = booking.id
    WHERE item.resource_id = ${resourceId} AND item.ends_at > ${start}::timestamptz
      AND coalesce(item.starts_at < ${end}::timestamptz, true) AND NOT booking.is_block
      AND booking.status IN ('unverified', 'pending_remote', 'to_confirm', 'mediation', 'confirmed')
    ORDER BY item.starts_at, booking.id`;
}

/** How many appointments are still to come at each of a person's places. */
export async function upcomingAtPlaces(tx: Tx, resourceId: number, now: Date): Promise<Map<number, number>> {
  const coming = await appointmentsOf(tx, resourceId, { start: now, end: null });
  const counts = new Map<number, number>();
  for (const { placeId } of coming) if (placeId !== null) counts.set(placeId, (counts.get(placeId) ?? 0) + 1);
  return counts;
}

/** Every resource that some bookings take: a person, and the rooms with them. */
export async function resourcesOfBookings(tx: Tx, bookingIds: readonly number[]): Promise<number[]> {
  const where = { bookingId: { in: [...bookingIds] } };
  const rows = await tx.bookingItem.findMany({ where, select: { resourceId: true }, distinct: ['resourceId'] });
  return rows.map(({ resourceId }) => resourceId);
}

/** Busy by a calendar in Outlook, and which appointments that closes time for; nothing else of it is known. */
export type OwnBusyTime = Interval & { inPerson: boolean; online: boolean };

export async function busyInOutlook(tx: Tx, resourceId: number, { start, end }: Interval): Promise<OwnBusyTime[]> {
  const closes = { OR: [{ inPerson: true }, { online: true }] };
  const where = { resourceId, startsAt: { lt: end }, endsAt: { gt: start }, ...closes };
  const rows = await tx.busyBlock.findMany({
    where,
    orderBy: { startsAt: 'asc' },
    select: { startsAt: true, endsAt: true, inPerson: true, online: true },
  });
  return rows.map(({ startsAt, endsAt, ...closed }) => ({ start: startsAt, end: endsAt, ...closed }));
}

/** Groups that a person is no member of any more, though rules of theirs are for these only: they offer nothing. */
export async function formerGroupsOfPerson(tx: Tx, resourceId: number): Promise<{ id: number; name: string }[]> {
  return tx.appointmentGroup.findMany({
    where: { rules: { some: { resourceId } }, members: { none: { resourceId } } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  });
}

/** Groups of appointments that a person is a member of. */
export async function groupsOfPerson(tx: Tx, resourceId: number): Promise<{ id: number; name: string }[]> {
  return tx.appointmentGroup.findMany({
    where: { members: { some: { resourceId } } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  });
}

import type { BookingStatus } from '@/lib/booking/types';
import { answersOf } from '@/lib/db/answers';
import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Answer } from '@/lib/question';
import type { LocalDate } from '@/lib/time/zone';

/** An appointment as a program is told of it. */
export type ListedAppointment = {
  bookingId: number;
  publicId: string;
  status: BookingStatus;
  start: Date;
  end: Date;
  patronName: string;
  /** As a program gave it; empty: nobody said where the first name ends. */
  givenName: string;
  patronEmail: string;
  account: string;
  answers: Answer[];
  noShowAt: Date | null;
  userId: number;
  kindId: number | null;
  groupId: number | null;
  groupName: string;
  /** Where one meets: the place's own building, else the person's. */
  locationId: number;
  locationName: string;
  directions: string;
  timeZone: string;
};

/** What is left out is all the same. Dates are of each location's own clock; without one it is today there. */
export type AppointmentListFilter = {
  userId?: number;
  locationId?: number;
  groupId?: number;
  kindId?: number;
  /** Lower case. */
  email?: string;
  date?: LocalDate;
  /** After the first. */
  days: number;
  cancelled: boolean;
  take: number;
};

/** One query, in order of time. What only holds a time, and what never came to stand, is none. */
export async function listedAppointments(
  tx: Tx,
  { userId, locationId, groupId, kindId, email, date, days, cancelled, take }: AppointmentListFilter,
  now: Date,
): Promise<ListedAppointment[]> {
  const first = date === undefined ? Prisma.sql`${now}::timestamptz` : Prisma.sql`${date}::date::timestamptz`;
  const day =
    date === undefined
      ? Prisma.sql`(${now}::timestamptz AT TIME ZONE location.time_zone)::date`
      : Prisma.sql`${date}::date`;
  const shown = ['pending_remote', 'to_confirm', 'mediation', 'confirmed', ...(cancelled ? ['cancelled'] : [])];
  const conditions = [
    // For the index; whose clock it is, is asked below.
    Prisma.sql`item.starts_at >= ${first} - interval '2 days'`,
    Prisma.sql`item.starts_at < ${first} + make_interval(days => ${days + 3})`,
    Prisma.sql`(item.starts_at AT TIME ZONE location.time_zone)::date BETWEEN ${day} AND ${day} + ${days}::int`,
    Prisma.sql`booking.status::text = ANY(${shown}::text[]) AND NOT booking.is_block`,
    ...(userId === undefined ? [] : [Prisma.sql`item.resource_id = ${userId}`]),
    ...(locationId === undefined ? [] : [Prisma.sql`coalesce(place.location_id, location.id) = ${locationId}`]),
    ...(groupId === undefined ? [] : [Prisma.sql`appointment.group_id = ${groupId}`]),
    ...(kindId === undefined ? [] : [Prisma.sql`appointment.kind_id = ${kindId}`]),
    ...(email === undefined ? [] : [Prisma.sql`booking.patron_email = ${email}`]),
  ];
  const rows = await tx.$queryRaw<(Omit<ListedAppointment, 'answers'> & { answers: Prisma.JsonValue })[]>`
    SELECT booking.id AS "bookingId", booking.public_id AS "publicId", booking.status::text AS status,
      item.starts_at AS start, item.ends_at AS end, booking.patron_name AS "patronName",
      booking.given_name AS "givenName", booking.patron_email AS "patronEmail", booking.account, booking.answers,
      booking.no_show_at AS "noShowAt", item.resource_id AS "userId", appointment.kind_id AS "kindId",
      appointment.group_id AS "groupId", coalesce(team.name, '') AS "groupName",
      coalesce(other.id, location.id) AS "locationId", coalesce(other.name, location.name) AS "locationName",
      coalesce(appointment.directions, '') AS directions, location.time_zone AS "timeZone"
    FROM booking_item item JOIN booking ON booking.id = item.booking_id
      JOIN resource ON resource.id = item.resource_id AND resource.kind = 'person'
      JOIN category ON category.id = resource.category_id JOIN location ON location.id = category.location_id
      LEFT JOIN appointment ON appointment.booking_id = booking.id
      LEFT JOIN appointment_group team ON team.id = appointment.group_id
      LEFT JOIN appointment_place place ON place.id = appointment.place_id
      LEFT JOIN location other ON other.id = place.location_id
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY item.starts_at, booking.id, item.resource_id LIMIT ${take}`;
  return rows.map((row) => ({ ...row, answers: answersOf(row.answers) }));
}

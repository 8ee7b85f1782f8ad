import { Prisma } from '@/lib/db/generated/client';
import { DAY_MS } from '@/lib/time/interval';
import type { SpaceBookingFilter } from './space-bookings';

/** A booking by a patron is no longer than a day, one by staff than two weeks. */
const LONGEST_DAYS = { patron: 1, staff: 14 };

/** Items of bookings as {@link spaceBookings} lists them. Blocked time is in neither of both unless it is asked for. */
export function bookedRows(filter: SpaceBookingFilter): Prisma.Sql {
  const { publicIds, visitIds = [], email, statuses, changedSince, withTaken } = filter;
  const conditions = [
    Prisma.sql`booking.status <> 'hold'`,
    ...(withTaken ? [] : [Prisma.sql`NOT booking.is_block`]),
    ...(publicIds
      ? [
          Prisma.sql`(booking.public_id = ANY(${[...publicIds]}::text[]) OR booking.visit_id = ANY(${[...visitIds]}::uuid[]))`,
        ]
      : []),
    ...(email === undefined ? [] : [Prisma.sql`booking.patron_email = ${email}`]),
    ...(statuses ? [Prisma.sql`booking.status::text = ANY(${[...statuses]}::text[])`] : []),
    ...(changedSince ? [Prisma.sql`booking.changed_at >= ${changedSince}::timestamptz`] : []),
    ...placesOf(filter, Prisma.sql`item.resource_id`),
    ...datesOf(filter, Prisma.sql`item.starts_at`, Prisma.sql`item.ends_at`),
  ];
  return Prisma.sql`
    SELECT item.starts_at AS start, item.ends_at AS "end", item.resource_id AS "resourceId", booking.id AS "bookingId",
      CASE WHEN booking.is_block THEN booking.public_id END AS taken
    FROM booking JOIN booking_item item ON item.booking_id = booking.id
      JOIN resource space ON space.id = item.resource_id AND space.kind = 'space'
      JOIN category ON category.id = space.category_id JOIN location ON location.id = category.location_id
    WHERE ${Prisma.join(conditions, ' AND ')}`;
}

/** What calendars are busy with. Their own ids are Microsoft's, and nobody's business. */
export function takenRows(filter: SpaceBookingFilter): Prisma.Sql {
  const conditions = [
    // Whose it is nobody knows: it is of no patron.
    filter.email === undefined ? Prisma.sql`true` : Prisma.sql`false`,
    ...placesOf(filter, Prisma.sql`block.resource_id`),
    ...datesOf(filter, Prisma.sql`block.starts_at`, Prisma.sql`block.ends_at`),
  ];
  return Prisma.sql`
    SELECT block.starts_at, block.ends_at, block.resource_id, NULL::int,
      substr(md5(block.link_id || ' ' || block.remote_id), 1, 16)
    FROM busy_block block JOIN resource space ON space.id = block.resource_id AND space.kind = 'space'
      JOIN category ON category.id = space.category_id JOIN location ON location.id = category.location_id
    WHERE ${Prisma.join(conditions, ' AND ')}`;
}

/** As lists of ids: only so does each find the index by space and start. */
function placesOf({ spaceIds, seatIds, categoryIds, locationId }: SpaceBookingFilter, resource: Prisma.Sql) {
  return [
    ...(spaceIds
      ? [
          Prisma.sql`${resource} = ANY(ARRAY(SELECT unnest(${[...spaceIds]}::int[]) UNION SELECT seat.id FROM resource_part
            JOIN resource seat ON seat.id = part_id AND seat.is_seat WHERE whole_id = ANY(${[...spaceIds]}::int[])))`,
        ]
      : []),
    ...(seatIds ? [Prisma.sql`${resource} = ANY(${[...seatIds]}::int[])`] : []),
    ...(categoryIds
      ? [
          Prisma.sql`${resource} = ANY(ARRAY(SELECT id FROM resource WHERE category_id = ANY(${[...categoryIds]}::int[])))`,
        ]
      : []),
    ...(locationId === undefined
      ? []
      : [
          Prisma.sql`${resource} = ANY(ARRAY(SELECT resource.id FROM resource JOIN category ON category.id = category_id
            WHERE category.location_id = ${locationId}))`,
        ]),
  ];
}

/**
 * The dates, and once more without zones and wider, for the indexes. LibCal leaves long bookings out unless a place is named,
 * for speed, and so do we: those that began before the day before.
 */
function datesOf({ dates, ...filter }: SpaceBookingFilter, start: Prisma.Sql, end: Prisma.Sql): Prisma.Sql[] {
  if (!dates) return [];
  const { date, days, now } = dates;
  const from = date
    ? Prisma.sql`${date}::date`
    : Prisma.sql`(${now}::timestamptz AT TIME ZONE location.time_zone)::date`;
  const about = date ? Date.parse(`${date}T00:00:00Z`) : now.getTime();
  const hasPlace = [filter.spaceIds, filter.seatIds, filter.categoryIds, filter.locationId].some(
    (one) => one !== undefined,
  );
  const before = 1 + LONGEST_DAYS[hasPlace ? 'staff' : 'patron'];
  const [least, most] = [new Date(about - before * DAY_MS), new Date(about + (days + 2) * DAY_MS)];
  return [
    Prisma.sql`${start} >= ${least}::timestamptz AND ${start} < ${most}::timestamptz`,
    Prisma.sql`${end} > (${from}::timestamp AT TIME ZONE location.time_zone)`,
    Prisma.sql`${start} < ((${from} + ${days + 1}::int)::timestamp AT TIME ZONE location.time_zone)`,
  ];
}

import { Prisma } from '@/lib/db/generated/client';

/** What statistics count: what begins from `start` on and before `end`, at these locations. */
export type StatisticsRange = { start: Date; end: Date; locationIds: readonly number[] };

/**
 * Every space of every booking and of every blocked time that begins in the range, a row each, in the clock of its location;
 * whatever became of it, and nothing of whose it is. Holds of open forms are none yet. `stood`: it was booked and stayed so;
 * what was given free since nobody came counts until then. `minutes` are real ones, whatever clocks were changed between.
 */
export const statisticsItems = ({ start, end, locationIds }: StatisticsRange) => Prisma.sql`
  SELECT item.booking_id, item.resource_id, resource.category_id, item.starts_at, kept.ends_at,
    extract(epoch FROM kept.ends_at - item.starts_at)::float8 / 60 AS minutes,
    booking.status, booking.cause, booking.status_reason, booking.origin, booking.is_block,
    NOT booking.is_block AND booking.status IN ('pending_remote', 'to_confirm', 'confirmed', 'released') AS stood,
    booking.created_at, booking.verified_at, booking.cancelled_at, booking.settled_at, booking.mediated_at,
    booking.checked_in_at, booking.no_show_at, item.ends_at AS booked_until,
    location.check_in_before IS NOT NULL AND item.starts_at >= coalesce(location.check_in_since, '-infinity')
      AND NOT EXISTS (SELECT FROM appointment WHERE appointment.booking_id = booking.id) AS check_in_asked,
    location.time_zone AS zone, (item.starts_at AT TIME ZONE location.time_zone)::date AS local_date,
    (booking.created_at AT TIME ZONE location.time_zone)::date AS made_on
  FROM booking_item item
  -- Looked up one by one: what is asked costs what the range holds, however many bookings lie before it.
  CROSS JOIN LATERAL (SELECT * FROM booking WHERE booking.id = item.booking_id OFFSET 0) booking
  JOIN resource ON resource.id = item.resource_id AND resource.kind = 'space'
  JOIN category ON category.id = resource.category_id AND category.location_id = ANY(${[...locationIds]}::int[])
  JOIN location ON location.id = category.location_id
  CROSS JOIN LATERAL (
    SELECT CASE booking.status WHEN 'released'
      THEN greatest(item.starts_at, least(item.ends_at, coalesce(booking.settled_at, item.ends_at)))
      ELSE item.ends_at END AS ends_at
  ) kept
  WHERE item.starts_at >= ${start}::timestamptz AND item.starts_at < ${end}::timestamptz AND booking.status <> 'hold'
    AND NOT EXISTS (SELECT FROM hold WHERE hold.booking_id = booking.id)`;

import type { CalendarFacts } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';

/** Every calendar a booking belongs to or still has an event in, in one query. Bookings: id → calendars. */
export async function calendarsOf(
  tx: Tx,
  bookingIds: readonly number[],
): Promise<(bookingId: number) => (CalendarFacts & { linkId: number })[]> {
  const rows = await tx.$queryRaw<(CalendarFacts & { bookingId: number; linkId: number })[]>`
    WITH concerned AS (
      SELECT booking_id, resource_id FROM booking_item WHERE booking_id = ANY(${[...bookingIds]}::int[])
      UNION SELECT booking_id, part_id FROM booking_item JOIN resource_part ON whole_id = resource_id
        WHERE booking_id = ANY(${[...bookingIds]}::int[])
      UNION SELECT booking_id, whole_id FROM booking_item JOIN resource_part ON part_id = resource_id
        WHERE booking_id = ANY(${[...bookingIds]}::int[])
    ), pair AS (
      SELECT concerned.booking_id, link.id AS link_id FROM concerned
        JOIN calendar_link link ON link.resource_id = concerned.resource_id AND link.writes
      -- What it left, once nothing of it is there any more, is none of its calendars.
      UNION SELECT booking_id, link_id FROM booking_mirror
        WHERE booking_id = ANY(${[...bookingIds]}::int[]) AND state NOT IN ('none', 'gone')
    )
    SELECT pair.booking_id AS "bookingId", pair.link_id AS "linkId",
      CASE WHEN job.booking_id IS NULL THEN NULL WHEN job.dead_at IS NULL THEN 'waiting' ELSE 'dead' END AS job,
      mirror.state::text AS mirror,
      link.state IN ('backfilling', 'live', 'degraded') AND connection.status = 'active'
        AND coalesce(integration.state = 'active', false) AS working,
      connection.status IN ('needs_reauth', 'app_error') AND coalesce(integration.state = 'active', false) AS broken
    FROM pair
    JOIN calendar_link link ON link.id = pair.link_id AND link.state <> 'unlinked'
    JOIN sync_connection connection ON connection.id = link.connection_id
    LEFT JOIN integration ON integration.id = 1
    LEFT JOIN booking_mirror mirror ON mirror.link_id = pair.link_id AND mirror.booking_id = pair.booking_id
    LEFT JOIN push_job job ON job.link_id = pair.link_id AND job.booking_id = pair.booking_id`;
  return (bookingId) => rows.filter((row) => row.bookingId === bookingId);
}

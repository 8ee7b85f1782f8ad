import type { Tx } from '@/lib/db/client';

/**
 * Every open link that writes and belongs to a resource of the booking, to a part or a whole of one, or that already
 * holds a mirror of it (so that a booking moved away is removed there). In the order of their ids, so that two who ask for
 * the same calendars at once never wait for each other in a ring.
 */
export async function enqueuePush(tx: Tx, bookingId: number, priority: number): Promise<void> {
  await tx.$executeRaw`
    WITH RECURSIVE below(id) AS (
      SELECT resource_id FROM booking_item WHERE booking_id = ${bookingId}
      UNION SELECT part_id FROM below JOIN resource_part ON whole_id = below.id
    ), above(id) AS (
      SELECT resource_id FROM booking_item WHERE booking_id = ${bookingId}
      UNION SELECT whole_id FROM above JOIN resource_part ON part_id = above.id
    )
    INSERT INTO push_job (link_id, booking_id, priority, starts_at, ends_at)
    SELECT link.id, ${bookingId}, ${priority},
      LEAST(item.starts_at, mirror.starts_at), GREATEST(item.ends_at, mirror.ends_at)
    FROM calendar_link link
    CROSS JOIN (SELECT min(starts_at) AS starts_at, max(ends_at) AS ends_at FROM booking_item
      WHERE booking_id = ${bookingId}) item
    LEFT JOIN LATERAL (SELECT (base->>'start')::timestamptz AS starts_at, (base->>'end')::timestamptz AS ends_at
      FROM booking_mirror WHERE link_id = link.id AND booking_id = ${bookingId}) mirror ON true
    WHERE state <> 'unlinked' AND link.id IN (
      SELECT link_id FROM booking_mirror WHERE booking_id = ${bookingId}
      UNION SELECT id FROM calendar_link WHERE writes AND resource_id IN (SELECT id FROM below UNION SELECT id FROM above))
    ORDER BY link.id
    ON CONFLICT (link_id, booking_id) DO UPDATE SET
      asked = push_job.asked + 1, priority = LEAST(push_job.priority, EXCLUDED.priority),
      starts_at = LEAST(push_job.starts_at, EXCLUDED.starts_at), ends_at = GREATEST(push_job.ends_at, EXCLUDED.ends_at),
      run_after = now(), attempts = 0, last_class = NULL, dead_at = NULL`;
}

/** A calendar that is only read is asked before the booking is promised. */
export async function enqueueLook(tx: Tx, bookingId: number, linkId: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO push_job (link_id, booking_id, priority, starts_at, ends_at)
    SELECT ${linkId}, ${bookingId}, 0, min(starts_at), max(ends_at) FROM booking_item WHERE booking_id = ${bookingId}
    ON CONFLICT (link_id, booking_id) DO UPDATE SET
      asked = push_job.asked + 1, priority = 0, run_after = now(), attempts = 0, last_class = NULL, dead_at = NULL`;
}

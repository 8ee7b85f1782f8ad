import type { Tx } from '@/lib/db/client';
import { wake } from '@/lib/db/outbox';

/**
 * After a link was made or revived: every upcoming booking it should show, if it writes, and every mirror it already has:
 * what was cancelled meanwhile goes also where nothing new is written (sync-design §11). `mirrors` 'upcoming': only those
 * of bookings that are not over.
 */
export async function enqueueBackfill(
  tx: Tx,
  linkId: number,
  now: Date,
  mirrors: 'all' | 'upcoming' = 'all',
): Promise<number> {
  const count = await tx.$executeRaw`
    WITH RECURSIVE below(id) AS (
      SELECT resource_id FROM calendar_link WHERE id = ${linkId}
      UNION SELECT part_id FROM below JOIN resource_part ON whole_id = below.id
    ), above(id) AS (
      SELECT resource_id FROM calendar_link WHERE id = ${linkId}
      UNION SELECT whole_id FROM above JOIN resource_part ON part_id = above.id
    )
    INSERT INTO push_job (link_id, booking_id, priority, starts_at, ends_at)
    SELECT link.id, booking.id, 20,
      (SELECT min(starts_at) FROM booking_item WHERE booking_id = booking.id),
      (SELECT max(ends_at) FROM booking_item WHERE booking_id = booking.id)
    FROM calendar_link link
    JOIN LATERAL (
      SELECT DISTINCT booking_id AS id FROM booking_item item
      WHERE link.writes AND item.ends_at > ${now} AND item.resource_id IN (SELECT id FROM below UNION SELECT id FROM above)
      UNION SELECT booking_id FROM booking_mirror mirror WHERE link_id = link.id AND (${mirrors} = 'all' OR EXISTS (
        SELECT FROM booking_item WHERE booking_id = mirror.booking_id AND ends_at > ${now}))
    ) booking ON true
    WHERE link.id = ${linkId}
    ON CONFLICT (link_id, booking_id) DO UPDATE SET
      asked = push_job.asked + 1, run_after = now(), attempts = 0, last_class = NULL, dead_at = NULL`;
  await wake(tx);
  return count;
}

/**
 * After a resource got another name: its events say it in their subject (lib/sync/owned-fields), so those to come are
 * looked at once more. What is over keeps the name of its time.
 */
export async function enqueueRenamed(tx: Tx, resourceId: number, now: Date): Promise<void> {
  const where = { resourceId, state: { not: 'unlinked' as const } };
  for (const { id } of await tx.calendarLink.findMany({ where, select: { id: true } }))
    await enqueueBackfill(tx, id, now, 'upcoming');
}

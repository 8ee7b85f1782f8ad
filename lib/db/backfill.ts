import type { Tx } from '@/lib/db/client';
import { wake } from '@/lib/db/outbox';

/**
 * After links were made or revived: every upcoming booking they should show, if they write, and every mirror they already
 * have: what was cancelled meanwhile goes also where nothing new is written (sync-design §11). `mirrors` 'upcoming': only
 * those of bookings that are not over. One statement for one link as for all of a library.
 */
export async function enqueueBackfill(
  tx: Tx,
  linkIds: number | readonly number[],
  now: Date,
  mirrors: 'all' | 'upcoming' = 'all',
): Promise<number> {
  const ids = [linkIds].flat();
  const count = await tx.$executeRaw`
    WITH RECURSIVE link AS (
      SELECT id, resource_id, writes FROM calendar_link WHERE id = ANY(${ids}::int[])
    ), below(link_id, resource_id) AS (
      SELECT id, resource_id FROM link
      UNION SELECT link_id, part_id FROM below JOIN resource_part ON whole_id = below.resource_id
    ), above(link_id, resource_id) AS (
      SELECT id, resource_id FROM link
      UNION SELECT link_id, whole_id FROM above JOIN resource_part ON part_id = above.resource_id
    ), wanted(link_id, booking_id) AS (
      SELECT link.id, item.booking_id FROM (SELECT * FROM below UNION SELECT * FROM above) concerned
      JOIN link ON link.id = concerned.link_id AND link.writes
      JOIN booking_item item ON item.resource_id = concerned.resource_id AND item.ends_at > ${now}::timestamptz
      UNION SELECT mirror.link_id, mirror.booking_id FROM booking_mirror mirror JOIN link ON link.id = mirror.link_id
      WHERE ${mirrors} = 'all' OR EXISTS (
        SELECT FROM booking_item WHERE booking_id = mirror.booking_id AND ends_at > ${now}::timestamptz)
    )
    INSERT INTO push_job (link_id, booking_id, priority, starts_at, ends_at)
    SELECT link_id, booking_id, 20,
      (SELECT min(starts_at) FROM booking_item WHERE booking_item.booking_id = wanted.booking_id),
      (SELECT max(ends_at) FROM booking_item WHERE booking_item.booking_id = wanted.booking_id)
    FROM wanted ORDER BY link_id, booking_id
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
  const links = await tx.calendarLink.findMany({ where, select: { id: true } });
  if (links.length > 0)
    await enqueueBackfill(
      tx,
      links.map(({ id }) => id),
      now,
      'upcoming',
    );
}

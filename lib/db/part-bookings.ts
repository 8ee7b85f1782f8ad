import type { Tx } from '@/lib/db/client';

/**
 * After the parts of a space have changed: bookings still to come, of it and of what it is a part of, close what they now
 * consist of, and nothing else. Where bookings meet, the exclusion constraint refuses.
 */
export async function closeParts(tx: Tx, wholeId: number, now: Date): Promise<void> {
  const above = await tx.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE above(id) AS (
      SELECT ${wholeId}::int UNION SELECT whole_id FROM above JOIN resource_part ON part_id = above.id
    ) SELECT id FROM above`;
  const ids = await standingBookingIds(
    tx,
    above.map(({ id }) => id),
    now,
  );
  await tx.$executeRaw`
    WITH RECURSIVE closed(booking_id, id) AS (
      SELECT booking_id, resource_id FROM booking_item WHERE booking_id = ANY(${ids}::int[])
      UNION SELECT closed.booking_id, part_id FROM closed JOIN resource_part ON whole_id = closed.id
    )
    DELETE FROM occupancy WHERE booking_id = ANY(${ids}::int[]) AND NOT EXISTS (
      SELECT 1 FROM closed WHERE closed.booking_id = occupancy.booking_id AND closed.id = occupancy.resource_id)`;
  await tx.$executeRaw`
    WITH RECURSIVE closed(booking_id, item_id, id) AS (
      SELECT booking_id, resource_id, resource_id FROM booking_item WHERE booking_id = ANY(${ids}::int[])
      UNION SELECT closed.booking_id, item_id, part_id FROM closed JOIN resource_part ON whole_id = closed.id
    )
    INSERT INTO occupancy (booking_id, resource_id, starts_at, ends_at, pad)
    SELECT DISTINCT own.booking_id, closed.id, own.starts_at, own.ends_at, own.pad
    FROM closed JOIN occupancy own ON own.booking_id = closed.booking_id AND own.resource_id = closed.item_id AND own.active
    WHERE closed.id <> closed.item_id AND NOT EXISTS (
      SELECT 1 FROM occupancy had WHERE had.booking_id = closed.booking_id AND had.resource_id = closed.id)`;
}

/** Bookings of these resources that close time and are not over. */
export async function standingBookingIds(tx: Tx, resourceIds: readonly number[], now: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT booking_id AS id FROM booking_item
    WHERE resource_id = ANY(${[...resourceIds]}::int[]) AND ends_at > ${now}::timestamptz
      AND EXISTS (SELECT 1 FROM occupancy WHERE occupancy.booking_id = booking_item.booking_id AND active)
    ORDER BY id`;
  return rows.map(({ id }) => id);
}

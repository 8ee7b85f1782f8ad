import type { Tx } from '@/lib/db/client';

/** What lies between a calendar and agreement. */
export type LinkHealth = {
  /** Writes that wait or run. */
  due: number;
  /** Writes that were given up: an admin decides. */
  dead: number;
  openConflicts: number;
  /** Upcoming bookings that stand in this calendar now. */
  mirrors: number;
  /** Events of the calendar that close time here. */
  blocks: number;
};

const NOTHING: LinkHealth = { due: 0, dead: 0, openConflicts: 0, mirrors: 0, blocks: 0 };

/** For many links in one query. */
export async function healthOfLinks(
  tx: Tx,
  linkIds: readonly number[],
  now: Date,
): Promise<(linkId: number) => LinkHealth> {
  const rows = await tx.$queryRaw<(LinkHealth & { id: number })[]>`
    SELECT link.id,
      (SELECT count(*)::int FROM push_job WHERE link_id = link.id AND dead_at IS NULL) AS due,
      (SELECT count(*)::int FROM push_job WHERE link_id = link.id AND dead_at IS NOT NULL) AS dead,
      (SELECT count(*)::int FROM sync_conflict WHERE link_id = link.id AND state = 'open') AS "openConflicts",
      (SELECT count(*)::int FROM booking_mirror mirror WHERE link_id = link.id AND state IN ('live', 'conflict')
        AND EXISTS (SELECT 1 FROM booking_item item WHERE item.booking_id = mirror.booking_id AND item.ends_at > ${now})
      ) AS mirrors,
      (SELECT count(*)::int FROM busy_block WHERE link_id = link.id AND ends_at > ${now}) AS blocks
    FROM calendar_link link WHERE link.id = ANY(${[...linkIds]}::int[])`;
  const byId = new Map(rows.map(({ id, ...health }) => [id, health]));
  return (linkId) => byId.get(linkId) ?? NOTHING;
}

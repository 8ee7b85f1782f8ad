import type { Tx } from '@/lib/db/client';
import { demandFullRead } from '@/lib/db/links';

/** How far ahead a calendar is followed at least, in days, however short the windows are. */
const SHORTEST_DAYS = 60;

/**
 * How far ahead the calendars of these resources have to be followed, in days: as far as anything is offered that their
 * busy time closes. That is the resource itself, its parts and all wholes of these (whoever blocks is blocked by them in
 * turn, see `familiesOf`), and of rooms the people who meet there; each with the window of its category and those of the
 * kinds that are offered. A person's kinds count beside those of the category: to read too far does no harm, to offer what
 * was not read does.
 */
async function horizonsOf(tx: Tx, resourceIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.$queryRaw<{ id: number; days: number }[]>`
    WITH RECURSIVE below(id, other) AS (
      SELECT id, id FROM unnest(${[...resourceIds]}::int[]) AS asked(id)
      UNION SELECT below.id, part_id FROM below JOIN resource_part ON whole_id = other
    ), closed(id, other) AS (
      SELECT id, other FROM below
      UNION SELECT closed.id, whole_id FROM closed JOIN resource_part ON part_id = other
    ), offered(id, other) AS (
      SELECT id, other FROM closed
      UNION SELECT closed.id, place.resource_id FROM closed
        JOIN appointment_place place ON place.space_id = closed.other AND place.active
    )
    SELECT offered.id, GREATEST(${SHORTEST_DAYS}::int, max(category.window_days), max(kind.window_days))::int AS days
    FROM offered JOIN resource ON resource.id = offered.other JOIN category ON category.id = resource.category_id
      LEFT JOIN appointment_kind kind
        ON kind.active AND (kind.resource_id = resource.id OR kind.category_id = category.id)
    GROUP BY offered.id`;
  return new Map(rows.map(({ id, days }) => [id, days]));
}

/** How far ahead a calendar of this resource has to be followed, in days. */
export const horizonOf = async (tx: Tx, resourceId: number): Promise<number> =>
  (await horizonsOf(tx, [resourceId])).get(resourceId) ?? SHORTEST_DAYS;

/**
 * Calendars that have to be followed further than they are, because windows, kinds, places or parts have changed since
 * they were linked: they are read whole again, as far as that. Never less far, and nothing happens where nothing grew.
 */
export async function raiseHorizons(tx: Tx): Promise<void> {
  const links = await tx.calendarLink.findMany({
    where: { state: { notIn: ['unlinked', 'closing'] } },
    select: { id: true, resourceId: true, horizonDays: true },
    orderBy: { id: 'asc' },
  });
  const needed = await horizonsOf(tx, [...new Set(links.map(({ resourceId }) => resourceId))]);
  const grown: number[] = [];
  for (const { id, resourceId, horizonDays: was } of links) {
    const horizonDays = needed.get(resourceId) ?? was;
    if (horizonDays <= was) continue;
    // Somebody else may have raised it meanwhile.
    const { count } = await tx.calendarLink.updateMany({
      where: { id, horizonDays: { lt: horizonDays } },
      data: { horizonDays },
    });
    if (count > 0) grown.push(id);
  }
  if (grown.length > 0) await demandFullRead(tx, grown);
}

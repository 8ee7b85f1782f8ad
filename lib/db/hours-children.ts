import type { Tx } from '@/lib/db/client';
import type { HoursOwnerRecord } from '@/lib/db/hours-owners';
import type { LocalDate } from '@/lib/time/zone';

/** What inherits hours from an owner, and whether it says something of its own. */
export type HoursChild = { id: number; name: string; weeks: number; exceptions: number };
export type HoursCategory = HoursChild & { spaces: HoursChild[] };

type Row = HoursChild & { categoryId: number | null };

/** The categories of a location (or the one category itself) with their spaces, in the library's order. Two queries. */
export async function hoursChildren(tx: Tx, owner: HoursOwnerRecord, today: LocalDate): Promise<HoursCategory[]> {
  if (owner.level === 'space') return [];
  const categories = await tx.$queryRaw<Row[]>`
    SELECT category.id, category.name, NULL::int AS "categoryId",
      (SELECT count(*)::int FROM hours_schedule WHERE category_id = category.id) AS weeks,
      (SELECT count(DISTINCT local_date)::int FROM hours_exception
        WHERE category_id = category.id AND local_date >= ${today}::date) AS exceptions
    FROM category WHERE kind = 'space' AND location_id = ${owner.locationId}
      AND (${owner.level} = 'location' OR category.id = ${owner.id})
    ORDER BY position, id`;
  const spaces = await tx.$queryRaw<Row[]>`
    SELECT resource.id, resource.name, category_id AS "categoryId",
      (SELECT count(*)::int FROM hours_schedule WHERE resource_id = resource.id) AS weeks,
      (SELECT count(DISTINCT local_date)::int FROM hours_exception
        WHERE resource_id = resource.id AND local_date >= ${today}::date) AS exceptions
    FROM resource WHERE kind = 'space' AND category_id = ANY(${categories.map(({ id }) => id)}::int[])
    ORDER BY position, name, id`;
  return categories.map(({ id, name, weeks, exceptions }) => ({
    ...{ id, name, weeks, exceptions },
    spaces: spaces
      .filter(({ categoryId }) => categoryId === id)
      .map((space) => ({ id: space.id, name: space.name, weeks: space.weeks, exceptions: space.exceptions })),
  }));
}

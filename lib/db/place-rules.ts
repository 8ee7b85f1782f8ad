import type { Admission, Limit, Period } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { ResourceRecord } from '@/lib/db/resources';

type Owner = { categoryId: number | null; locationId: number | null };
type LimitRow = Owner & Omit<Limit, 'scope'>;
type PeriodRow = Period & { categoryId: number };
type AllowanceRow = Owner & { resourceId: number | null; groupId: number; name: string };

/** What a place asks for beyond its policy: periods, limits, and the groups it is open to. */
export type PlaceRules = { periods: Period[]; limits: Limit[]; groups: Admission['groups'] };

/** The rules of many resources in one query. Limits of the category come before those of the location. */
export async function placeRules(
  tx: Tx,
  resources: readonly ResourceRecord[],
): Promise<(resource: ResourceRecord) => PlaceRules> {
  const ids = [...new Set(resources.flatMap(({ id, container }) => (container ? [id, container.id] : [id])))];
  const categoryIds = [...new Set(resources.map((one) => one.categoryId))];
  const locationIds = [...new Set(resources.map((one) => one.locationId))];
  const [row] = await tx.$queryRaw<{ limits: LimitRow[]; periods: PeriodRow[]; allowances: AllowanceRow[] }[]>`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('categoryId', category_id, 'locationId', location_id,
          'measure', measure, 'per', per, 'most', most) ORDER BY location_id NULLS FIRST, id), '[]')
        FROM booking_limit
        WHERE category_id = ANY(${categoryIds}::int[]) OR location_id = ANY(${locationIds}::int[])) AS limits,
      (SELECT coalesce(json_agg(json_build_object('categoryId', category_id, 'name', name, 'weekday', weekday,
          'startsMinute', starts_minute, 'endsMinute', ends_minute) ORDER BY weekday, starts_minute), '[]')
        FROM period WHERE category_id = ANY(${categoryIds}::int[])) AS periods,
      (SELECT coalesce(json_agg(json_build_object('categoryId', category_id, 'locationId', location_id,
          'resourceId', resource_id, 'groupId', group_id, 'name', patron_group.name) ORDER BY patron_group.name), '[]')
        FROM group_allowance JOIN patron_group ON patron_group.id = group_id
        WHERE resource_id = ANY(${ids}::int[]) OR category_id = ANY(${categoryIds}::int[])
          OR location_id = ANY(${locationIds}::int[])) AS allowances`;
  const { limits = [], periods = [], allowances = [] } = row ?? {};
  return ({ id, container, categoryId, locationId, policy }) => ({
    periods: policy.fixedPeriods ? periods.filter((one) => one.categoryId === categoryId) : [],
    limits: limits
      .filter((one) => one.categoryId === categoryId || one.locationId === locationId)
      .map(({ categoryId: category, measure, per, most }) => {
        return { scope: category === null ? 'location' : 'category', measure, per, most };
      }),
    groups: nearest([
      allowances.filter(({ resourceId }) => resourceId === id),
      allowances.filter(({ resourceId }) => resourceId !== null && resourceId === container?.id),
      allowances.filter((one) => one.categoryId === categoryId),
      allowances.filter((one) => one.locationId === locationId),
    ]),
  });
}

/** The nearest level that names groups decides alone (own reading of libcal-domain §2: sign-in and groups). */
function nearest(levels: readonly AllowanceRow[][]): Admission['groups'] {
  const named = levels.find((level) => level.length > 0);
  return named?.map(({ groupId, name }) => ({ id: groupId, name })) ?? null;
}

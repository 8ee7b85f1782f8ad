import { availabilityOf } from '@/lib/db/availability';
import type { Tx } from '@/lib/db/client';
import type { ResourceRecord } from '@/lib/db/resources';
import type { DateHours, HoursLevel, WallSpan } from '@/lib/time/opening';
import type { LocalDate } from '@/lib/time/zone';

type Owner = { locationId: number | null; categoryId: number | null; resourceId: number | null };

type ScheduleRow = Owner & {
  scheduleId: number;
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
  weekday: number | null;
  opensMinute: number | null;
  closesMinute: number | null;
};

type ExceptionRow = Owner & { date: LocalDate; opensMinute: number | null; closesMinute: number | null };

/** Whose hours are read. */
type Owners = { locationIds: readonly number[]; categoryIds?: readonly number[]; resourceIds?: readonly number[] };

/**
 * What these say themselves about their hours, in two queries, exceptions from one local date to another. By 'location 1',
 * 'category 2', 'resource 3'; who says nothing has an empty level.
 */
export async function hoursLevels(
  tx: Tx,
  { locationIds, categoryIds = [], resourceIds = [] }: Owners,
  from: LocalDate,
  to: LocalDate,
): Promise<(key: string) => HoursLevel> {
  const schedules = await tx.$queryRaw<ScheduleRow[]>`
    SELECT schedule.id AS "scheduleId", location_id AS "locationId", category_id AS "categoryId",
      resource_id AS "resourceId", valid_from::text AS "validFrom", valid_to::text AS "validTo", weekday,
      opens_minute AS "opensMinute", closes_minute AS "closesMinute"
    FROM hours_schedule schedule LEFT JOIN hours_span span ON span.schedule_id = schedule.id
    WHERE (location_id = ANY(${locationIds}::int[]) OR category_id = ANY(${categoryIds}::int[])
        OR resource_id = ANY(${resourceIds}::int[]))
      AND coalesce(valid_from <= ${to}::date, true) AND coalesce(valid_to >= ${from}::date, true)
    ORDER BY schedule.id, weekday, opens_minute`;
  const exceptions = await tx.$queryRaw<ExceptionRow[]>`
    SELECT location_id AS "locationId", category_id AS "categoryId", resource_id AS "resourceId",
      local_date::text AS date, opens_minute AS "opensMinute", closes_minute AS "closesMinute"
    FROM hours_exception
    WHERE (location_id = ANY(${locationIds}::int[]) OR category_id = ANY(${categoryIds}::int[])
        OR resource_id = ANY(${resourceIds}::int[]))
      AND local_date BETWEEN ${from}::date AND ${to}::date
    ORDER BY local_date, opens_minute`;
  const levels = levelsByOwner(schedules, exceptions);
  return (key) => levels.get(key) ?? { weeks: [], dates: [] };
}

/**
 * The hours of many resources in two queries, and one more where there are people. Levels come nearest first: resource, of a
 * seat its container, category, location.
 *
 * People are bookable only when they say so themselves; no week of their category or location opens them. What either closes
 * for a day closes its people too (own reading: nobody is offered by mistake).
 */
export async function hoursOf(
  tx: Tx,
  resources: readonly ResourceRecord[],
  from: LocalDate,
  to: LocalDate,
): Promise<(resource: ResourceRecord) => HoursLevel[]> {
  const resourceIds = [...new Set(resources.flatMap(({ id, container }) => (container ? [id, container.id] : [id])))];
  const categoryIds = [...new Set(resources.map((one) => one.categoryId))];
  const locationIds = [...new Set(resources.map((one) => one.locationId))];
  const level = await hoursLevels(tx, { locationIds, categoryIds, resourceIds }, from, to);
  const people = resources.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  const available = await availabilityOf(tx, people, from, to);
  return ({ id, kind, container, categoryId, locationId }) => {
    const [category, location] = [level(`category ${categoryId}`), level(`location ${locationId}`)];
    if (kind === 'person') return [{ weeks: available(id), dates: [] }, closuresOf(category), closuresOf(location)];
    const own = [id, ...(container ? [container.id] : [])].map((one) => level(`resource ${one}`));
    return [...own, category, location];
  };
}

/** The days that locations close, whatever else they say of their hours: what is met at a desk there does not take place. */
export async function closuresAt(
  tx: Tx,
  locationIds: readonly number[],
  from: LocalDate,
  to: LocalDate,
): Promise<(locationId: number) => HoursLevel> {
  const level = await hoursLevels(tx, { locationIds }, from, to);
  return (locationId) => closuresOf(level(`location ${locationId}`));
}

const closuresOf = ({ dates }: HoursLevel): HoursLevel => ({
  weeks: [],
  dates: dates.filter(({ spans }) => spans.length === 0),
});

function levelsByOwner(schedules: ScheduleRow[], exceptions: ExceptionRow[]): Map<string, HoursLevel> {
  const levels = new Map<string, HoursLevel>();
  const levelOf = (owner: Owner) => {
    const key = keyOf(owner);
    const level = levels.get(key) ?? { weeks: [], dates: [] };
    levels.set(key, level);
    return level;
  };
  let lastId: number | undefined;
  for (const row of schedules) {
    const { weeks } = levelOf(row);
    if (row.scheduleId !== lastId) weeks.push({ validFrom: row.validFrom, validTo: row.validTo, spans: [] });
    lastId = row.scheduleId;
    const span = spanOf(row);
    if (span && row.weekday !== null) weeks.at(-1)?.spans.push({ weekday: row.weekday, ...span });
  }
  const closed = new Set<DateHours>();
  for (const row of exceptions) {
    const { dates } = levelOf(row);
    const day = dates.find((one) => one.date === row.date) ?? { date: row.date, spans: [] };
    if (!dates.includes(day)) dates.push(day);
    const span = spanOf(row);
    // A date that is both closed and open is closed: unknown is never free.
    if (!span) closed.add(day);
    else day.spans.push(span);
  }
  for (const day of closed) day.spans = [];
  return levels;
}

const spanOf = ({ opensMinute, closesMinute }: { opensMinute: number | null; closesMinute: number | null }) =>
  opensMinute === null || closesMinute === null ? null : ({ opensMinute, closesMinute } satisfies WallSpan);

function keyOf({ locationId, categoryId, resourceId }: Owner): string {
  if (resourceId !== null) return `resource ${resourceId}`;
  return categoryId !== null ? `category ${categoryId}` : `location ${locationId}`;
}

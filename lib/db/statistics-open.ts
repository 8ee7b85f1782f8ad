import type { Tx } from '@/lib/db/client';
import { hoursLevels } from '@/lib/db/hours';
import { type StatisticsRange, statisticsItems } from '@/lib/db/statistics-items';
import type { CountedSpace } from '@/lib/db/statistics-spaces';
import { type OpenPiece, openByDay, openMinutes } from '@/lib/time/open-by-day';
import type { HoursLevel } from '@/lib/time/opening';
import { addDays, localDateOf } from '@/lib/time/zone';

/** Of the open time of a space, in real minutes: all of it, and what bookings, staff and meetings in Outlook took of it. */
export type OpenUse = { open: number; booked: number; blocked: number; outlook: number };

/**
 * By hours as they are set now. Taken is what closes the space itself: a booking of the whole that it is a part of too.
 * Bookings and blocked time count that begin in the range, meetings as far as they are still known (`lib/db/past-events`).
 * Three queries, however many spaces.
 */
export async function openUses(
  tx: Tx,
  range: StatisticsRange,
  spaces: readonly CountedSpace[],
): Promise<(spaceId: number) => OpenUse> {
  const { groupOf, groups } = await openGroups(tx, range, spaces);
  const taken = await takenMinutes(tx, range, spaces, groupOf, groups);
  const open = groups.map(openMinutes);
  return (spaceId) => {
    const none = { booked: 0, blocked: 0, outlook: 0 };
    return { open: open[groupOf.get(spaceId) ?? -1] ?? 0, ...none, ...taken.get(spaceId) };
  };
}

type Groups = { groupOf: ReadonlyMap<number, number>; groups: readonly OpenPiece[][] };

/** Spaces whose hours are said by the same levels are open at the same time: worked out once. */
async function openGroups(tx: Tx, range: StatisticsRange, spaces: readonly CountedSpace[]): Promise<Groups> {
  const zones = spaces.map(({ timeZone }) => timeZone);
  const dates = [...new Set(zones)]
    .flatMap((zone) => [localDateOf(range.start, zone), localDateOf(range.end, zone)])
    .sort();
  const owners = {
    locationIds: [...new Set(spaces.map(({ locationId }) => locationId))],
    categoryIds: [...new Set(spaces.map(({ categoryId }) => categoryId))],
    resourceIds: spaces.map(({ id }) => id),
  };
  // The day before may run past midnight.
  const level = await hoursLevels(tx, owners, addDays(dates[0] ?? '2000-01-01', -1), dates.at(-1) ?? '2000-01-01');
  const places = new Map<string, number>();
  const groups: OpenPiece[][] = [];
  const groupOf = new Map<number, number>();
  for (const { id, containerId, categoryId, locationId, timeZone } of spaces) {
    const keys = [`resource ${id}`, ...(containerId === null ? [] : [`resource ${containerId}`])];
    const said = [...keys, `category ${categoryId}`, `location ${locationId}`].filter((key) =>
      saysSomething(level(key)),
    );
    const key = `${timeZone} ${said.join()}`;
    const known = places.get(key) ?? groups.push(openByDay(said.map(level), range, timeZone)) - 1;
    places.set(key, known);
    groupOf.set(id, known);
  }
  return { groupOf, groups };
}

const saysSomething = ({ weeks, dates }: HoursLevel) => weeks.length > 0 || dates.length > 0;

type Taken = Omit<OpenUse, 'open'>;

async function takenMinutes(
  tx: Tx,
  range: StatisticsRange,
  spaces: readonly CountedSpace[],
  groupOf: ReadonlyMap<number, number>,
  groups: readonly OpenPiece[][],
): Promise<ReadonlyMap<number, Taken>> {
  const pieces = groups.flatMap((open, group) => open.map((piece) => ({ group, ...piece })));
  const at = (of: 'start' | 'end') => pieces.map((piece) => piece[of].toISOString());
  const rows = await tx.$queryRaw<(Taken & { spaceId: number })[]>`
    WITH open AS (
      SELECT * FROM unnest(${pieces.map(({ group }) => group)}::int[], ${pieces.map(({ date }) => date)}::text[]::date[],
        ${at('start')}::text[]::timestamptz[], ${at('end')}::text[]::timestamptz[]) AS open(grp, date, starts_at, ends_at)
    ), space AS (
      SELECT * FROM unnest(${spaces.map(({ id }) => id)}::int[], ${spaces.map(({ id }) => groupOf.get(id) ?? 0)}::int[],
        ${spaces.map(({ timeZone }) => timeZone)}::text[]) AS space(id, grp, zone)
    ), made AS (
      SELECT DISTINCT ON (booking_id) booking_id, is_block, CASE status WHEN 'released' THEN settled_at END AS freed_at
      FROM (${statisticsItems(range)}) item WHERE stood OR (is_block AND status = 'confirmed')
    ), taken AS (
      SELECT CASE WHEN is_block THEN 'blocked' ELSE 'booked' END AS by, use.resource_id, use.starts_at,
        least(use.ends_at, freed_at) AS ends_at
      FROM made CROSS JOIN LATERAL (
        SELECT * FROM occupancy WHERE occupancy.booking_id = made.booking_id AND NOT pad OFFSET 0
      ) use
      UNION ALL
      SELECT 'outlook', resource_id, lower(closed), upper(closed) FROM (
        SELECT resource_id, unnest(range_agg(tstzrange(starts_at, ends_at))) AS closed FROM busy_block
        WHERE resource_id IN (SELECT id FROM space) AND starts_at < ${range.end}::timestamptz
          AND ends_at > ${range.start}::timestamptz GROUP BY resource_id
      ) meeting
    ), part AS (
      SELECT taken.by, taken.resource_id,
        extract(epoch FROM least(taken.ends_at, open.ends_at) - greatest(taken.starts_at, open.starts_at)) AS seconds
      FROM taken JOIN space ON space.id = taken.resource_id
      CROSS JOIN LATERAL generate_series((taken.starts_at AT TIME ZONE zone)::date::timestamp,
        (taken.ends_at AT TIME ZONE zone)::date::timestamp, interval '1 day') AS day(at)
      JOIN open ON open.grp = space.grp AND open.date = day.at::date
        AND open.starts_at < taken.ends_at AND open.ends_at > taken.starts_at
    )
    SELECT resource_id AS "spaceId",
      coalesce(sum(seconds) FILTER (WHERE by = 'booked'), 0)::float8 / 60 AS booked,
      coalesce(sum(seconds) FILTER (WHERE by = 'blocked'), 0)::float8 / 60 AS blocked,
      coalesce(sum(seconds) FILTER (WHERE by = 'outlook'), 0)::float8 / 60 AS outlook
    FROM part GROUP BY resource_id`;
  return new Map(rows.map(({ spaceId, ...taken }) => [spaceId, taken]));
}

import type { SearchOutcome } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { LocalDate } from '@/lib/time/zone';

/** A wish in bands (lib/booking/search-bands), and what came of it. */
export type CountedSearch = {
  day: LocalDate;
  kind: 'space' | 'person';
  byProgram: boolean;
  outcome: SearchOutcome;
  /** Null: anywhere, or no location of the library's. */
  locationId: number | null;
  online: boolean;
  aheadDays: number | null;
  weekday: number | null;
  hour: number | null;
  people: number | null;
  minutes: number | null;
  /** Names or ids; what the catalogue does not have is left out. */
  features: readonly (string | number)[];
  subject: string;
};

/** So many different wishes a day are told apart; of what comes then only kind and outcome are counted. */
export const MOST_WISHES = 2_000;

/**
 * Counts a search, once for each wish in `countedAt` (a minute, or an hour): in one statement, which waits for nobody and, where
 * it was counted already, writes nothing. Its commit is not waited for either: a count that a crash takes along is no loss.
 */
export async function addSearch(tx: Tx, search: CountedSearch, countedAt: Date): Promise<void> {
  const { day, kind, byProgram, outcome, locationId, online, aheadDays, weekday, hour, people, minutes } = search;
  const names = search.features.filter((one) => typeof one === 'string');
  const ids = search.features.filter((one) => typeof one === 'number');
  await tx.$executeRaw`
    WITH crowded AS (SELECT count(*) >= ${MOST_WISHES} AS it_is FROM search_count WHERE day = ${day}::date),
    asked AS (
      SELECT (SELECT id FROM location WHERE id = ${locationId}::int) AS location_id, ${online}::boolean AS online,
        ${aheadDays}::int AS ahead_days, ${weekday}::int AS weekday, ${hour}::int AS hour, ${people}::int AS people,
        ${minutes}::int AS minutes, ${search.subject}::text AS subject,
        ARRAY(SELECT name FROM feature WHERE name = ANY(${names}::text[]) OR id = ANY(${ids}::int[]) ORDER BY name) AS features
      FROM crowded WHERE NOT it_is
      UNION ALL SELECT NULL, false, NULL, NULL, NULL, NULL, NULL, '', '{}' FROM crowded WHERE it_is
    )
    INSERT INTO search_count (day, kind, by_program, outcome, location_id, online, ahead_days, weekday, hour, people, minutes,
      features, subject, counted_at)
    SELECT ${day}::date, ${kind}::resource_kind, ${byProgram}, ${outcome}, location_id, online, ahead_days, weekday, hour,
      people, minutes, features, subject, ${countedAt}::timestamptz
    FROM asked, (SELECT set_config('synchronous_commit', 'off', true)) AS soon
    WHERE NOT EXISTS (
      SELECT FROM search_count AS known
      WHERE known.day = ${day}::date AND known.kind = ${kind}::resource_kind AND known.by_program = ${byProgram}
        AND known.outcome = ${outcome} AND known.counted_at >= ${countedAt}::timestamptz
        AND (known.location_id, known.online, known.ahead_days, known.weekday, known.hour, known.people, known.minutes,
          known.features, known.subject) IS NOT DISTINCT FROM (asked.location_id, asked.online, asked.ahead_days,
          asked.weekday, asked.hour, asked.people, asked.minutes, asked.features, asked.subject))
    ON CONFLICT (day, kind, by_program, outcome, location_id, online, ahead_days, weekday, hour, people, minutes, features,
      subject) DO UPDATE SET count = search_count.count + 1, counted_at = EXCLUDED.counted_at
      WHERE search_count.counted_at < EXCLUDED.counted_at`;
}

/** The next `take` counts of days before `before` go. Returns how many. */
export const dropSearchCounts = (tx: Tx, before: Date, take: number): Promise<number> => tx.$executeRaw`
  DELETE FROM search_count WHERE id IN (
    SELECT id FROM search_count WHERE day < (${before}::timestamptz AT TIME ZONE 'UTC')::date ORDER BY day LIMIT ${take})`;

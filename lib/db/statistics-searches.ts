import type { SearchOutcome } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { LocalDate } from '@/lib/time/zone';

/** Days of the library's calendar, both included. `locationIds` null: everything, searches that named no location included. */
export type SearchRange = {
  from: LocalDate;
  to: LocalDate;
  locationIds: readonly number[] | null;
  /** What leaves somebody without anything (lib/booking/search-bands). */
  fruitless: readonly SearchOutcome[];
};

/** `taken`: times that were gone when they were chosen; no searches, and counted in nothing else. */
export type SearchTally = { searches: number; fruitless: number; otherTime: number; taken: number };

/** What the searches of a timeframe are told apart by, each as text; null: whoever searched left it open. */
const BY = {
  day: Prisma.sql`day::text`,
  outcome: Prisma.sql`outcome`,
  place: Prisma.sql`CASE WHEN online THEN 'online' ELSE location_id::text END`,
  /** Monday's first hour is 24. */
  weekHour: Prisma.sql`(weekday * 24 + hour)::text`,
  people: Prisma.sql`people::text`,
  minutes: Prisma.sql`minutes::text`,
  ahead: Prisma.sql`ahead_days::text`,
  feature: Prisma.sql`feature`,
  subject: Prisma.sql`nullif(subject, '')`,
  program: Prisma.sql`by_program::text`,
} as const;

export type SearchedBy = keyof typeof BY;
export type SearchRow = SearchTally & { by: SearchedBy; kind: 'space' | 'person'; key: string | null };

const tally = Prisma.sql`
  (coalesce(sum(count) FILTER (WHERE outcome <> 'taken_meanwhile'), 0))::int AS searches,
  (coalesce(sum(count) FILTER (WHERE fruitless), 0))::int AS fruitless,
  (coalesce(sum(count) FILTER (WHERE outcome = 'other_time'), 0))::int AS "otherTime",
  (coalesce(sum(count) FILTER (WHERE outcome = 'taken_meanwhile'), 0))::int AS taken`;

const within = ({ from, to, locationIds }: SearchRange) => Prisma.sql`day BETWEEN ${from}::date AND ${to}::date
  ${locationIds === null ? Prisma.empty : Prisma.sql`AND location_id = ANY(${[...locationIds]}::int[])`}`;

/** The searches of a timeframe by each of these, one after the other; one query, which reads each count once. */
export function searchesBy(tx: Tx, range: SearchRange): Promise<SearchRow[]> {
  const parts = (Object.keys(BY) as SearchedBy[]).map((by) => {
    // Whoever wants two features is counted with both.
    const from =
      by === 'feature'
        ? Prisma.sql`counted LEFT JOIN LATERAL unnest(features) AS feature ON true`
        : Prisma.sql`counted`;
    return Prisma.sql`SELECT ${by}::text AS by, kind::text AS kind, ${BY[by]} AS key, ${tally} FROM ${from} GROUP BY kind, 3`;
  });
  return tx.$queryRaw<SearchRow[]>`
    WITH counted AS MATERIALIZED (
      SELECT *, outcome = ANY(${[...range.fruitless]}::text[]) AS fruitless FROM search_count WHERE ${within(range)}
    ) ${Prisma.join(parts, ' UNION ALL ')}`;
}

/** All of them together. */
export async function searchTally(tx: Tx, range: SearchRange): Promise<SearchTally> {
  const [row] = await tx.$queryRaw<SearchTally[]>`
    SELECT ${tally} FROM (
      SELECT count, outcome, outcome = ANY(${[...range.fruitless]}::text[]) AS fruitless FROM search_count
      WHERE ${within(range)}
    ) counted`;
  if (!row) throw new Error('a query without a grouping answers with one row');
  return row;
}

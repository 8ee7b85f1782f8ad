import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { type BandRows, bandColumns } from '@/lib/db/statistics-bands';
import type { StatisticsRange } from '@/lib/db/statistics-items';
import { type Outcome, outcomeRows, toldItems } from '@/lib/db/statistics-outcomes';
import { type BookedSpace, bookedSpaceRows } from '@/lib/db/statistics-spaces';
import { type BookedDate, bookedDateRows, type WeekHour, weekHourRows } from '@/lib/db/statistics-times';

export type BookingCounts = BandRows & {
  outcomes: Outcome[];
  spaces: BookedSpace[];
  dates: BookedDate[];
  weekHours: WeekHour[];
};

/** Rows as one value, so that one statement answers with all of them. */
const listOf = (rows: Prisma.Sql) => Prisma.sql`(SELECT coalesce(json_agg(one), '[]') FROM (${rows}) one)`;

/** Everything that is counted of the bookings of a range: they are read once, whatever is asked of them. */
export async function bookingCounts(tx: Tx, range: StatisticsRange, now: Date): Promise<BookingCounts> {
  const [row] = await tx.$queryRaw<BookingCounts[]>`
    WITH ${toldItems(range, now)}
    SELECT ${listOf(outcomeRows)} AS outcomes, ${listOf(bookedSpaceRows)} AS spaces, ${listOf(bookedDateRows)} AS dates,
      ${listOf(weekHourRows)} AS "weekHours", ${bandColumns(listOf)}`;
  if (!row) throw new Error('a query without a table answers with one row');
  return row;
}

/** What became of the bookings of a range, and nothing else of them. */
export const bookingOutcomes = (tx: Tx, range: StatisticsRange, now: Date): Promise<Outcome[]> =>
  tx.$queryRaw<Outcome[]>`WITH ${toldItems(range, now)} ${outcomeRows}`;

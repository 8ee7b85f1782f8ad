import { Prisma } from '@/lib/db/generated/client';
import type { Ended } from '@/lib/db/statistics-outcomes';

export type RequestOutcome = 'approved' | 'denied' | 'lapsed' | 'waiting';

/** Values that come so often each, for `lib/booking/statistic-bands`; times in real minutes. */
export type BandRows = {
  /** How far ahead those that stood were made; `days` of the calendar. */
  leads: { withinHour: boolean; days: number; count: number }[];
  medianLeadMinutes: number | null;
  lengths: { minutes: number; count: number }[];
  /** How long before the start what did not stand was taken back, in whole hours. */
  endings: { ending: Ended; hours: number; count: number }[];
  /** How long a request waited for its answer; of one that still waits null. */
  requests: { request: RequestOutcome; hours: number | null; count: number }[];
};

/** Of `told` (`lib/db/statistics-outcomes`): their columns. A guest's request waits from when they followed their link. */
export const bandColumns = (listOf: (rows: Prisma.Sql) => Prisma.Sql) => Prisma.sql`
  ${listOf(Prisma.sql`
    SELECT starts_at - created_at < interval '1 hour' AS "withinHour", greatest(0, local_date - made_on) AS days,
      count(*)::int AS count FROM told WHERE stood GROUP BY 1, 2`)} AS leads,
  (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY greatest(0, extract(epoch FROM starts_at - created_at)))::float8 / 60
    FROM told WHERE stood) AS "medianLeadMinutes",
  ${listOf(Prisma.sql`
    SELECT extract(epoch FROM booked_until - starts_at)::float8 / 60 AS minutes, count(*)::int AS count
    FROM told WHERE stood GROUP BY 1`)} AS lengths,
  ${listOf(Prisma.sql`
    SELECT ending, floor(extract(epoch FROM starts_at - coalesce(cancelled_at, settled_at, mediated_at)) / 3600)::int AS hours,
      count(*)::int AS count FROM told WHERE ending NOT IN ('stood', 'waiting') GROUP BY 1, 2`)} AS endings,
  ${listOf(Prisma.sql`
    SELECT request, CASE request WHEN 'waiting' THEN NULL ELSE
        floor(extract(epoch FROM coalesce(mediated_at, settled_at) - coalesce(verified_at, created_at)) / 3600)::int
      END AS hours, count(*)::int AS count
    FROM told WHERE request IS NOT NULL GROUP BY 1, 2`)} AS requests`;

import { Prisma } from '@/lib/db/generated/client';
import type { LocalDate } from '@/lib/time/zone';

/** What was booked of one hour of the week: ISO weekday, hour of the clock, and real minutes. */
export type WeekHour = { weekday: number; hour: number; minutes: number };

/**
 * Of `told` (`lib/db/statistics-outcomes`): booked time by the weekday and the hour in which it lies, each booking cut at the
 * full hours of its location's clock. An hour that comes twice in autumn counts twice, one that is skipped in spring not at
 * all, so that the sum is the whole.
 */
export const weekHourRows = Prisma.sql`
  SELECT extract(isodow FROM wall)::int AS weekday, extract(hour FROM wall)::int AS hour,
    sum(extract(epoch FROM least(ends_at, at + interval '1 hour') - greatest(starts_at, at)))::float8 / 60 AS minutes
  FROM told
  CROSS JOIN LATERAL generate_series(
    date_trunc('hour', starts_at, zone), ends_at - interval '1 microsecond', interval '1 hour') AS begins(at)
  CROSS JOIN LATERAL (SELECT at AT TIME ZONE zone AS wall) clock
  WHERE stood
  GROUP BY 1, 2 ORDER BY 1, 2`;

export type BookedDate = { date: LocalDate; bookings: number; minutes: number };

/** Of `told`: by the day on which each begins. Days without any are left out. */
export const bookedDateRows = Prisma.sql`
  SELECT local_date::text AS date, count(*)::int AS bookings, sum(minutes)::float8 AS minutes
  FROM told WHERE stood GROUP BY local_date ORDER BY local_date`;

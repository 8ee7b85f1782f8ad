import type { Interval } from './interval';
import { addDays, type LocalDate, localDateOf, startOfDay, weekdayOf } from './zone';

/** A stretch of the calendar. A week begins on Monday (ISO). */
export type CalendarSpan = 'day' | 'week' | 'month' | 'year';

/** The day, week, month or year of the library's calendar that an instant lies in. */
export function calendarSpanOf(per: CalendarSpan, at: Date, timeZone: string): Interval {
  const first = firstDate(per, localDateOf(at, timeZone));
  return { start: startOfDay(first, timeZone), end: startOfDay(firstDateAfter(per, first), timeZone) };
}

function firstDate(per: CalendarSpan, date: LocalDate): LocalDate {
  if (per === 'day') return date;
  if (per === 'week') return addDays(date, 1 - weekdayOf(date));
  return per === 'month' ? `${date.slice(0, 8)}01` : `${date.slice(0, 5)}01-01`;
}

function firstDateAfter(per: CalendarSpan, first: LocalDate): LocalDate {
  if (per === 'day') return addDays(first, 1);
  if (per === 'week') return addDays(first, 7);
  // The longest month and year, and back to the first day of the one that was reached.
  return firstDate(per, addDays(first, per === 'month' ? 31 : 366));
}

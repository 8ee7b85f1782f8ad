import { type Interval, includes, sameInterval } from '@/lib/time/interval';
import { addDays, datesBetween, type LocalDate, localDateOf, wallTime, weekdayOf } from '@/lib/time/zone';
import type { BookingFacts, Period } from './types';

/**
 * The periods of a local date as instants, in order; one may run past midnight. A period that a clock change swallows is
 * left out; one that it shortens or stretches keeps its wall-clock times.
 */
export function periodsOn(periods: readonly Period[], date: LocalDate, timeZone: string): Interval[] {
  const weekday = weekdayOf(date);
  return periods
    .filter((period) => period.weekday === weekday)
    .map(({ startsMinute, endsMinute }) => ({
      start: wallTime(date, startsMinute, timeZone),
      end: wallTime(date, endsMinute, timeZone),
    }))
    .filter(({ start, end }) => start < end)
    .sort(inOrder);
}

const inOrder = (a: Interval, b: Interval) =>
  a.start.getTime() - b.start.getTime() || a.end.getTime() - b.end.getTime();

/** Every period that begins inside `frame`, in order; also those that the evening before has after midnight. */
export function periodsIn({ periods, timeZone }: BookingFacts, frame: Interval): Interval[] {
  const from = addDays(localDateOf(frame.start, timeZone), -1);
  return datesBetween(from, localDateOf(frame.end, timeZone))
    .flatMap((date) => periodsOn(periods, date, timeZone))
    .filter(({ start }) => includes(frame, start))
    .sort(inOrder);
}

/** Is it exactly one period? Asked for many times of few dates, so each date is worked out once. */
export function periodFinder({ periods, timeZone }: BookingFacts): (wanted: Interval) => boolean {
  const known = new Map<LocalDate, Interval[]>();
  const on = (date: LocalDate) => {
    const found = known.get(date) ?? periodsOn(periods, date, timeZone);
    known.set(date, found);
    return found;
  };
  return (wanted) => {
    const date = localDateOf(wanted.start, timeZone);
    // A period of the evening before may begin at midnight or after it.
    return [date, addDays(date, -1)].some((one) => on(one).some((period) => sameInterval(period, wanted)));
  };
}

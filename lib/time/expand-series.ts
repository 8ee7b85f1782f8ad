import { addMinutes, type Interval } from './interval';
import { addDays, type LocalDate, wallTime, weekdayOf } from './zone';

/**
 * When a series takes place, in the library's wall clock. A week of the rule begins on Monday; the first is that of `from`,
 * and days before `from` are left out. It ends with `until`, or after so many `times`, whichever comes first.
 */
export type SeriesRule = {
  every: 'day' | 'week';
  /** Every so many days or weeks. */
  interval: number;
  /** ISO: Monday 1 … Sunday 7; for weeks only. */
  weekdays: number[];
  from: LocalDate;
  /** The last local date that counts; null: `times` alone ends it. */
  until: LocalDate | null;
  times: number | null;
  startMinute: number;
  /** Real minutes: one that runs over a clock change lasts as long as the others. */
  minutes: number;
};

/** A series is looked at whole, on one page, before it is saved. */
export const MOST_OCCURRENCES = 200;
/** Days from the first to the last: two years. */
export const MOST_SERIES_DAYS = 732;

export type Occurrence = Interval & { date: LocalDate };

/**
 * Every time of a series, in order. The wall-clock start stays the same over a clock change (libcal-domain §2.5); where the
 * clock skips or repeats it, lib/time/zone says which instant is meant. No more than `most`, and none later than
 * {@link MOST_SERIES_DAYS} after the first day: whoever has to know whether some are left out asks for one more.
 */
export function expandSeries(rule: SeriesRule, timeZone: string, most = MOST_OCCURRENCES): Occurrence[] {
  const last = addDays(rule.from, MOST_SERIES_DAYS);
  const until = rule.until !== null && rule.until < last ? rule.until : last;
  const found: Occurrence[] = [];
  for (const date of datesOf(rule, until)) {
    if (found.length >= Math.min(most, rule.times ?? most)) break;
    const start = wallTime(date, rule.startMinute, timeZone);
    found.push({ date, start, end: addMinutes(start, rule.minutes) });
  }
  return found;
}

function* datesOf({ every, interval, weekdays, from }: SeriesRule, until: LocalDate): Generator<LocalDate> {
  if (every === 'day') {
    for (let date = from; date <= until; date = addDays(date, interval)) yield date;
    return;
  }
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  if (days.length === 0) return;
  for (let monday = addDays(from, 1 - weekdayOf(from)); monday <= until; monday = addDays(monday, 7 * interval))
    for (const day of days) {
      const date = addDays(monday, day - 1);
      if (date >= from && date <= until) yield date;
    }
}

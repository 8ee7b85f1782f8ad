import { dateOfDay, dayNumber, dayOfDate, daysInMonth, monthOfDay, WEEKDAYS, type Weekday, weekdayOfDay } from './days';

export type PatternType =
  | 'daily'
  | 'weekly'
  | 'absoluteMonthly'
  | 'relativeMonthly'
  | 'absoluteYearly'
  | 'relativeYearly';
export type WeekIndex = 'first' | 'second' | 'third' | 'fourth' | 'last';

export type Pattern = {
  type: PatternType;
  interval: number;
  month: number;
  dayOfMonth: number;
  daysOfWeek: Weekday[];
  firstDayOfWeek: Weekday;
  index: WeekIndex;
};

export type Range = {
  type: 'endDate' | 'noEnd' | 'numbered';
  startDate: string;
  endDate: string;
  recurrenceTimeZone: string;
  numberOfOccurrences: number;
};

export type Recurrence = { pattern: Pattern; range: Range };

const LAST_YEAR = 2200;

/** The dates of a series from `fromDay` to `toDay`, both included, in order. */
export function datesOfSeries({ pattern, range }: Recurrence, fromDay: number, toDay: number): string[] {
  const startDay = dayOfDate(range.startDate);
  const lastDay = range.type === 'endDate' ? Math.min(toDay, dayOfDate(range.endDate)) : toDay;
  const counted = range.type === 'numbered';
  const found: string[] = [];
  let count = 0;
  for (const day of days(pattern, startDay, counted ? startDay : Math.max(startDay, fromDay))) {
    count += 1;
    if (day > lastDay || (counted && count > range.numberOfOccurrences)) break;
    if (day >= fromDay) found.push(dateOfDay(day));
  }
  return found;
}

/** Whether the series has an occurrence on this very date. */
export function isDateOfSeries(recurrence: Recurrence, date: string): boolean {
  const day = dayOfDate(date);
  return datesOfSeries(recurrence, day, day).length === 1;
}

export function firstDateOfSeries(recurrence: Recurrence): string | undefined {
  const startDay = dayOfDate(recurrence.range.startDate);
  for (const day of days(recurrence.pattern, startDay, startDay)) return dateOfDay(day);
  return undefined;
}

/** Days of an unending series, beginning near `notBefore` so that old series cost nothing. */
function* days(pattern: Pattern, startDay: number, notBefore: number): Generator<number> {
  const interval = Math.max(1, pattern.interval);
  if (pattern.type === 'daily') {
    const skipped = Math.ceil((notBefore - startDay) / interval);
    for (let day = startDay + skipped * interval; ; day += interval) yield day;
  }
  if (pattern.type === 'weekly') return yield* weekly(pattern, interval, startDay, notBefore);
  const isMonthly = pattern.type === 'absoluteMonthly' || pattern.type === 'relativeMonthly';
  yield* monthly(pattern, isMonthly ? interval : interval * 12, startDay, notBefore);
}

function* weekly(pattern: Pattern, interval: number, startDay: number, notBefore: number): Generator<number> {
  const first = WEEKDAYS.indexOf(pattern.firstDayOfWeek);
  const offsets = pattern.daysOfWeek.map((name) => (WEEKDAYS.indexOf(name) - first + 7) % 7).sort((a, b) => a - b);
  if (offsets.length === 0) return;
  const firstWeek = startDay - ((weekdayOfDay(startDay) - first + 7) % 7);
  const skipped = Math.max(0, Math.floor((notBefore - firstWeek) / (7 * interval)));
  for (let week = firstWeek + skipped * 7 * interval; ; week += 7 * interval) {
    for (const offset of offsets) {
      if (week + offset >= startDay && week + offset >= notBefore) yield week + offset;
    }
  }
}

function* monthly(pattern: Pattern, step: number, startDay: number, notBefore: number): Generator<number> {
  const start = monthOfDay(startDay);
  const isYearly = pattern.type === 'absoluteYearly' || pattern.type === 'relativeYearly';
  const firstMonth = start.year * 12 + (isYearly ? pattern.month : start.month) - 1;
  const near = monthOfDay(notBefore);
  const skipped = Math.max(0, Math.floor((near.year * 12 + near.month - 1 - firstMonth) / step));
  for (let month = firstMonth + skipped * step; month < LAST_YEAR * 12; month += step) {
    const day = dayInMonth(pattern, Math.floor(month / 12), (month % 12) + 1);
    if (day !== undefined && day >= startDay && day >= notBefore) yield day;
  }
}

/** A day that a month does not have becomes its last one, as in Outlook. */
function dayInMonth(pattern: Pattern, year: number, month: number): number | undefined {
  const length = daysInMonth(year, month);
  if (pattern.type === 'absoluteMonthly' || pattern.type === 'absoluteYearly') {
    return dayNumber(year, month, Math.min(pattern.dayOfMonth, length));
  }
  const firstDay = dayNumber(year, month, 1);
  const matching: number[] = [];
  for (let day = firstDay; day < firstDay + length; day += 1) {
    const name = WEEKDAYS[weekdayOfDay(day)];
    if (name && pattern.daysOfWeek.includes(name)) matching.push(day);
  }
  const order: WeekIndex[] = ['first', 'second', 'third', 'fourth'];
  return pattern.index === 'last' ? matching.at(-1) : matching[order.indexOf(pattern.index)];
}

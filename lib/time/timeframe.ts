import { DAY_MS } from './interval';
import { addDays, datesBetween, isLocalDate, type LocalDate, mondayOf, startOfDay } from './zone';

/** Whole days of a library's calendar, both included, and the same as instants: `end` is where the day after begins. */
export type Timeframe = { from: LocalDate; to: LocalDate; days: number; start: Date; end: Date };

/** What may be wrong with the two dates, and with which of them. */
export type TimeframeProblems = { from?: 'not_date' | 'over_five_years'; to?: 'not_date' | 'end_before_start' };

const TWELVE_WEEKS = 84;
const MOST_YEARS = 5;

/**
 * The timeframe that two dates name. Without any: the twelve weeks that ended yesterday, since a day that is not over yet
 * would look like a quiet one. With one of them: twelve weeks up to it, or from it, and then up to yesterday at most unless
 * they begin later.
 */
export function readTimeframe(
  given: { from?: string; to?: string },
  today: LocalDate,
  timeZone: string,
): { timeframe: Timeframe } | { problems: TimeframeProblems } {
  const problems: TimeframeProblems = {};
  if (given.from && !isLocalDate(given.from)) problems.from = 'not_date';
  if (given.to && !isLocalDate(given.to)) problems.to = 'not_date';
  if (problems.from || problems.to) return { problems };
  const yesterday = addDays(today, -1);
  const to = given.to || (given.from ? twelveWeeksFrom(given.from, yesterday) : yesterday);
  const from = given.from || addDays(to, 1 - TWELVE_WEEKS);
  if (to < from) return { problems: { to: 'end_before_start' } };
  if (from <= yearsBefore(to, MOST_YEARS)) return { problems: { from: 'over_five_years' } };
  return { timeframe: timeframeOf(from, to, timeZone) };
}

function twelveWeeksFrom(from: LocalDate, yesterday: LocalDate): LocalDate {
  const until = addDays(from, TWELVE_WEEKS - 1);
  return from <= yesterday && yesterday < until ? yesterday : until;
}

export function timeframeOf(from: LocalDate, to: LocalDate, timeZone: string): Timeframe {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return { from, to, days, start: startOfDay(from, timeZone), end: startOfDay(addDays(to, 1), timeZone) };
}

/** As many days, right before it. */
export const timeframeBefore = ({ from, days }: Timeframe, timeZone: string): Timeframe =>
  timeframeOf(addDays(from, -days), addDays(from, -1), timeZone);

/** How finely a timeframe is shown over time: some dozens of slices whatever its length. */
export type Grain = 'day' | 'week' | 'month';

export function grainFor({ days }: Pick<Timeframe, 'days'>): Grain {
  if (days <= 31) return 'day';
  return days <= 370 ? 'week' : 'month';
}

/** A day, a week from Monday, or a month, as far as it lies in the timeframe. */
export type Slice = { from: LocalDate; to: LocalDate };

/** The timeframe in slices, in order; the first and the last may be shorter than the others. */
export function slicesOf({ from, to }: Pick<Timeframe, 'from' | 'to'>, grain: Grain): Slice[] {
  const slices: Slice[] = [];
  for (const date of datesBetween(from, to)) {
    const last = slices.at(-1);
    if (last && sameSlice(last.from, date, grain)) last.to = date;
    else slices.push({ from: date, to: date });
  }
  return slices;
}

function sameSlice(a: LocalDate, b: LocalDate, grain: Grain): boolean {
  if (grain === 'day') return a === b;
  if (grain === 'month') return a.slice(0, 7) === b.slice(0, 7);
  return mondayOf(a) === mondayOf(b);
}

/** The same day so many years before; of a leap day the last of February. */
function yearsBefore(date: LocalDate, years: number): LocalDate {
  const same = `${Number(date.slice(0, 4)) - years}${date.slice(4)}`;
  return isLocalDate(same) ? same : same.replace('-02-29', '-02-28');
}

import type { AvailabilityRule } from './availability';
import { type Interval, merge } from './interval';
import { addDays, datesBetween, type LocalDate, localDateOf, wallTime, weekdayOf } from './zone';

/** From–to in wall minutes after the opening date's midnight. Beyond 1440 is after midnight, still the opening date's. */
export type WallSpan = { opensMinute: number; closesMinute: number };

/** `rule`: of people, whose time may differ in place. */
export type OpenSpan = WallSpan & { rule?: AvailabilityRule };

/** A person is there, by a rule of theirs. Two may overlap. */
export type Stretch = Interval & { rule: AvailabilityRule };

/** A week that repeats while it is valid; null: without end. `weekday` is ISO, Monday 1 … Sunday 7. */
export type WeeklyHours = {
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
  spans: (OpenSpan & { weekday: number })[];
};

/** One date that overrides the week; no spans: closed. */
export type DateHours = { date: LocalDate; spans: WallSpan[] };

/** What one level (a space, its category, its location) says about its hours. */
export type HoursLevel = { weeks: WeeklyHours[]; dates: DateHours[] };

/** Open stretches, merged, and every instant at which a span opens (which may lie inside a stretch of several days). */
export type Opening = { open: Interval[]; openings: Date[] };

/** Which level speaks for a date, and by what. */
export type Saying<L extends HoursLevel> = { level: L } & (
  | { by: 'exception'; saying: L['dates'][number] }
  | { by: 'week'; saying: L['weeks'][number] }
);

/**
 * Who says when it is open on a date; null: nobody. `levels` come nearest first. An exception wins over every week, and
 * among exceptions the nearest; else the nearest level with a week valid on that date (own reading of libcal-domain §1.5,
 * so that closing a location for a day closes all its spaces, those with hours of their own too).
 */
export function sayingOn<L extends HoursLevel>(levels: readonly L[], date: LocalDate): Saying<L> | null {
  for (const level of levels) {
    const saying = level.dates.find((one) => one.date === date);
    if (saying) return { level, by: 'exception', saying };
  }
  for (const level of levels) {
    const saying = weekOn(level.weeks, date);
    if (saying) return { level, by: 'week', saying };
  }
  return null;
}

/** The spans that belong to a date. */
export function spansOn(levels: readonly HoursLevel[], date: LocalDate): OpenSpan[] {
  const said = sayingOn(levels, date);
  if (said?.by !== 'week') return said?.saying.spans ?? [];
  const weekday = weekdayOf(date);
  return said.saying.spans.filter((span) => span.weekday === weekday);
}

/** When it is open on a date, past midnight included. A span that a clock change swallows is left out. */
export const openingOn = (levels: readonly HoursLevel[], date: LocalDate, timeZone: string): Interval[] =>
  merge(asInstants(levels, date, timeZone));

/** Hours that touch `range`: also those of the day before, which may run past midnight. Days in a row become one. */
export function openingIn(levels: readonly HoursLevel[], range: Interval, timeZone: string): Opening {
  const stretches = touching(range, timeZone).flatMap((date) => asInstants(levels, date, timeZone));
  return { open: merge(stretches), openings: stretches.map(({ start }) => start) };
}

/** The same for people, each stretch with the rule that it comes from. */
export const stretchesIn = (levels: readonly HoursLevel[], range: Interval, timeZone: string): Stretch[] =>
  touching(range, timeZone)
    .flatMap((date) => asInstants(levels, date, timeZone))
    .flatMap(({ start, end, rule }) => (rule ? [{ start, end, rule }] : []));

const touching = (range: Interval, timeZone: string): LocalDate[] =>
  datesBetween(addDays(localDateOf(range.start, timeZone), -1), localDateOf(range.end, timeZone));

/** The first date from `from` on, at most `days` ahead, on which any of the given hours are open; null: none. */
export function nextOpenDate(
  hours: readonly (readonly HoursLevel[])[],
  from: LocalDate,
  days: number,
): LocalDate | null {
  return (
    datesBetween(from, addDays(from, days)).find((date) => hours.some((levels) => spansOn(levels, date).length > 0)) ??
    null
  );
}

function asInstants(levels: readonly HoursLevel[], date: LocalDate, timeZone: string) {
  return spansOn(levels, date)
    .map(({ opensMinute, closesMinute, rule }) => ({
      start: wallTime(date, opensMinute, timeZone),
      end: wallTime(date, closesMinute, timeZone),
      rule,
    }))
    .filter(({ start, end }) => start < end);
}

/** Of several weeks valid on a date the one that began last: a term's hours go before hours without a date. */
function weekOn(weeks: readonly WeeklyHours[], date: LocalDate): WeeklyHours | undefined {
  return weeks
    .filter(({ validFrom, validTo }) => (validFrom ?? date) <= date && date <= (validTo ?? date))
    .sort((a, b) => (b.validFrom ?? '').localeCompare(a.validFrom ?? ''))[0];
}

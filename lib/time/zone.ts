import { Temporal } from 'temporal-polyfill';
import { addMinutes, DAY_MS, type Interval, includes, minutesBetween, minutesIn } from './interval';

/**
 * Instants and a library's wall clock. A local date is text, `2026-11-01`; a wall minute counts from that date's
 * midnight as the clock on the wall shows it.
 *
 * Where the wall clock is not clear, one rule (that of RFC 5545, Temporal's "compatible"): a time that is skipped in
 * spring means the same distance after the gap (02:30 → 03:30); a time that comes twice in autumn means the first.
 */
export type LocalDate = string;

/** A local date as instants: 23, 24 or 25 hours long. */
export type LocalDay = Interval & { date: LocalDate };

const DAY_MINUTES = 1440;
const QUARTER_MS = 15 * 60_000;

/** From 1900 to 2199: other years are slips, and their neighbours are dates that no table takes. */
export function isLocalDate(text: string): boolean {
  if (!/^(19|2[01])\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

export const localDateOf = (at: Date, timeZone: string): LocalDate => localDayOf(at, timeZone).date;

// Dates have no zone, so a day is a day of UTC: pages ask for thousands, and Temporal takes its time.
export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date(midnightOf(date) + days * DAY_MS).toISOString().replace(/T.*/, '');

/** ISO: Monday 1 … Sunday 7. */
export const weekdayOf = (date: LocalDate): number => ((new Date(midnightOf(date)).getUTCDay() + 6) % 7) + 1;

const midnightOf = (date: LocalDate) => Date.parse(`${date}T00:00:00Z`);

/** Of the week that a date lies in. */
export const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date));

/** Every date from `from` to `to`, both included. */
export function datesBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** Kept, since a day grid asks for the same few days once a space; only a shortcut, so forgetting is free. */
const days = new Map<string, LocalDay>();
const KEEP_DAYS = 4_000;

export function localDay(date: LocalDate, timeZone: string): LocalDay {
  const key = `${timeZone} ${date}`;
  const known = days.get(key);
  if (known) return known;
  const day = { date, start: startOf(date, timeZone), end: startOf(addDays(date, 1), timeZone) };
  if (days.size >= KEEP_DAYS) days.clear();
  days.set(key, day);
  return day;
}

/** The days of each zone by the quarters of an hour that were asked for: the same again and again, and a zone is slow to ask. */
const quarters = new Map<string, Map<number, LocalDay>>();
const KEEP_QUARTERS = 40_000;

export function localDayOf(at: Date, timeZone: string): LocalDay {
  const asked = quarters.get(timeZone) ?? new Map<number, LocalDay>();
  const quarter = Math.floor(at.getTime() / QUARTER_MS);
  const known = asked.get(quarter);
  // Looked at again: not every change of a clock was on the quarter.
  if (known && includes(known, at)) return known;
  const day = localDay(zoned(at, timeZone).toPlainDate().toString(), timeZone);
  if (asked.size >= KEEP_QUARTERS) asked.clear();
  quarters.set(timeZone, asked.set(quarter, day));
  return day;
}

export const startOfDay = (date: LocalDate, timeZone: string): Date => localDay(date, timeZone).start;

/** The instant at which the wall clock shows `minute` minutes after midnight of `date`; 1440 and more: next day. */
export function wallTime(date: LocalDate, minute: number, timeZone: string): Date {
  if (minute >= DAY_MINUTES) return wallTime(addDays(date, 1), minute - DAY_MINUTES, timeZone);
  const day = localDay(date, timeZone);
  if (minutesIn(day) === DAY_MINUTES) return addMinutes(day.start, minute);
  const clock = Temporal.PlainDate.from(date).toPlainDateTime({ hour: Math.trunc(minute / 60), minute: minute % 60 });
  return new Date(clock.toZonedDateTime(timeZone).epochMilliseconds);
}

/** What the wall clock shows at `at`, in minutes after its midnight; seconds count as fractions. */
export function wallMinute(at: Date, timeZone: string, day = localDayOf(at, timeZone)): number {
  if (minutesIn(day) === DAY_MINUTES) return minutesBetween(day.start, at);
  const clock = zoned(at, timeZone);
  return clock.hour * 60 + clock.minute + (clock.second * 1000 + clock.millisecond) / 60_000;
}

/**
 * Every instant of a local date at which the wall clock shows a multiple of `stepMinutes` after midnight, in order. The
 * wall clock is followed, not real time: a time that is skipped is left out, one that comes twice is there twice.
 */
export function clockMultiples(day: LocalDay, stepMinutes: number, timeZone: string): readonly Date[] {
  const key = `${timeZone} ${day.date} ${stepMinutes}`;
  const known = multiples.get(key) ?? multiplesOf(day, stepMinutes, timeZone);
  if (multiples.size >= KEEP_DAYS) multiples.clear();
  multiples.set(key, known);
  return known;
}

/** Kept as days are: a grid asks for the same ones for each of its spaces. */
const multiples = new Map<string, readonly Date[]>();

function multiplesOf({ start, end }: LocalDay, stepMinutes: number, timeZone: string): Date[] {
  const changed =
    minutesBetween(start, end) === DAY_MINUTES ? null : zoned(start, timeZone).getTimeZoneTransition('next');
  const change = changed ? new Date(changed.epochMilliseconds) : end;
  return [...multiplesIn(start, change, stepMinutes, timeZone), ...multiplesIn(change, end, stepMinutes, timeZone)];
}

/** Within one stretch of unchanged clock. */
function multiplesIn(from: Date, to: Date, stepMinutes: number, timeZone: string): Date[] {
  if (from >= to) return [];
  const shown = wallMinute(from, timeZone);
  const found: Date[] = [];
  for (let wait = Math.ceil(shown / stepMinutes) * stepMinutes - shown; ; wait += stepMinutes) {
    const at = addMinutes(from, wait);
    if (at >= to) return found;
    found.push(at);
  }
}

/** In autumn one hour comes twice: which of the two an instant is in, so that labels can tell them apart. */
export function whichOfTwo(at: Date, timeZone: string): 'only' | 'first' | 'second' {
  const day = localDayOf(at, timeZone);
  if (minutesIn(day) <= DAY_MINUTES) return 'only';
  const shown = zoned(at, timeZone).toPlainDateTime();
  const first = shown.toZonedDateTime(timeZone, { disambiguation: 'earlier' }).epochMilliseconds;
  const second = shown.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
  if (first === second) return 'only';
  return at.getTime() === first ? 'first' : 'second';
}

/** How many minutes the wall clock is ahead of UTC at `at`; negative west of it. */
export function offsetAt(at: Date, timeZone: string): number {
  const day = localDayOf(at, timeZone);
  if (minutesIn(day) === DAY_MINUTES) return minutesBetween(day.start, new Date(`${day.date}T00:00:00Z`));
  return zoned(at, timeZone).offsetNanoseconds / 60_000_000_000;
}

const zoned = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** Not always midnight: some zones change their clocks then. */
const startOf = (date: LocalDate, timeZone: string) =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone }).epochMilliseconds);

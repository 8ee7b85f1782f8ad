import type ICAL from 'ical.js';
import { DAY_MS, dateOfDay, dayOfDate, monthOfDay, WEEKDAYS, type Weekday, weekdayOfDay } from './days';
import type { Pattern, Recurrence, WeekIndex } from './pattern';
import { wallOf } from './zones';

/** What Exchange has no pattern for is refused, with the reason in words. */
export class CannotImport extends Error {}

export type RuleStart = { wall: number; zone: string; zoneName: string; isDate: boolean };

const SHORT_DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const INDEXES: Record<string, WeekIndex> = { '1': 'first', '2': 'second', '3': 'third', '4': 'fourth', '-1': 'last' };
const KNOWN_PARTS = ['BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS'];
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/** Turns an RRULE into the pattern and range of Graph. */
export function recurrenceFromRule(rule: ICAL.Recur, start: RuleStart): Recurrence {
  const parts = rule.parts as Record<string, (string | number)[]>;
  const strange = Object.keys(parts).find((name) => !KNOWN_PARTS.includes(name));
  if (strange) throw new CannotImport(`${strange} in a recurrence rule cannot be kept in an Outlook calendar`);
  if (!FREQUENCIES.includes(rule.freq))
    throw new CannotImport(`FREQ=${rule.freq} cannot be kept in an Outlook calendar`);
  return { pattern: patternFrom(rule, parts, start), range: rangeFrom(rule, start) };
}

function patternFrom(rule: ICAL.Recur, parts: Record<string, (string | number)[]>, start: RuleStart): Pattern {
  const day = Math.floor(start.wall / DAY_MS);
  const own = monthOfDay(day);
  const days = (parts.BYDAY ?? []).map(String);
  const base: Pattern = {
    type: 'daily',
    interval: rule.interval,
    month: 0,
    dayOfMonth: 0,
    daysOfWeek: [],
    firstDayOfWeek: WEEKDAYS[rule.wkst - 1] ?? 'monday',
    index: 'first',
  };
  if (rule.freq === 'DAILY' && days.length === 0) return withoutOthers(base, parts, []);
  if (rule.freq === 'WEEKLY' || (rule.freq === 'DAILY' && rule.interval === 1)) {
    const named = days.length > 0 ? days.map(plainDay) : [weekdayName(day)];
    return withoutOthers({ ...base, type: 'weekly', daysOfWeek: named }, parts, ['BYDAY']);
  }
  if (rule.freq === 'DAILY') throw new CannotImport('BYDAY on every second day or rarer cannot be kept');
  const isYearly = rule.freq === 'YEARLY';
  const month = isYearly ? single(parts.BYMONTH ?? [own.month], 'BYMONTH') : 0;
  if (!isYearly && parts.BYMONTH) throw new CannotImport('BYMONTH on a monthly rule cannot be kept');
  if (days.length > 0) {
    if (parts.BYMONTHDAY) throw new CannotImport('BYDAY together with BYMONTHDAY cannot be kept');
    if (isYearly && !parts.BYMONTH) throw new CannotImport('BYDAY on a yearly rule without BYMONTH cannot be kept');
    return {
      ...base,
      ...relativeDays(days, parts.BYSETPOS),
      type: isYearly ? 'relativeYearly' : 'relativeMonthly',
      month,
    };
  }
  if (parts.BYSETPOS) throw new CannotImport('BYSETPOS without BYDAY cannot be kept');
  const dayOfMonth = monthDay(single(parts.BYMONTHDAY ?? [own.day], 'BYMONTHDAY'));
  return { ...base, type: isYearly ? 'absoluteYearly' : 'absoluteMonthly', month, dayOfMonth };
}

/** RFC 5545 leaves months out that lack the day, Outlook takes their last day: only what means the same is taken. */
function monthDay(day: number): number {
  if (day === -1) return 31;
  if (day >= 1 && day <= 28) return day;
  throw new CannotImport(`day ${day} of the month means another day in Outlook in some months`);
}

function relativeDays(days: string[], positions: (string | number)[] | undefined) {
  const position = positions && String(single(positions, 'BYSETPOS'));
  if (!position && days.length > 1) throw new CannotImport('several numbered weekdays in one rule cannot be kept');
  const number = position ?? /^([+-]?\d+)/.exec(days[0] ?? '')?.[1]?.replace('+', '') ?? '';
  const index = INDEXES[number];
  if (!index) throw new CannotImport(`weekday number "${number}" of the month cannot be kept`);
  return { index, daysOfWeek: days.map((day) => plainDay(position ? day : day.replace(/^[+-]?\d+/, ''))) };
}

function withoutOthers(pattern: Pattern, parts: Record<string, unknown>, allowed: string[]): Pattern {
  const other = Object.keys(parts).find((name) => !allowed.includes(name));
  if (other) throw new CannotImport(`${other} on a ${pattern.type} rule cannot be kept`);
  return pattern;
}

function rangeFrom(rule: ICAL.Recur, start: RuleStart): Recurrence['range'] {
  const base = {
    startDate: dateOfDay(Math.floor(start.wall / DAY_MS)),
    endDate: '0001-01-01',
    recurrenceTimeZone: start.isDate ? '' : start.zoneName,
    numberOfOccurrences: 0,
  };
  if (rule.count) return { ...base, type: 'numbered', numberOfOccurrences: rule.count };
  if (!rule.until) return { ...base, type: 'noEnd' };
  return { ...base, type: 'endDate', endDate: lastDate(rule.until, start) };
}

/** The last date whose occurrence still begins by UNTIL. */
function lastDate(until: ICAL.Time, start: RuleStart): string {
  const date = `${pad(until.year, 4)}-${pad(until.month)}-${pad(until.day)}`;
  if (until.isDate) return date;
  const written = dayOfDate(date) * DAY_MS + ((until.hour * 60 + until.minute) * 60 + until.second) * 1000;
  const isUtc = until.zone?.tzid === 'UTC';
  const wall = isUtc && !start.isDate ? wallOf(start.zone, written) : written;
  const day = Math.floor(wall / DAY_MS);
  return dateOfDay(!start.isDate && wall % DAY_MS < start.wall % DAY_MS ? day - 1 : day);
}

function plainDay(day: string): Weekday {
  const at = SHORT_DAYS.indexOf(day);
  const name = WEEKDAYS[at];
  if (at < 0 || !name) throw new CannotImport(`BYDAY=${day} cannot be kept`);
  return name;
}

function weekdayName(day: number): Weekday {
  return WEEKDAYS[weekdayOfDay(day)] ?? 'monday';
}

function single(values: (string | number)[], name: string): number {
  if (values.length !== 1) throw new CannotImport(`several values of ${name} cannot be kept`);
  return Number(values[0]);
}

function pad(number: number, length = 2): string {
  return String(number).padStart(length, '0');
}

import { describe, expect, test } from 'vitest';
import { minutesBetween, minutesIn } from './interval';
import {
  addDays,
  clockMultiples,
  isLocalDate,
  isTimeZone,
  localDateOf,
  localDay,
  wallMinute,
  wallTime,
  weekdayOf,
  whichOfTwo,
} from './zone';

const NEW_YORK = 'America/New_York';
const MADRID = 'Europe/Madrid';

test('a local date is told from other text, and a zone from other names', () => {
  expect(['1900-01-01', '2026-02-28', '2199-12-31'].filter(isLocalDate)).toHaveLength(3);
  expect(['2026-02-30', '2026-2-1', '', 'today', '0001-01-01', '9999-12-31'].filter(isLocalDate)).toEqual([]);
  expect([NEW_YORK, 'Mars/Olympus'].map(isTimeZone)).toEqual([true, false]);
});

test('dates are counted on the calendar', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(weekdayOf('2026-11-01')).toBe(7);
});

test('late in the evening in New York it is already tomorrow in UTC, but not there', () => {
  expect(localDateOf(new Date('2026-11-21T03:30:00Z'), NEW_YORK)).toBe('2026-11-20');
});

describe('when the clocks go back (New York, 1 November 2026)', () => {
  const day = localDay('2026-11-01', NEW_YORK);

  test('the day has 25 hours', () => expect(minutesIn(day)).toBe(25 * 60));

  test('a time that comes twice means the first', () => {
    expect(wallTime('2026-11-01', 90, NEW_YORK).toISOString()).toBe('2026-11-01T05:30:00.000Z');
  });

  test('both times are told apart, and both are clock multiples', () => {
    const first = new Date('2026-11-01T05:30:00Z');
    const second = new Date('2026-11-01T06:30:00Z');
    expect([first, second].map((at) => whichOfTwo(at, NEW_YORK))).toEqual(['first', 'second']);
    expect(whichOfTwo(new Date('2026-11-01T07:30:00Z'), NEW_YORK)).toBe('only');
    expect([first, second].map((at) => wallMinute(at, NEW_YORK))).toEqual([90, 90]);
    expect(clockMultiples(day, 30, NEW_YORK)).toHaveLength(50);
  });

  test('a step of 90 minutes keeps its clock times after the change', () => {
    const shown = clockMultiples(day, 90, NEW_YORK).map((at) => wallMinute(at, NEW_YORK));
    expect(shown).toEqual([0, 90, ...Array.from({ length: 15 }, (_, index) => 90 + index * 90)]);
  });
});

describe('when the clocks go forward (New York, 14 March 2027)', () => {
  test('the day has 23 hours', () => expect(minutesIn(localDay('2027-03-14', NEW_YORK))).toBe(23 * 60));

  test('a time that does not exist means as far after the gap', () => {
    expect(wallTime('2027-03-14', 150, NEW_YORK).toISOString()).toBe('2027-03-14T07:30:00.000Z');
    expect(wallMinute(wallTime('2027-03-14', 150, NEW_YORK), NEW_YORK)).toBe(210);
  });

  test('skipped clock times are no multiples', () => {
    const shown = clockMultiples(localDay('2027-03-14', NEW_YORK), 30, NEW_YORK).map((at) => wallMinute(at, NEW_YORK));
    expect(shown).toHaveLength(46);
    expect(shown.slice(0, 6)).toEqual([0, 30, 60, 90, 180, 210]);
  });
});

describe('Madrid changes at 03:00 and 02:00 by its own clock', () => {
  test('autumn: 25 October 2026', () => {
    expect(minutesIn(localDay('2026-10-25', MADRID))).toBe(25 * 60);
    expect(wallTime('2026-10-25', 150, MADRID).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(whichOfTwo(new Date('2026-10-25T01:30:00Z'), MADRID)).toBe('second');
  });

  test('spring: 28 March 2027', () => {
    expect(minutesIn(localDay('2027-03-28', MADRID))).toBe(23 * 60);
    expect(wallMinute(wallTime('2027-03-28', 150, MADRID), MADRID)).toBe(210);
  });
});

test('minutes beyond midnight belong to the next date, by its clock', () => {
  const opens = wallTime('2026-10-31', 18 * 60, NEW_YORK);
  const closes = wallTime('2026-10-31', 26 * 60, NEW_YORK);
  expect(closes.toISOString()).toBe('2026-11-01T07:00:00.000Z');
  expect(minutesBetween(opens, closes)).toBe(9 * 60);
});

test('where the clocks change at midnight the day begins at the first time there is', () => {
  const day = localDay('2026-09-06', 'America/Santiago');
  expect(minutesIn(day)).toBe(23 * 60);
  expect(wallMinute(day.start, 'America/Santiago')).toBe(60);
});

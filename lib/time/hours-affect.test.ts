import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hoursAffect } from './hours-affect';
import { contains, type Interval, merge } from './interval';
import { type HoursLevel, openingIn } from './opening';
import { wallTime } from './zone';

const ZONE = 'America/New_York';
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const span = (from: number, to: number): Interval => ({ start: at(from), end: at(to) });
const affected = (use: Interval, before: Interval[], after: Interval[], now = at(0)) =>
  hoursAffect([use], () => ({ before, after }), now).length === 1;

test.each([
  ['lies within both', span(60, 120), [span(0, 480)], [span(0, 240)], false],
  ['the day is closed', span(60, 120), [span(0, 480)], [], true],
  ['the hours now end in the middle of it', span(200, 260), [span(0, 480)], [span(0, 240)], true],
  ['the hours now end just when it does', span(180, 240), [span(0, 480)], [span(0, 240)], false],
  ['a break now lies over its middle', span(60, 180), [span(0, 480)], [span(0, 90), span(100, 480)], true],
  ['it was outside before, and loses nothing more', span(500, 560), [span(0, 480)], [span(0, 240)], false],
  ['it began outside before, and now loses the rest too', span(400, 560), [span(0, 480)], [span(0, 240)], true],
  ['the hours grow', span(60, 120), [span(0, 240)], [span(0, 480)], false],
])('%s', (_, use, before, after, expected) => {
  expect(affected(use, before, after)).toBe(expected);
});

test('of a use under way only the rest counts', () => {
  expect(affected(span(60, 180), [span(0, 480)], [span(120, 480)], at(120))).toBe(false);
  expect(affected(span(60, 180), [span(0, 480)], [span(150, 480)], at(120))).toBe(true);
  expect(affected(span(60, 180), [span(0, 480)], [], at(180))).toBe(false);
});

const level = (opensMinute: number, closesMinute: number, dates: HoursLevel['dates'] = []): HoursLevel => ({
  weeks: [
    {
      ...{ validFrom: null, validTo: null },
      spans: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute, closesMinute })),
    },
  ],
  dates,
});

/** Whether a use from one wall minute of a date to another is affected by the step from some hours to others. */
function affectedOn(date: string, from: number, to: number, before: HoursLevel, after: HoursLevel): boolean {
  const use = { start: wallTime(date, from, ZONE), end: wallTime(date, to, ZONE) };
  const there = (hours: HoursLevel) => openingIn([hours], use, ZONE).open;
  return affected(use, there(before), there(after), wallTime(date, -1440, ZONE));
}

test('a closed day takes the night that begins on it, and leaves the night before', () => {
  const night = level(18 * 60, 26 * 60);
  const closed = level(18 * 60, 26 * 60, [{ date: '2026-11-20', spans: [] }]);
  expect(affectedOn('2026-11-20', 60, 90, night, closed)).toBe(false);
  expect(affectedOn('2026-11-20', 25 * 60, 26 * 60, night, closed)).toBe(true);
});

test('a day taken out of several days of 24 hours takes what crosses its midnights', () => {
  const always = level(0, 1440);
  const closed = level(0, 1440, [{ date: '2026-11-20', spans: [] }]);
  expect(affectedOn('2026-11-19', 23 * 60, 25 * 60, always, closed)).toBe(true);
  expect(affectedOn('2026-11-19', 23 * 60, 24 * 60, always, closed)).toBe(false);
});

test.each([
  ['back', '2026-10-31'],
  ['forward', '2027-03-13'],
])('on the night when the clocks go %s, closing is by the clock on the wall', (_, date) => {
  const until = (hour: number) => level(18 * 60, (24 + hour) * 60);
  expect(affectedOn(date, 26.5 * 60, 27.5 * 60, until(4), until(3.5))).toBe(false);
  expect(affectedOn(date, 26.5 * 60, 28 * 60, until(4), until(3.5))).toBe(true);
});

const hours = fc
  .array(
    fc
      .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 90 }))
      .map(([from, length]) => span(from, from + length)),
    { maxLength: 6 },
  )
  .map(merge);
const uses = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }))
    .map(([from, length]) => span(from, from + length)),
  { maxLength: 8 },
);
const isIn = (open: Interval[], use: Interval) => open.some((stretch) => contains(stretch, use));

test('nothing that lies within the new hours is listed, and everything that they leave out is', () => {
  fc.assert(
    fc.property(uses, hours, hours, (given, before, after) => {
      const listed = hoursAffect(given, () => ({ before, after }), at(-1));
      expect(listed.filter((use) => isIn(after, use))).toEqual([]);
      const leftOut = given.filter((use) => isIn(before, use) && !isIn(after, use));
      expect(leftOut.filter((use) => !listed.includes(use))).toEqual([]);
    }),
  );
});

test('hours that stay, or only grow, affect nothing', () => {
  fc.assert(
    fc.property(uses, hours, hours, (given, before, more) => {
      const after = merge([...before, ...more]);
      expect(hoursAffect(given, () => ({ before, after }), at(-1))).toEqual([]);
    }),
  );
});

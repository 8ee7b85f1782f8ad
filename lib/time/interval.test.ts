import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip, contains, type Interval, merge, minutesIn, overlaps, subtract, widen } from './interval';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const span = (from: number, to: number): Interval => ({ start: at(from), end: at(to) });
const spans = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }))
    .map(([from, length]) => span(from, from + length)),
  { maxLength: 12 },
);
const covers = (intervals: Interval[], minute: number) =>
  intervals.some((one) => overlaps(one, span(minute, minute + 1)));

test('stretches that touch do not overlap, and merge into one', () => {
  expect(overlaps(span(0, 10), span(10, 20))).toBe(false);
  expect(merge([span(10, 20), span(0, 10)])).toEqual([span(0, 20)]);
});

test('a hole in the middle leaves two pieces, a hole over all leaves none', () => {
  expect(subtract([span(0, 30)], [span(10, 20)])).toEqual([span(0, 10), span(20, 30)]);
  expect(subtract([span(0, 30)], [span(-5, 40)])).toEqual([]);
});

test('clipping to a frame that is only touched gives nothing', () => {
  expect(clip(span(0, 10), span(10, 20))).toBeNull();
  expect(clip(span(0, 15), span(10, 20))).toEqual(span(10, 15));
});

test('widening keeps the interval inside', () => {
  expect(contains(widen(span(10, 20), 5, 5), span(10, 20))).toBe(true);
  expect(minutesIn(widen(span(10, 20), 5, 10))).toBe(25);
});

test('merge covers the same minutes, subtract exactly those that no hole covers', () => {
  fc.assert(
    fc.property(spans, spans, (intervals, holes) => {
      const merged = merge(intervals);
      const left = subtract(intervals, holes);
      for (let minute = 0; minute < 370; minute++) {
        expect(covers(merged, minute)).toBe(covers(intervals, minute));
        expect(covers(left, minute)).toBe(covers(intervals, minute) && !covers(holes, minute));
      }
    }),
    { numRuns: 60 },
  );
});

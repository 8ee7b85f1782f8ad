import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DateRange, rangeProblem } from './date-ranges';
import { addDays, datesBetween } from './zone';

const range = (from: string | null, to: string | null): DateRange => ({ from, to });
const usual = range(null, null);
const summer = range('2026-06-01', '2026-08-31');

test.each([
  ['the first hours of all', usual, [], null],
  ['a summer beside the usual hours', summer, [usual], null],
  ['exam weeks within a summer', range('2026-07-01', '2026-07-14'), [usual, summer], null],
  ['a summer around exam weeks that were there first', summer, [range('2026-07-01', '2026-07-14')], null],
  ['an autumn that begins when the summer has ended', range('2026-09-01', null), [usual, summer], null],
  ['usual hours a second time', usual, [usual], 'same_start'],
  ['two that begin on the same day', range('2026-06-01', '2026-06-30'), [usual, summer], 'same_start'],
  ['one that begins within the summer and outlasts it', range('2026-08-31', '2026-09-30'), [summer], 'crosses'],
  ['one that began before the summer and ends within it', range('2026-05-01', '2026-06-01'), [summer], 'crosses'],
  ['one without end that begins within the summer', range('2026-08-01', null), [usual, summer], 'crosses'],
])('%s', (_, given, others, expected) => {
  expect(rangeProblem(given, others)).toBe(expected);
});

test('of ranges that are accepted one after the other, the shortest valid one is the one that began last', () => {
  const start = fc.integer({ min: 0, max: 40 });
  const ranges = fc.array(fc.tuple(start, fc.integer({ min: 0, max: 30 })), { maxLength: 12 });
  const day = (offset: number) => addDays('2026-01-01', offset);
  fc.assert(
    fc.property(ranges, (given) => {
      const kept: { from: string; to: string }[] = [];
      for (const [from, length] of given) {
        const one = { from: day(from), to: day(from + length) };
        if (rangeProblem(one, kept) === null) kept.push(one);
      }
      for (const date of datesBetween(day(0), day(70))) {
        const valid = kept.filter(({ from, to }) => from <= date && date <= to);
        const last = valid.toSorted((a, b) => b.from.localeCompare(a.from))[0];
        const length = (one: { from: string; to: string }) => datesBetween(one.from, one.to).length;
        if (last) expect(length(last)).toBe(Math.min(...valid.map(length)));
      }
    }),
    { numRuns: 50 },
  );
});

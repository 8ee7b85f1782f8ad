import { expect, test } from 'vitest';
import { secretWarning } from './remind-about-connections';

const ends = new Date('2027-03-01T00:00:00Z');
const daysBefore = (days: number) => new Date(ends.getTime() - days * 86_400_000);

test.each([
  [61, null],
  [60, { step: 60, days: 60 }],
  [45, { step: 60, days: 45 }],
  [30, { step: 30, days: 30 }],
  [14, { step: 14, days: 14 }],
  [8, { step: 14, days: 8 }],
  [7, { step: 7, days: 7 }],
  [2, { step: 7, days: 2 }],
  [1, { step: 1, days: 1 }],
  [0, { step: 1, days: 0 }],
])('%s days before its end', (days, warning) => {
  expect(secretWarning(ends, daysBefore(days))).toEqual(warning);
});

test('no date was given, or it is past: nothing to warn of', () => {
  expect(secretWarning(null, ends)).toBe(null);
  expect(secretWarning(ends, daysBefore(-1))).toBe(null);
});

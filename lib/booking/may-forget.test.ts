import { expect, test } from 'vitest';
import { mayForget } from './may-forget';

const now = new Date('2026-11-21T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const DAY = 1440;

test.each([
  [[], 0, 0, true],
  [['upcoming', 'at_once'], 0, 0, true],
  [['day'], 0, 1, false],
  [['day'], 0, 3, true],
  [['day', 'month'], 0, 31, false],
  [['day', 'month'], 0, 33, true],
  [['year'], 0, 366, false],
  [[], DAY, 0.5, false],
  [[], DAY, 1, true],
  [['day'], 7 * DAY, 6, false],
  [['week'], DAY, 7, false],
])('limits %j, a gap of %i minutes, over for %d days: %s', (limits, gapMinutes, days, may) => {
  expect(mayForget({ end: daysAgo(days), limits, gapMinutes }, now)).toBe(may);
});

import { expect, test } from 'vitest';
import { mayForget } from './may-forget';

const now = new Date('2026-11-21T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

test.each([
  [[], 0, true],
  [['upcoming', 'at_once'], 0, true],
  [['day'], 1, false],
  [['day'], 3, true],
  [['day', 'month'], 31, false],
  [['day', 'month'], 33, true],
  [['year'], 366, false],
])('limits %j, over for %i days: %s', (limits, days, may) => {
  expect(mayForget({ end: daysAgo(days), limits }, now)).toBe(may);
});

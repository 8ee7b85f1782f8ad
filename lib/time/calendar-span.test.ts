import { expect, test } from 'vitest';
import { calendarSpanOf } from './calendar-span';
import { wallTime } from './zone';

const ZONE = 'America/New_York';
const at = (date: string, hour = 0) => wallTime(date, hour * 60, ZONE);

const cases: ['day' | 'week' | 'month' | 'year', string, string, string][] = [
  ['day', '2026-11-01', '2026-11-01', '2026-11-02'],
  ['week', '2026-11-01', '2026-10-26', '2026-11-02'],
  ['week', '2026-11-02', '2026-11-02', '2026-11-09'],
  ['month', '2026-02-28', '2026-02-01', '2026-03-01'],
  ['month', '2026-12-31', '2026-12-01', '2027-01-01'],
  ['year', '2028-12-31', '2028-01-01', '2029-01-01'],
  ['year', '2026-01-01', '2026-01-01', '2027-01-01'],
];

test.each(cases)('the %s of %s runs from %s to %s of the wall clock', (per, date, from, to) => {
  expect(calendarSpanOf(per, at(date, 23), ZONE)).toEqual({ start: at(from), end: at(to) });
});

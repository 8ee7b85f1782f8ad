import { expect, test } from 'vitest';
import { wallTime } from '@/lib/time/zone';
import { graphTime, instantOf } from './times';

const ZONE = 'America/New_York';

/** docs/decisions/0018: what is written names its instant, whatever the clocks on the wall do that night. */
test('an hour that comes twice in autumn is written as the one that is meant', () => {
  const first = wallTime('2026-11-01', 90, ZONE);
  const second = new Date(first.getTime() + 3_600_000);
  expect(graphTime(first)).toEqual({ dateTime: '2026-11-01T05:30:00', timeZone: 'UTC' });
  expect(graphTime(second)).toEqual({ dateTime: '2026-11-01T06:30:00', timeZone: 'UTC' });
  expect([first, second].map((at) => instantOf(graphTime(at)))).toEqual([first, second]);
});

test('around the hour that is skipped in spring no time moves', () => {
  const before = wallTime('2027-03-14', 90, ZONE);
  const after = new Date(before.getTime() + 3_600_000);
  expect(graphTime(before)).toEqual({ dateTime: '2027-03-14T06:30:00', timeZone: 'UTC' });
  expect(graphTime(after)).toEqual({ dateTime: '2027-03-14T07:30:00', timeZone: 'UTC' });
  expect([before, after].map((at) => instantOf(graphTime(at)))).toEqual([before, after]);
});

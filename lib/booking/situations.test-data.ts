import fc from 'fast-check';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { openingIn } from '@/lib/time/opening';
import { addDays, type LocalDay, localDay, weekdayOf } from '@/lib/time/zone';
import { factsOf, hoursOf, ownAt, policyOf } from './facts.test-data';
import type { BookingFacts, Limit, Policy } from './types';

/** Days of both clock changes, on both sides of the ocean, and days without. */
const DAYS: [date: string, timeZone: string][] = [
  ['2026-11-01', 'America/New_York'],
  ['2027-03-14', 'America/New_York'],
  ['2026-11-20', 'America/New_York'],
  ['2026-10-25', 'Europe/Madrid'],
  ['2027-03-28', 'Europe/Madrid'],
];

export const policies: fc.Arbitrary<Policy> = fc
  .record({
    stepMinutes: fc.constantFrom(10, 15, 30, 45, 60, 90),
    minMinutes: fc.constantFrom(10, 30, 45, 60),
    more: fc.integer({ min: 0, max: 180 }),
    minNoticeMinutes: fc.constantFrom(0, 60),
    leadUntilEnd: fc.boolean(),
    windowDays: fc.integer({ min: 0, max: 3 }),
    rolloverMinute: fc.constantFrom(0, 0, 150, 480, 1439),
    fixedPeriods: fc.constantFrom(false, false, true),
    setupMinutes: fc.constantFrom(0, 5, 15),
    cleanupMinutes: fc.constantFrom(0, 10, 15),
    gapMinutes: fc.constantFrom(0, 0, 60),
    gapScope: fc.constantFrom('category', 'location', 'library'),
  })
  .map(({ more, ...given }) => policyOf({ ...given, maxMinutes: given.minMinutes + more }));

export const limits: fc.Arbitrary<Limit> = fc
  .record({
    scope: fc.constantFrom('category', 'location'),
    per: fc.constantFrom('day', 'week', 'month', 'year', 'upcoming', 'at_once'),
    minutes: fc.boolean(),
    most: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ scope, per, minutes, most }): Limit => {
    const inMinutes = minutes && per !== 'at_once';
    return { scope, per, measure: inMinutes ? 'minutes' : 'bookings', most: inMinutes ? most * 60 : most };
  });

const stretches = (maxLength: number) =>
  fc.array(
    fc.record({
      from: fc.integer({ min: -300, max: 1600 }),
      length: fc.integer({ min: 5, max: 200 }),
      flag: fc.boolean(),
      place: fc.integer({ min: 1, max: 2 }),
    }),
    { maxLength },
  );

const periods = fc.array(
  fc.record({ startsMinute: fc.integer({ min: 0, max: 1440 }), length: fc.integer({ min: 1, max: 600 }) }),
  { maxLength: 6 },
);

export type Situation = { day: LocalDay; facts: BookingFacts; now: Date };

/** A day with its hours (past midnight too), rules, what is taken, what the patron has, and a moment near it. */
export const situations: fc.Arbitrary<Situation> = fc
  .record({
    on: fc.constantFrom(...DAYS),
    opensMinute: fc.integer({ min: 0, max: 1200 }),
    openMinutes: fc.integer({ min: 30, max: 1300 }),
    nowMinute: fc.integer({ min: -600, max: 1500 }),
    policy: policies,
    limits: fc.array(limits, { maxLength: 2 }),
    periods,
    closed: stretches(6),
    own: stretches(3),
  })
  .map(({ on: [date, timeZone], opensMinute, openMinutes, nowMinute, policy, closed, own, ...given }) => {
    const day = localDay(date, timeZone);
    const at = ({ from, length }: { from: number; length: number }): Interval => ({
      start: addMinutes(day.start, from),
      end: addMinutes(day.start, from + length),
    });
    const range = { start: day.start, end: addMinutes(day.end, 1440) };
    const facts = factsOf({
      ...{ policy, timeZone, limits: given.limits },
      periods: [date, addDays(date, -1)].flatMap((one) =>
        given.periods.map(({ startsMinute, length }) => {
          const endsMinute = Math.min(2880, startsMinute + length);
          return { name: '', weekday: weekdayOf(one), startsMinute, endsMinute };
        }),
      ),
      ...openingIn(hoursOf(opensMinute, Math.min(2880, opensMinute + openMinutes)), range, timeZone),
      closed: closed.map((one) => ({ ...at(one), pad: one.flag, kind: 'booked' as const })),
      own: own.map((one) => ownAt(at(one), { categoryId: one.place, holds: one.flag })),
    });
    return { day, facts, now: addMinutes(day.start, nowMinute) };
  });

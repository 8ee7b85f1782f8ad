import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMinutes, type Interval, minutesIn, overlaps } from '@/lib/time/interval';
import { openingIn } from '@/lib/time/opening';
import { localDay } from '@/lib/time/zone';
import { decideBooking } from './decide-booking';
import { at, factsOf, hoursOf, policyOf, span, ZONE } from './facts.test-data';
import { occupancyRows } from './occupancy';
import { offers } from './slots';
import type { BookingFacts, OccupancyRow, Policy } from './types';

const now = at('2026-11-20 08:10');
const friday = localDay('2026-11-20', ZONE);

describe('offers', () => {
  test('begin at clock multiples that are still to come', () => {
    const [first] = offers(factsOf(), friday, now);
    expect(first).toEqual({ start: at('2026-11-20 08:30'), minMinutes: 30, maxMinutes: 120 });
  });

  test('end where the next booking begins, at closing time, and with the allowance of the day', () => {
    const booked = { ...span('2026-11-20 10:00', '11:00'), pad: false, kind: 'booked' as const };
    const facts = factsOf({ closed: [booked] });
    const longest = (text: string, given = facts) =>
      offers(given, friday, now).find(({ start }) => start.getTime() === at(text).getTime())?.maxMinutes;
    expect(longest('2026-11-20 09:00')).toBe(60);
    expect(longest('2026-11-20 10:30')).toBeUndefined();
    expect(longest('2026-11-20 16:30')).toBe(30);
    const limited = factsOf({ policy: policyOf({ maxMinutesPerDay: 90 }), own: [span('2026-11-20 08:00', '09:00')] });
    expect(longest('2026-11-20 12:00', limited)).toBe(30);
  });

  test('leave out a free stretch shorter than the shortest booking', () => {
    const around = [span('2026-11-20 08:00', '10:00'), span('2026-11-20 10:30', '17:00')];
    const closed = around.map((one) => ({ ...one, pad: false, kind: 'booked' as const }));
    expect(offers(factsOf({ closed, policy: policyOf({ minMinutes: 60 }) }), friday, now)).toEqual([]);
  });

  test('run past midnight where the library does, also when the clocks change', () => {
    const night = localDay('2026-10-31', ZONE);
    const opening = openingIn(hoursOf(18 * 60, 26 * 60), { start: night.start, end: addMinutes(night.end, 600) }, ZONE);
    const frame = { start: at('2026-10-31 18:00'), end: addMinutes(at('2026-10-31 18:00'), 9 * 60) };
    const found = offers(factsOf(opening), frame, at('2026-10-31 08:00'));
    expect(found).toHaveLength(18);
    expect(found.at(-1)).toEqual({ start: addMinutes(frame.end, -30), minMinutes: 30, maxMinutes: 30 });
  });
});

// ------------------------------------------------------------------------------------------------------- properties

const DAYS = ['2026-11-01', '2027-03-14', '2026-11-20'];

const policies: fc.Arbitrary<Policy> = fc
  .record({
    stepMinutes: fc.constantFrom(10, 15, 30, 45, 60, 90),
    minMinutes: fc.constantFrom(10, 30, 45, 60),
    more: fc.integer({ min: 0, max: 180 }),
    minNoticeMinutes: fc.constantFrom(0, 60),
    maxMinutesPerDay: fc.constantFrom(null, 60, 120),
    setupMinutes: fc.constantFrom(0, 5, 15),
    cleanupMinutes: fc.constantFrom(0, 10, 15),
  })
  .map(({ more, ...given }) => policyOf({ ...given, maxMinutes: given.minMinutes + more, windowDays: 3 }));

const situations = fc
  .record({
    date: fc.constantFrom(...DAYS),
    opensMinute: fc.integer({ min: 0, max: 1200 }),
    openMinutes: fc.integer({ min: 30, max: 900 }),
    nowMinute: fc.integer({ min: -600, max: 1500 }),
    policy: policies,
    closed: fc.array(
      fc.record({
        from: fc.integer({ min: -60, max: 1600 }),
        length: fc.integer({ min: 5, max: 200 }),
        pad: fc.boolean(),
      }),
      { maxLength: 6 },
    ),
    own: fc.array(fc.record({ from: fc.integer({ min: -300, max: 1600 }), length: fc.integer({ min: 15, max: 90 }) }), {
      maxLength: 2,
    }),
  })
  .map(({ date, opensMinute, openMinutes, nowMinute, policy, closed, own }) => {
    const day = localDay(date, ZONE);
    const spanAt = ({ from, length }: { from: number; length: number }): Interval => ({
      start: addMinutes(day.start, from),
      end: addMinutes(day.start, from + length),
    });
    const range = { start: day.start, end: addMinutes(day.end, 1440) };
    const facts: BookingFacts = factsOf({
      policy,
      ...openingIn(hoursOf(opensMinute, opensMinute + openMinutes), range, ZONE),
      closed: closed.map(({ pad, ...when }) => ({ ...spanAt(when), pad, kind: 'booked' as const })),
      own: own.map(spanAt),
    });
    return { day, facts, now: addMinutes(day.start, nowMinute) };
  });

test('every offered start is accepted with every length between its shortest and longest', () => {
  fc.assert(
    fc.property(situations, ({ day, facts, now: moment }) => {
      for (const { start, minMinutes, maxMinutes } of offers(facts, day, moment))
        for (let minutes = minMinutes; minutes <= maxMinutes; minutes += facts.policy.stepMinutes)
          expect(decideBooking({ start, end: addMinutes(start, minutes) }, facts, moment).ok).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('nothing is accepted that was not offered', () => {
  const wanted = fc.record({ from: fc.integer({ min: 0, max: 100 }), length: fc.integer({ min: 1, max: 50 }) });
  fc.assert(
    fc.property(situations, fc.array(wanted, { minLength: 30, maxLength: 60 }), ({ day, facts, now: moment }, all) => {
      const offered = offers(facts, day, moment);
      for (const { from, length } of all) {
        const start = addMinutes(day.start, from * 15);
        if (start >= day.end) continue;
        const asked = { start, end: addMinutes(start, length * 5) };
        if (!decideBooking(asked, facts, moment).ok) continue;
        const offer = offered.find((one) => one.start.getTime() === start.getTime());
        expect(offer?.minMinutes).toBeLessThanOrEqual(minutesIn(asked));
        expect(offer?.maxMinutes).toBeGreaterThanOrEqual(minutesIn(asked));
      }
    }),
    { numRuns: 150 },
  );
});

test('no two accepted bookings meet, padding, wholes and parts included', () => {
  // Space 1 is a whole of 2 and 3.
  const partsOf: Record<number, number[]> = { 1: [2, 3], 2: [], 3: [] };
  const asked = fc.array(
    fc.record({
      resourceId: fc.constantFrom(1, 2, 3),
      from: fc.integer({ min: 0, max: 17 }),
      steps: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 10, maxLength: 40 },
  );
  fc.assert(
    fc.property(policies, asked, (given, all) => {
      const policy = { ...given, stepMinutes: 30, minMinutes: 30, maxMinutes: 120, maxMinutesPerDay: null };
      const taken: OccupancyRow[] = [];
      for (const { resourceId, from, steps } of all) {
        const start = addMinutes(at('2026-11-20 08:00'), from * 30);
        const wanted = { start, end: addMinutes(start, steps * 30) };
        const partIds = partsOf[resourceId] ?? [];
        const closed = taken
          .filter((row) => row.resourceId === resourceId || partIds.includes(row.resourceId))
          .map((row) => ({ ...row, kind: 'booked' as const }));
        if (!decideBooking(wanted, factsOf({ policy, closed }), at('2026-11-20 00:00')).ok) continue;
        const rows = occupancyRows([{ ...wanted, resourceId, partIds, ...policy }]);
        for (const row of rows)
          for (const other of taken)
            if (row.resourceId === other.resourceId && !(row.pad && other.pad))
              expect(overlaps(row, other)).toBe(false);
        taken.push(...rows);
      }
    }),
    { numRuns: 200 },
  );
});

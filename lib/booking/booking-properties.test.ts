import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarSpanOf } from '@/lib/time/calendar-span';
import { addMinutes, includes, minutesIn, overlaps } from '@/lib/time/interval';
import { decideBooking } from './decide-booking';
import { decideMove } from './decide-move';
import { at, factsOf, ownAt, ZONE } from './facts.test-data';
import { periodsIn } from './fixed-periods';
import { moveOffers } from './move-offers';
import { keptPads, occupancyRows } from './occupancy';
import { limits, policies, situations } from './situations.test-data';
import { offers } from './slots';
import type { BookingFacts, ClosedTime, OccupancyRow, OwnBooking } from './types';
import { whyClosed } from './why-closed';

test('every offered start is accepted with every length between its shortest and longest', () => {
  let offered = 0;
  fc.assert(
    fc.property(situations, ({ day, facts, now }) => {
      for (const { start, minMinutes, maxMinutes } of offers(facts, day, now))
        for (let minutes = minMinutes; minutes <= maxMinutes; minutes += facts.policy.stepMinutes) {
          offered += 1;
          expect(decideBooking({ start, end: addMinutes(start, minutes) }, facts, now).ok).toBe(true);
        }
    }),
    { numRuns: 120 },
  );
  expect(offered).toBeGreaterThan(100);
});

test('nothing is accepted that was not offered', () => {
  const wanted = fc.record({ from: fc.integer({ min: 0, max: 100 }), length: fc.integer({ min: 1, max: 50 }) });
  const wishes = fc.array(wanted, { minLength: 30, maxLength: 60 });
  let accepted = 0;
  fc.assert(
    fc.property(situations, wishes, ({ day, facts, now }, all) => {
      const offered = offers(facts, day, now);
      const { minMinutes, stepMinutes } = facts.policy;
      // Any length at all, and such as the policy knows.
      const onTheGrid = all.flatMap(({ from, length }) => {
        const start = addMinutes(day.start, from * 15);
        const known = minMinutes + (length % 4) * stepMinutes;
        return [length * 5, known].map((minutes) => ({ start, end: addMinutes(start, minutes) }));
      });
      for (const asked of [...onTheGrid, ...periodsIn(facts, day)]) {
        if (!includes(day, asked.start) || !decideBooking(asked, facts, now).ok) continue;
        accepted += 1;
        const minutes = minutesIn(asked);
        const fitting = offered.filter(
          (one) =>
            one.start.getTime() === asked.start.getTime() && one.minMinutes <= minutes && minutes <= one.maxMinutes,
        );
        expect(fitting.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 120 },
  );
  expect(accepted).toBeGreaterThan(20);
});

test('a start has a reason exactly when it is not offered, and the nearest time it names is offered', () => {
  const minutes = fc.array(fc.integer({ min: 0, max: 95 }), { minLength: 5, maxLength: 10 });
  fc.assert(
    fc.property(situations, minutes, ({ day, facts, now }, asked) => {
      const offered = new Set(offers(facts, day, now).map(({ start }) => start.getTime()));
      for (const start of [...asked.map((quarter) => addMinutes(day.start, quarter * 15)), ...facts.openings]) {
        if (!includes(day, start)) continue;
        const why = whyClosed(facts, start, now);
        expect(why === null).toBe(offered.has(start.getTime()));
        if (why?.nearest && includes(day, why.nearest.start))
          expect(offered.has(why.nearest.start.getTime())).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

// Space 1 is a whole of 2 and 3.
const PARTS: Record<number, number[]> = { 1: [2, 3], 2: [], 3: [] };
const wishes = fc.array(
  fc.record({
    resourceId: fc.constantFrom(1, 2, 3),
    from: fc.integer({ min: 0, max: 17 }),
    steps: fc.integer({ min: 1, max: 4 }),
    by: fc.constantFrom('patron', 'patron', 'staff'),
  }),
  { minLength: 10, maxLength: 40 },
);

test('no two accepted bookings meet, padding, wholes and parts included; staff meet only padding, which ends', () => {
  fc.assert(
    fc.property(policies, wishes, (given, all) => {
      const shape = { stepMinutes: 30, minMinutes: 30, maxMinutes: 120, fixedPeriods: false, windowDays: 1 };
      const policy = { ...given, ...shape, minNoticeMinutes: 0, rolloverMinute: 0, gapMinutes: 0 };
      let taken: OccupancyRow[] = [];
      for (const { resourceId, from, steps, by } of all) {
        const start = addMinutes(at('2026-11-20 08:00'), from * 30);
        const wanted = { start, end: addMinutes(start, steps * 30) };
        const partIds = PARTS[resourceId] ?? [];
        const closes = [resourceId, ...partIds];
        const closed: ClosedTime[] = taken
          .filter((row) => closes.includes(row.resourceId))
          .map((row) => ({ ...row, kind: 'booked' }));
        const decision = decideBooking(wanted, factsOf({ policy, closed }), at('2026-11-20 00:00'), by);
        if (!decision.ok) continue;
        if (decision.value.beyond.includes('padding'))
          taken = taken.filter((row) => !(row.pad && closes.includes(row.resourceId) && overlaps(row, wanted)));
        else expect(by === 'patron' && closed.some((row) => overlaps(row, wanted))).toBe(false);
        const rows = keptPads(occupancyRows([{ ...wanted, resourceId, partIds, ...policy }]), [{ closed }]);
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

test('whatever is asked for in whatever order, no limit is ever exceeded', () => {
  const given = fc.record({ limit: limits, wishes: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 }) });
  const now = at('2026-11-20 00:00');
  fc.assert(
    fc.property(given, ({ limit, wishes: starts }) => {
      const own: OwnBooking[] = [];
      const open = { start: at('2026-11-16 00:00'), end: at('2027-02-01 00:00') };
      for (const hour of starts) {
        const start = addMinutes(now, hour * 60);
        const wanted = { start, end: addMinutes(start, 60) };
        const facts: BookingFacts = factsOf({ open: [open], limits: [limit], own });
        facts.policy.windowDays = 60;
        const decision = decideBooking(wanted, facts, now);
        if (decision.ok) own.push(ownAt(wanted));
        else if (decision.refusal.code === 'limit_reached' && decision.refusal.until) {
          // What it says of the future holds: a booking as long fits from then on.
          const later = { start: decision.refusal.until, end: addMinutes(decision.refusal.until, 60) };
          const asOf = limit.per === 'upcoming' ? later.start : now;
          expect(decideBooking(later, facts, asOf).ok || later.start > open.end).toBe(true);
        }
      }
      const amount = (some: OwnBooking[]) => (limit.measure === 'minutes' ? some.length * 60 : some.length);
      for (const { start } of own) {
        const { per } = limit;
        const together = own.filter((one) => {
          if (per === 'upcoming') return true;
          return includes(
            per === 'at_once' ? one : calendarSpanOf(per, start, ZONE),
            per === 'at_once' ? start : one.start,
          );
        });
        expect(amount(together)).toBeLessThanOrEqual(limit.most);
      }
    }),
    { numRuns: 150 },
  );
});

test('a move that is accepted would be accepted as a booking, and every offered move is accepted', () => {
  const given = fc.record({ fromMinute: fc.integer({ min: 0, max: 95 }), length: fc.integer({ min: 1, max: 8 }) });
  const targets = fc.array(fc.integer({ min: 0, max: 95 }), { minLength: 6, maxLength: 10 });
  let moved = 0;
  fc.assert(
    fc.property(situations, given, targets, ({ day, facts, now }, { fromMinute, length }, asked) => {
      const was = {
        start: addMinutes(day.start, fromMinute * 15),
        end: addMinutes(day.start, (fromMinute + length) * 15),
      };
      if (was.start <= now) return;
      for (const { start, maxMinutes } of moveOffers([{ was, facts }], day, now).slice(0, 8)) {
        const wanted = { start, end: addMinutes(start, maxMinutes) };
        expect(decideMove([{ was, wanted, facts }], now, 'own').ok).toBe(true);
      }
      for (const quarter of asked) {
        const start = addMinutes(day.start, quarter * 15);
        const wanted = { start, end: addMinutes(start, facts.policy.minMinutes) };
        const isSameStart = start.getTime() === was.start.getTime();
        if (isSameStart || !decideMove([{ was, wanted, facts }], now, 'own').ok) continue;
        moved += 1;
        expect(decideBooking(wanted, facts, now).ok).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
  expect(moved).toBeGreaterThan(20);
});

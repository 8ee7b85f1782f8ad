import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMinutes, type Interval, minutesIn } from '@/lib/time/interval';
import { openingIn } from '@/lib/time/opening';
import { localDay } from '@/lib/time/zone';
import { decideBooking, lengthsOf } from './decide-booking';
import { at, factsOf, hoursOf, policyOf, span, ZONE } from './facts.test-data';
import { situations } from './situations.test-data';
import { offers } from './slots';
import { stepSlots } from './step-slots';

const day = localDay('2026-11-20', ZONE);
const before = at('2026-11-20 00:00');

/** From–to by the library's clock, as '10:00–10:30'. */
const told = (slots: Interval[], timeZone = ZONE) => {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return slots.map(({ start, end }) => `${clock.format(start)}–${clock.format(end)}`);
};

describe('free time in steps', () => {
  test('is cut into slots of one step, which begin again after what is taken', () => {
    const closed = [{ ...span('2026-11-20 09:00', '16:00'), pad: false, kind: 'booked' as const }];
    expect(told(stepSlots(factsOf({ closed }), day, before))).toEqual([
      ...['08:00–08:30', '08:30–09:00', '16:00–16:30', '16:30–17:00'],
    ]);
  });

  test('is listed to the end of what the last start needs, where the shortest booking takes several steps', () => {
    const closed = [{ ...span('2026-11-20 10:00', '17:00'), pad: false, kind: 'booked' as const }];
    const hourly = factsOf({ closed, policy: policyOf({ minMinutes: 60 }) });
    expect(told(stepSlots(hourly, day, before))).toEqual(['08:00–08:30', '08:30–09:00', '09:00–09:30', '09:30–10:00']);
    // Half an hour is no free time there.
    const nothing = [{ ...span('2026-11-20 08:30', '17:00'), pad: false, kind: 'booked' as const }];
    expect(stepSlots({ ...hourly, closed: nothing }, day, before)).toEqual([]);
  });

  test('is as long as can be booked where that is less than a step', () => {
    const closed = [{ ...span('2026-11-20 10:00', '17:00'), pad: false, kind: 'booked' as const }];
    const short = factsOf({ closed, policy: policyOf({ stepMinutes: 60, minMinutes: 45, maxMinutes: 45 }) });
    expect(told(stepSlots(short, day, before))).toEqual(['08:00–08:45', '09:00–09:45']);
  });

  test('is a period each, where there are periods', () => {
    const periods = [
      { name: 'Morning', weekday: 5, startsMinute: 480, endsMinute: 720 },
      { name: 'Afternoon', weekday: 5, startsMinute: 720, endsMinute: 1020 },
    ];
    const facts = factsOf({ periods, policy: policyOf({ fixedPeriods: true }) });
    expect(told(stepSlots(facts, day, before))).toEqual(['08:00–12:00', '12:00–17:00']);
  });

  test('of a night belongs to the two dates that it is on', () => {
    const range = { start: at('2026-11-19 00:00'), end: at('2026-11-22 00:00') };
    const facts = factsOf(openingIn(hoursOf(23 * 60, 25 * 60), range, ZONE));
    expect(told(stepSlots(facts, day, before))).toEqual(['00:00–00:30', '00:30–01:00', '23:00–23:30', '23:30–00:00']);
  });

  test.each([
    ['2026-11-01', 50],
    ['2027-03-14', 46],
    ['2026-11-20', 48],
  ])('of a day that is always open has every half hour that there is on %s', (date, count) => {
    const whole = localDay(date, ZONE);
    const facts = factsOf({
      ...openingIn(hoursOf(0, 1440), { start: whole.start, end: addMinutes(whole.end, 1440) }, ZONE),
    });
    expect(stepSlots(facts, whole, whole.start)).toHaveLength(count);
  });
});

test('from every slot, what the slots after it make possible is accepted, and nothing on offer is left out', () => {
  let accepted = 0;
  fc.assert(
    fc.property(situations, ({ day: any, facts: given, now }) => {
      const facts = { ...given, limits: [], own: [] };
      const { policy } = facts;
      const slots = stepSlots(facts, any, now);
      const starts = new Set(slots.map(({ start }) => start.getTime()));
      for (const { start } of offers(facts, any, now)) expect(starts.has(start.getTime())).toBe(true);
      for (const slot of slots) {
        const end = chainFrom(slot, slots);
        const lengths = policy.fixedPeriods ? [minutesIn(slot)] : lengthsOf(policy);
        // Where no booking takes more than a step, each slot begins one.
        if (!policy.fixedPeriods && policy.minMinutes <= policy.stepMinutes)
          expect(offers(facts, { start: slot.start, end: addMinutes(slot.start, 1) }, now)).toHaveLength(1);
        for (const minutes of lengths) {
          const wanted = { start: slot.start, end: addMinutes(slot.start, minutes) };
          if (wanted.end > end || wanted.end <= now) continue;
          accepted += 1;
          expect(decideBooking(wanted, facts, now).ok).toBe(true);
        }
      }
    }),
    { numRuns: 80 },
  );
  expect(accepted).toBeGreaterThan(100);
});

/** How far slots go on without a gap. */
function chainFrom(slot: Interval, slots: readonly Interval[]): Date {
  let { end } = slot;
  for (;;) {
    const next = slots.find(({ start }) => start.getTime() === end.getTime());
    if (!next) return end;
    end = next.end;
  }
}

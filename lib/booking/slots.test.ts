import { describe, expect, test } from 'vitest';
import { addMinutes } from '@/lib/time/interval';
import { openingIn } from '@/lib/time/opening';
import { localDay } from '@/lib/time/zone';
import { at, factsOf, hoursOf, minutesPerDay, ownAt, policyOf, span, ZONE } from './facts.test-data';
import { offers } from './slots';

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
    const limited = factsOf({ limits: [minutesPerDay(90)], own: [ownAt(span('2026-11-20 08:00', '09:00'))] });
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

  test('begin in the past where a slot may be booked until its end, and leave out lengths that are over', () => {
    const underWay = (min: number) => {
      const policy = policyOf({ leadUntilEnd: true, minNoticeMinutes: 600, minMinutes: min });
      return offers(factsOf({ policy }), friday, at('2026-11-20 08:20'))[0];
    };
    expect(underWay(30)).toEqual({ start: at('2026-11-20 08:00'), minMinutes: 30, maxMinutes: 120 });
    expect(underWay(10)).toEqual({ start: at('2026-11-20 08:00'), minMinutes: 40, maxMinutes: 100 });
  });

  test('are whole periods where these are fixed, two of which may begin together', () => {
    const period = (startsMinute: number, endsMinute: number) => ({ name: '', weekday: 5, startsMinute, endsMinute });
    const periods = [period(480, 720), period(480, 1020), period(780, 1020), period(960, 1080)];
    const facts = factsOf({ policy: policyOf({ fixedPeriods: true }), periods });
    const found = offers(facts, friday, at('2026-11-20 07:00'));
    expect(found).toEqual([
      { start: at('2026-11-20 08:00'), minMinutes: 240, maxMinutes: 240 },
      { start: at('2026-11-20 08:00'), minMinutes: 540, maxMinutes: 540 },
      { start: at('2026-11-20 13:00'), minMinutes: 240, maxMinutes: 240 },
    ]);
  });
});

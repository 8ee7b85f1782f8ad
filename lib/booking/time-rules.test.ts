import { describe, expect, test } from 'vitest';
import type { Interval } from '@/lib/time/interval';
import { decideBooking } from './decide-booking';
import { at, factsOf, policyOf, span } from './facts.test-data';
import type { BookingFacts, Policy } from './types';

const open = [{ start: at('2026-10-01 00:00'), end: at('2027-04-01 00:00') }];

function answer(wanted: Interval, nowAt: string, policy: Partial<Policy>, more: Partial<BookingFacts> = {}) {
  const decision = decideBooking(wanted, factsOf({ open, policy: policyOf(policy), ...more }), at(nowAt));
  return decision.ok ? 'ok' : decision.refusal;
}
const code = (...given: Parameters<typeof answer>) => {
  const refusal = answer(...given);
  return refusal === 'ok' ? 'ok' : refusal.code;
};

describe('until the end', () => {
  const wanted = span('2026-11-20 10:00', '11:00');
  test('a slot under way begins at its start, until its step is over', () => {
    expect(code(wanted, '2026-11-20 10:29', { leadUntilEnd: true })).toBe('ok');
    expect(code(wanted, '2026-11-20 10:30', { leadUntilEnd: true })).toBe('in_the_past');
    expect(code(wanted, '2026-11-20 10:01', {})).toBe('in_the_past');
  });
  test('no notice is asked for', () => {
    expect(code(wanted, '2026-11-20 09:59', { leadUntilEnd: true, minNoticeMinutes: 60 })).toBe('ok');
  });
});

describe('the window turns over', () => {
  const wanted = span('2026-11-22 10:00', '11:00');
  test('at its time of day, not before', () => {
    const policy = { windowDays: 2, rolloverMinute: 480 };
    expect(answer(wanted, '2026-11-20 07:59', policy)).toEqual({
      ...{ code: 'too_far_ahead', latest: at('2026-11-21 00:00'), opensAt: at('2026-11-20 08:00') },
    });
    expect(code(wanted, '2026-11-20 08:00', policy)).toBe('ok');
  });
  test('of no days: today itself opens then', () => {
    const policy = { windowDays: 0, rolloverMinute: 480 };
    const today = span('2026-11-20 10:00', '11:00');
    expect(answer(today, '2026-11-20 07:00', policy)).toMatchObject({ latest: null, opensAt: at('2026-11-20 08:00') });
    expect(code(today, '2026-11-20 08:00', policy)).toBe('ok');
  });
  test('by the wall clock also on the days when it is changed', () => {
    const policy = { windowDays: 1, rolloverMinute: 480 };
    expect(code(span('2026-11-02 10:00', '11:00'), '2026-11-01 08:00', policy)).toBe('ok');
    expect(code(span('2027-03-15 10:00', '11:00'), '2027-03-14 07:59', policy)).toBe('too_far_ahead');
  });
});

describe('fixed periods', () => {
  const policy = { fixedPeriods: true, stepMinutes: 60, maxMinutes: 60, windowDays: 400 };
  const periods = [
    { name: 'Morning', weekday: 7, startsMinute: 510, endsMinute: 720 },
    { name: 'Night', weekday: 7, startsMinute: 1320, endsMinute: 1560 },
    { name: 'After midnight', weekday: 7, startsMinute: 1440, endsMinute: 1500 },
    { name: 'Early', weekday: 7, startsMinute: 60, endsMinute: 180 },
  ];
  const on = (start: string, end: string, now = '2026-11-01 00:00') =>
    code({ start: at(start), end: at(end) }, now, policy, { periods });

  test('are booked whole, whatever step and lengths say', () => {
    expect(on('2026-11-22 08:30', '2026-11-22 12:00')).toBe('ok');
    expect(on('2026-11-22 08:30', '2026-11-22 11:30')).toBe('off_period');
    expect(on('2026-11-22 09:00', '2026-11-22 10:00')).toBe('off_period');
    expect(on('2026-11-23 08:30', '2026-11-23 12:00')).toBe('off_period');
  });
  test('run past midnight, or begin after it, and belong to the weekday before', () => {
    expect(on('2026-11-22 22:00', '2026-11-23 02:00')).toBe('ok');
    expect(on('2026-11-23 00:00', '2026-11-23 01:00')).toBe('ok');
    expect(on('2026-11-22 00:00', '2026-11-22 01:00')).toBe('off_period');
  });
  test('keep their wall-clock times when the clocks change', () => {
    // 01:00 to 03:00: three real hours in autumn, one in spring.
    expect(on('2026-11-01 01:00', '2026-11-01 03:00', '2026-10-31 12:00')).toBe('ok');
    expect(on('2027-03-14 01:00', '2027-03-14 03:00')).toBe('ok');
  });
  test('may be booked while under way, until they end', () => {
    const late = (now: string) =>
      code(
        { start: at('2026-11-22 08:30'), end: at('2026-11-22 12:00') },
        now,
        { ...policy, leadUntilEnd: true },
        { periods },
      );
    expect(late('2026-11-22 11:59')).toBe('ok');
    expect(late('2026-11-22 12:00')).toBe('in_the_past');
  });
});

test('a container is booked by its seats only, also by staff', () => {
  const facts = factsOf({ isContainer: true });
  for (const by of ['patron', 'staff'] as const) {
    const decision = decideBooking(span('2026-11-20 10:00', '11:00'), facts, at('2026-11-20 08:00'), by);
    expect(!decision.ok && decision.refusal.code).toBe('book_a_seat');
  }
});

test('staff book what is under way, and into padding, but nothing that is over', () => {
  const now = at('2026-11-20 10:10');
  const pad = { ...span('2026-11-20 11:00', '11:15'), pad: true, kind: 'booked' as const };
  const by = (wanted: Interval) => decideBooking(wanted, factsOf({ closed: [pad] }), now, 'staff');
  const underWay = by(span('2026-11-20 10:00', '11:30'));
  expect(underWay.ok && underWay.value.beyond).toEqual(['in_the_past', 'too_soon', 'padding']);
  const over = by(span('2026-11-20 09:00', '10:00'));
  expect(!over.ok && over.refusal.code).toBe('in_the_past');
});

import { describe, expect, test } from 'vitest';
import { decideBooking } from './decide-booking';
import { at, factsOf, minutesPerDay, ownAt, policyOf, span } from './facts.test-data';

const now = at('2026-11-20 08:00');

describe('a booking is accepted', () => {
  test('when nothing speaks against it', () => {
    expect(decideBooking(span('2026-11-20 10:00', '11:00'), factsOf(), now).ok).toBe(true);
  });

  test('right after another and right before the next', () => {
    const facts = factsOf({ closed: [use('09:00', '10:00'), use('11:00', '12:00')] });
    expect(decideBooking(span('2026-11-20 10:00', '11:00'), facts, now).ok).toBe(true);
  });

  test('when its padding meets only the padding of another', () => {
    const facts = factsOf({
      policy: policyOf({ setupMinutes: 15, cleanupMinutes: 15 }),
      closed: [use('08:45', '09:45'), pad('08:30', '08:45'), pad('09:45', '10:00')],
    });
    expect(decideBooking(span('2026-11-20 10:00', '11:00'), facts, now).ok).toBe(true);
  });

  test('up to closing time, cleaning comes after', () => {
    const facts = factsOf({ policy: policyOf({ cleanupMinutes: 30 }) });
    expect(decideBooking(span('2026-11-20 16:00', '17:00'), facts, now).ok).toBe(true);
  });

  test('at opening time, even where that is no multiple of the step', () => {
    const opens = at('2026-11-20 08:20');
    const facts = factsOf({ open: [{ start: opens, end: at('2026-11-20 17:00') }], openings: [opens] });
    expect(decideBooking(span('2026-11-20 08:20', '09:20'), facts, now).ok).toBe(true);
    expect(refusal(decideBooking(span('2026-11-20 08:50', '09:50'), facts, now))).toMatchObject({ code: 'off_step' });
  });

  test('on the last day of the window', () => {
    const facts = factsOf({ policy: policyOf({ windowDays: 0 }) });
    expect(decideBooking(span('2026-11-20 16:00', '17:00'), facts, now).ok).toBe(true);
  });
});

describe('a booking is refused', () => {
  test('of an inactive space', () => {
    expect(refusal(decideBooking(span('2026-11-20 10:00', '11:00'), factsOf({ active: false }), now)).code).toBe(
      'resource_inactive',
    );
  });

  test('in the past, also a minute ago', () => {
    expect(refusal(decideBooking(span('2026-11-20 07:59', '09:00'), factsOf(), now)).code).toBe('in_the_past');
  });

  test('when the library wants more notice, which it names', () => {
    const facts = factsOf({ policy: policyOf({ minNoticeMinutes: 180 }) });
    expect(refusal(decideBooking(span('2026-11-20 10:30', '11:30'), facts, now))).toEqual({
      code: 'too_soon',
      earliest: at('2026-11-20 11:00'),
    });
  });

  test('on a day beyond the window, counted in days of the library', () => {
    const facts = factsOf({ policy: policyOf({ windowDays: 0 }) });
    expect(refusal(decideBooking(span('2026-11-21 00:00', '01:00'), facts, now))).toEqual({
      code: 'too_far_ahead',
      latest: at('2026-11-20 00:00'),
      opensAt: at('2026-11-21 00:00'),
    });
  });

  test('outside opening hours, or over their end', () => {
    expect(refusal(decideBooking(span('2026-11-20 16:30', '17:30'), factsOf(), now)).code).toBe('outside_hours');
  });

  test('off the step, by start or by length', () => {
    expect(refusal(decideBooking(span('2026-11-20 10:10', '11:10'), factsOf(), now)).code).toBe('off_step');
    expect(refusal(decideBooking(span('2026-11-20 10:00', '10:45'), factsOf(), now)).code).toBe('off_step');
  });

  test('too short, too long, or turned round', () => {
    expect(refusal(decideBooking(span('2026-11-20 10:00', '10:15'), factsOf(), now)).code).toBe('too_short');
    expect(refusal(decideBooking(span('2026-11-20 10:00', '12:30'), factsOf(), now)).code).toBe('too_long');
    expect(refusal(decideBooking(span('2026-11-20 11:00', '10:00'), factsOf(), now)).code).toBe('too_short');
  });

  test('over another booking, its padding, or a meeting in Outlook', () => {
    const closed = [
      [use('10:30', '11:30')],
      [pad('10:45', '11:00')],
      [{ ...use('10:00', '10:30'), kind: 'outlook' as const }],
    ];
    for (const rows of closed)
      expect(refusal(decideBooking(span('2026-11-20 10:00', '11:00'), factsOf({ closed: rows }), now)).code).toBe(
        'slot_taken',
      );
  });

  test('when its own padding would meet another use', () => {
    const facts = factsOf({ policy: policyOf({ cleanupMinutes: 15 }), closed: [use('11:00', '12:00')] });
    expect(refusal(decideBooking(span('2026-11-20 10:00', '11:00'), facts, now)).code).toBe('slot_taken');
  });

  test("over the patron's minutes of the day, which is the day of the start", () => {
    const limits = [minutesPerDay(120)];
    const facts = factsOf({ limits, own: [ownAt(span('2026-11-20 08:30', '10:00'))] });
    expect(refusal(decideBooking(span('2026-11-20 11:00', '12:00'), facts, now)).code).toBe('limit_reached');
    expect(decideBooking(span('2026-11-20 11:00', '11:30'), facts, now).ok).toBe(true);
    const own = [ownAt({ start: at('2026-11-19 23:00'), end: at('2026-11-20 01:00') })];
    const lateYesterday = factsOf({ limits, own });
    expect(decideBooking(span('2026-11-20 11:00', '13:00'), lateYesterday, now).ok).toBe(true);
  });
});

test('staff go beyond every patron rule and hear which, but not over another booking', () => {
  const policy = policyOf({ windowDays: 0 });
  const facts = factsOf({ closed: [use('10:00', '11:00')], policy, limits: [minutesPerDay(30)] });
  const decision = decideBooking(span('2026-11-25 19:05', '23:00'), facts, now, 'staff');
  expect(decision.ok && decision.value.beyond).toEqual(['too_far_ahead', 'outside_hours', 'off_step', 'limit_reached']);
  expect(refusal(decideBooking(span('2026-11-20 10:30', '11:30'), facts, now, 'staff')).code).toBe('slot_taken');
});

const use = (from: string, to: string) => ({ ...span(`2026-11-20 ${from}`, to), pad: false, kind: 'booked' as const });
const pad = (from: string, to: string) => ({ ...use(from, to), pad: true });

function refusal(answer: ReturnType<typeof decideBooking>) {
  if (answer.ok) throw new Error('was accepted');
  return answer.refusal;
}

import { describe, expect, test } from 'vitest';
import { addMinutes } from '@/lib/time/interval';
import { decideBooking } from './decide-booking';
import { at, factsOf, ownAt, policyOf, span } from './facts.test-data';
import type { BookingFacts, Limit, OwnBooking } from './types';

const now = at('2026-11-20 08:00');
const wanted = span('2026-11-20 10:00', '11:00');

const limit = (measure: Limit['measure'], per: Limit['per'], most: number, scope: Limit['scope'] = 'category') =>
  ({ measure, per, most, scope }) as const;

/** 'ok', or what is left and until when. */
function answer(given: Limit, own: OwnBooking[], more: Partial<BookingFacts> = {}) {
  const decision = decideBooking(wanted, factsOf({ limits: [given], own, ...more }), now);
  if (decision.ok) return 'ok';
  return decision.refusal.code === 'limit_reached'
    ? { left: decision.refusal.left, until: decision.refusal.until }
    : decision.refusal.code;
}

describe('a limit', () => {
  test('counts minutes of the day, and says what is left and from which day on there is room', () => {
    const own = [ownAt(span('2026-11-20 14:00', '15:30')), ownAt(span('2026-11-21 14:00', '16:00'))];
    expect(answer(limit('minutes', 'day', 150), own)).toBe('ok');
    // Tomorrow is full too.
    expect(answer(limit('minutes', 'day', 120), own)).toEqual({ left: 30, until: at('2026-11-22 00:00') });
    expect(answer(limit('minutes', 'day', 30), [])).toEqual({ left: 30, until: null });
  });

  test('counts bookings of the ISO week, the month and the year', () => {
    const monday = ownAt(span('2026-11-16 10:00', '11:00'));
    const sundayBefore = ownAt(span('2026-11-15 10:00', '11:00'));
    const january = ownAt(span('2026-01-01 10:00', '11:00'));
    expect(answer(limit('bookings', 'week', 1), [sundayBefore])).toBe('ok');
    expect(answer(limit('bookings', 'week', 1), [monday])).toEqual({ left: 0, until: at('2026-11-23 00:00') });
    expect(answer(limit('bookings', 'month', 1), [january])).toBe('ok');
    expect(answer(limit('bookings', 'month', 1), [sundayBefore])).toEqual({ left: 0, until: at('2026-12-01 00:00') });
    expect(answer(limit('bookings', 'year', 1), [january])).toEqual({ left: 0, until: at('2027-01-01 00:00') });
  });

  test('counts what runs past midnight on the day it starts, whole', () => {
    const night = ownAt({ start: at('2026-11-19 23:00'), end: at('2026-11-20 02:00') });
    expect(answer(limit('bookings', 'day', 1), [night])).toBe('ok');
    expect(answer(limit('minutes', 'week', 239), [night])).toMatchObject({ left: 59 });
  });

  test('adds up all spaces of its category, or of its location', () => {
    const elsewhere = ownAt(span('2026-11-20 14:00', '15:00'), { categoryId: 2 });
    const otherBuilding = ownAt(span('2026-11-20 14:00', '15:00'), { categoryId: 3, locationId: 2 });
    expect(answer(limit('bookings', 'day', 1), [elsewhere])).toBe('ok');
    expect(answer(limit('bookings', 'day', 1, 'location'), [elsewhere])).toMatchObject({ left: 0 });
    expect(answer(limit('bookings', 'day', 1, 'location'), [otherBuilding])).toBe('ok');
  });

  test('of upcoming bookings leaves out what is over, and frees when enough have ended', () => {
    const over = ownAt(span('2026-11-20 07:00', '08:00'));
    const underWay = ownAt(span('2026-11-20 07:30', '08:30'));
    const later = ownAt(span('2026-11-27 10:00', '11:00'));
    expect(answer(limit('bookings', 'upcoming', 2), [over, later])).toBe('ok');
    const until = at('2026-11-20 08:30');
    expect(answer(limit('bookings', 'upcoming', 2), [underWay, later])).toEqual({ left: 0, until });
    expect(answer(limit('bookings', 'upcoming', 1), [underWay, later])).toEqual({ left: 0, until: later.end });
  });

  test('of bookings at once counts those that overlap at one moment', () => {
    const [before, after] = [span('2026-11-20 09:00', '10:30'), span('2026-11-20 10:30', '12:00')].map((one) =>
      ownAt(one),
    ) as [OwnBooking, OwnBooking];
    expect(answer(limit('bookings', 'at_once', 2), [before, after])).toBe('ok');
    expect(answer(limit('bookings', 'at_once', 1), [before])).toEqual({ left: 0, until: at('2026-11-20 10:30') });
    expect(answer(limit('bookings', 'at_once', 1), [ownAt(span('2026-11-20 11:00', '12:00'))])).toBe('ok');
  });

  test('counts a no-show in its day, but not as upcoming or at once', () => {
    const noShow = ownAt(wanted, { holds: false });
    expect(answer(limit('bookings', 'day', 1), [noShow])).toMatchObject({ left: 0 });
    expect(answer(limit('bookings', 'upcoming', 1), [noShow])).toBe('ok');
    expect(answer(limit('bookings', 'at_once', 1), [noShow])).toBe('ok');
  });
});

describe('a gap between own bookings', () => {
  const policy = policyOf({ gapMinutes: 120 });

  test('is kept on both sides, and says when it is over', () => {
    const answerTo = (own: OwnBooking) => answer(limit('bookings', 'day', 9), [own], { policy });
    expect(answerTo(ownAt(span('2026-11-20 13:00', '14:00')))).toBe('ok');
    expect(answerTo(ownAt(span('2026-11-20 12:30', '13:30')))).toBe('gap_needed');
    const near = factsOf({ policy, own: [ownAt(span('2026-11-20 08:00', '09:00'))] });
    const decision = decideBooking(wanted, near, now);
    expect(!decision.ok && decision.refusal).toEqual({
      ...{ code: 'gap_needed', gapMinutes: 120, earliest: at('2026-11-20 11:00') },
    });
    const earliest = { start: at('2026-11-20 11:00'), end: at('2026-11-20 12:00') };
    expect(decideBooking(earliest, near, now).ok).toBe(true);
  });

  test('counts in its scope, and not between spaces of one booking', () => {
    const near = span('2026-11-20 11:00', '12:00');
    const code = (gapScope: 'category' | 'location' | 'library', own: OwnBooking) => {
      const facts = factsOf({ policy: { ...policy, gapScope }, own: [own] });
      return decideBooking(wanted, facts, now).ok;
    };
    expect(code('category', ownAt(near, { categoryId: 2 }))).toBe(true);
    expect(code('location', ownAt(near, { categoryId: 2 }))).toBe(false);
    expect(code('location', ownAt(near, { categoryId: 2, locationId: 2 }))).toBe(true);
    expect(code('library', ownAt(near, { categoryId: 2, locationId: 2 }))).toBe(false);
    expect(code('library', ownAt(wanted, { together: true }))).toBe(true);
  });
});

test('a limit of bookings already holding more than it allows names the day when enough have ended', () => {
  const own = [1, 2, 3].map((day) => ownAt(span(`2026-11-2${day} 10:00`, '11:00')));
  expect(answer(limit('bookings', 'upcoming', 2), own)).toEqual({
    left: 0,
    until: addMinutes(at('2026-11-22 10:00'), 60),
  });
});

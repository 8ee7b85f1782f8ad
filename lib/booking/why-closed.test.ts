import { expect, test } from 'vitest';
import { admissionOf, at, factsOf, minutesPerDay, ownAt, policyOf, span } from './facts.test-data';
import type { BookingFacts } from './types';
import { whyClosed } from './why-closed';

const now = at('2026-11-20 08:10');
const taken = (from: string, to: string, kind: 'booked' | 'held' | 'outlook' = 'booked', pad = false) => ({
  closed: [{ ...span(`2026-11-20 ${from}`, to), pad, kind }],
});

const cases: [string, Partial<BookingFacts>, string, string, string | null][] = [
  ['closed', {}, '2026-11-20 18:00', 'outside_hours', null],
  ['booked', taken('10:00', '11:00'), '2026-11-20 10:00', 'slot_taken', 'booked'],
  ['somebody is about to confirm', taken('10:00', '11:00', 'held'), '2026-11-20 10:00', 'slot_taken', 'held'],
  ['a meeting in Outlook', taken('10:00', '11:00', 'outlook'), '2026-11-20 10:30', 'slot_taken', 'outlook'],
  ['being cleaned', taken('10:00', '10:15', 'booked', true), '2026-11-20 10:00', 'slot_taken', 'padding'],
  ['too soon', { policy: policyOf({ minNoticeMinutes: 60 }) }, '2026-11-20 09:00', 'too_soon', null],
  ['too far ahead', { policy: policyOf({ windowDays: 0 }) }, '2026-11-21 09:00', 'too_far_ahead', null],
  [
    'over the limit',
    { limits: [minutesPerDay(60)], own: [ownAt(span('2026-11-20 08:30', '09:30'))] },
    ...(['2026-11-20 12:00', 'limit_reached', null] as const),
  ],
  ['sign-in', { admission: admissionOf({ signInRequired: true }) }, '2026-11-20 12:00', 'sign_in_required', null],
  ['off the step', {}, '2026-11-20 12:10', 'off_step', null],
];

test.each(cases)('a start says why it is not offered: %s', (_, facts, start, code, takenBy) => {
  expect(whyClosed(factsOf(facts), at(start), now)).toMatchObject({ refusal: { code }, takenBy });
});

test('what is only held says when it is free again', () => {
  const [first, last] = [at('2026-11-20 08:18'), at('2026-11-20 08:20')];
  const held = { ...span('2026-11-20 10:00', '10:20'), pad: false, kind: 'held', until: first } as const;
  const other = { ...span('2026-11-20 10:20', '11:00'), pad: false, kind: 'held', until: last } as const;
  const booked = { ...span('2026-11-20 10:20', '11:00'), pad: false, kind: 'booked' } as const;
  const why = (closed: BookingFacts['closed']) => whyClosed(factsOf({ closed }), at('2026-11-20 10:00'), now);
  expect(why([held, other])).toMatchObject({ takenBy: 'held', freeAt: last });
  expect(why([held, booked])).toMatchObject({ takenBy: 'booked', freeAt: null });
});

test('what is offered has no reason', () => {
  expect(whyClosed(factsOf(), at('2026-11-20 10:00'), now)).toBeNull();
  const underWay = factsOf({ policy: policyOf({ leadUntilEnd: true, minMinutes: 10 }) });
  expect(whyClosed(underWay, at('2026-11-20 08:00'), at('2026-11-20 08:20'))).toBeNull();
});

test('the nearest time on offer is named, of two as near the later, and none where nobody may book', () => {
  const nearest = (facts: BookingFacts, start: string) => whyClosed(facts, at(start), now)?.nearest?.start;
  expect(nearest(factsOf(taken('09:00', '11:00')), '2026-11-20 09:30')).toEqual(at('2026-11-20 08:30'));
  expect(nearest(factsOf(taken('09:00', '11:00')), '2026-11-20 10:00')).toEqual(at('2026-11-20 11:00'));
  expect(nearest(factsOf(), '2026-11-20 23:00')).toEqual(at('2026-11-20 16:30'));
  expect(nearest(factsOf({ admission: admissionOf({ signInRequired: true }) }), '2026-11-20 10:00')).toBeUndefined();
});

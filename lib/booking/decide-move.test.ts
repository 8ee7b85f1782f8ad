import { expect, test } from 'vitest';
import type { Interval } from '@/lib/time/interval';
import { decideMove, type MoveMeasure } from './decide-move';
import { at, factsOf, policyOf, span } from './facts.test-data';
import type { BookingFacts } from './types';

const now = at('2026-11-20 10:20');
const underWay = span('2026-11-20 10:00', '11:00');
const later = span('2026-11-20 14:00', '15:00');
const closed = (from: string, to: string) => ({
  closed: [{ ...span(`2026-11-20 ${from}`, to), pad: false, kind: 'booked' as const }],
});

function answer(was: Interval, wanted: Interval, measure: MoveMeasure, more: Partial<BookingFacts> = {}) {
  const decision = decideMove([{ was, wanted, facts: factsOf(more) }], now, measure);
  return decision.ok ? 'ok' : decision.refusal.code;
}

const MEASURES = ['rules', 'hours', 'free'] as const;

test.each(MEASURES)('by %s: under way, it may end earlier or later, go elsewhere as it is, or move on', (measure) => {
  expect(answer(underWay, span('2026-11-20 10:00', '10:30'), measure)).toBe('ok');
  expect(answer(underWay, span('2026-11-20 10:00', '11:30'), measure)).toBe('ok');
  expect(answer(underWay, underWay, measure)).toBe('ok');
  expect(answer(underWay, later, measure)).toBe('ok');
});

test.each(MEASURES)('by %s: an end that is over is no time to move to', (measure) => {
  expect(answer(underWay, span('2026-11-20 09:30', '10:20'), measure)).toBe('in_the_past');
});

test.each(MEASURES)('by %s: what has not begun cannot begin in the past', (measure) => {
  expect(answer(later, span('2026-11-20 10:00', '11:00'), measure)).toBe('in_the_past');
});

test('the rest of the measure counts under way too', () => {
  expect(answer(underWay, span('2026-11-20 10:00', '11:30'), 'free', closed('11:00', '12:00'))).toBe('slot_taken');
  expect(answer(underWay, span('2026-11-20 10:00', '10:45'), 'rules')).toBe('off_step');
  expect(answer(underWay, span('2026-11-20 10:00', '10:45'), 'hours')).toBe('ok');
  expect(answer(span('2026-11-20 10:00', '17:00'), span('2026-11-20 10:00', '17:30'), 'hours')).toBe('outside_hours');
  expect(answer(span('2026-11-20 10:00', '17:00'), span('2026-11-20 10:00', '17:30'), 'free')).toBe('ok');
});

test('notice is asked for where the start is new, and not again where it was kept', () => {
  const notice = { policy: policyOf({ minNoticeMinutes: 24 * 60 }) };
  expect(answer(later, span('2026-11-20 14:00', '14:30'), 'rules', notice)).toBe('ok');
  expect(answer(underWay, span('2026-11-20 10:00', '11:30'), 'rules', notice)).toBe('ok');
  expect(answer(later, span('2026-11-20 15:00', '16:00'), 'rules', notice)).toBe('too_soon');
});

import { expect, test } from 'vitest';
import { booking } from './booking.test-data';
import { isTimely } from './is-timely';

const before = new Date('2026-11-23T18:00:00Z');
const during = new Date('2026-11-23T19:05:00Z');

test.each([
  ['booking_confirmed', 'confirmed', before, true],
  ['booking_confirmed', 'cancelled', before, false],
  ['booking_confirmed', 'mediation', before, false],
  ['booking_changed', 'confirmed', before, true],
  ['booking_changed', 'mediation', before, false],
  ['booking_to_confirm', 'to_confirm', before, true],
  ['booking_to_confirm', 'confirmed', before, false],
  ['booking_cancelled', 'cancelled', during, true],
  ['booking_released', 'released', during, true],
  ['booking_verify', 'unverified', before, true],
  ['booking_verify', 'confirmed', before, false],
  ['booking_received', 'mediation', before, true],
  ['booking_received', 'confirmed', before, false],
  ['booking_reminder', 'confirmed', before, true],
  ['booking_reminder', 'confirmed', during, false],
  ['booking_reminder', 'cancelled', before, false],
  ['check_in_reminder', 'confirmed', during, true],
  ['check_in_reminder', 'released', during, false],
] as const)('%s of a booking that is %s at %s: %s', (template, status, now, timely) => {
  expect(isTimely(template, { ...booking, status }, now)).toBe(timely);
});

test('whoever has checked in is not asked to', () => {
  expect(isTimely('check_in_reminder', { ...booking, checkedInAt: during }, during)).toBe(false);
});

test('whoever did not come has no word for afterwards', () => {
  const after = new Date('2026-11-23T21:00:00Z');
  expect(isTimely('follow_up', booking, after)).toBe(true);
  expect(isTimely('follow_up', { ...booking, noShowAt: after }, after)).toBe(false);
});

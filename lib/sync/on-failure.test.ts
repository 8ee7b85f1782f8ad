import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, gateMs, waitMs } from './on-failure';
import { pullEveryMs } from './pull-pace';

test('backing off grows from two seconds to fifteen minutes, with full jitter', () => {
  expect([1, 2, 3, 4].map((attempts) => backoffMs(attempts, 1))).toEqual([2_000, 4_000, 8_000, 16_000]);
  expect(backoffMs(40, 1)).toBe(900_000);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
      const ms = backoffMs(attempts, random);
      return ms >= 500 && ms <= 900_000;
    }),
  );
});

test('Retry-After is kept; missing or below a second means ten', () => {
  expect(gateMs(30_000)).toBe(30_000);
  expect(gateMs(null)).toBe(10_000);
  expect(gateMs(0)).toBe(10_000);
});

test('told nothing again and again, the waits grow to fifteen minutes', () => {
  expect([1, 2, 3].map((times) => gateMs(null, times, 1))).toEqual([10_000, 20_000, 40_000]);
  expect(gateMs(null, 50, 1)).toBe(900_000);
  expect(gateMs(null, 50, 0)).toBe(10_000);
  expect(gateMs(30_000, 50, 1)).toBe(30_000);
});

test('our own gate says when it opens; a job is not put off beyond that', () => {
  expect(waitMs({ status: 0, retryAfterMs: 400 })).toBe(400);
  expect(waitMs({ status: 429, retryAfterMs: 400 })).toBe(10_000);
});

test('polled calendars are read each minute, sooner before a booking, later at night; told ones each quarter hour', () => {
  const every = (more: object) =>
    pullEveryMs({ changeMode: 'poll', hasNearBooking: false, isNight: false, polled: 500, ...more }, 0.5);
  expect(every({})).toBe(60_000);
  expect(every({ hasNearBooking: true, isNight: true })).toBe(30_000);
  expect(every({ isNight: true })).toBe(300_000);
  expect(every({ changeMode: 'webhook' })).toBe(900_000);
});

test('more than 500 polled calendars are each read less often, none less than each quarter hour', () => {
  const every = (polled: number, more: object = {}) =>
    pullEveryMs({ changeMode: 'poll', hasNearBooking: false, isNight: false, polled, ...more }, 0.5);
  expect(every(501)).toBe(60_120);
  expect(every(1_000)).toBe(120_000);
  expect(every(1_000, { hasNearBooking: true })).toBe(60_000);
  expect(every(5_000)).toBe(600_000);
  expect(every(5_000, { isNight: true })).toBe(900_000);
  expect(every(5_000, { changeMode: 'webhook' })).toBe(900_000);
});

import { expect, test } from 'vitest';
import { decideCancel } from './decide-change';
import { at, span } from './facts.test-data';
import type { BookingStatus } from './types';

const booking = { ...span('2026-11-20 10:00', '11:00'), status: 'confirmed' as BookingStatus, cancelByMinutes: 60 };

test('a patron may cancel until the agreed time before the start', () => {
  expect(decideCancel(booking, at('2026-11-20 09:00'), 'patron').ok).toBe(true);
  expect(decideCancel(booking, at('2026-11-20 09:01'), 'patron')).toEqual({
    ok: false,
    refusal: { code: 'too_late_to_cancel', latest: at('2026-11-20 09:00') },
  });
});

test('staff may cancel until the end', () => {
  expect(decideCancel(booking, at('2026-11-20 10:59'), 'staff').ok).toBe(true);
  expect(decideCancel(booking, at('2026-11-20 11:00'), 'staff')).toMatchObject({ refusal: { code: 'booking_closed' } });
});

test('nothing leaves a closed state', () => {
  for (const status of ['cancelled', 'denied', 'expired', 'released'] as const)
    expect(decideCancel({ ...booking, status }, at('2026-11-20 08:00'), 'staff')).toMatchObject({
      refusal: { code: 'booking_closed' },
    });
});

test('what still waits may be cancelled', () => {
  for (const status of ['hold', 'unverified', 'pending_remote', 'to_confirm', 'mediation'] as const)
    expect(decideCancel({ ...booking, status }, at('2026-11-20 08:00'), 'patron').ok).toBe(true);
});

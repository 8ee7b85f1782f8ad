import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { minutesToWaitForCodes, recordWrongCode } from '@/lib/auth/guess-limit';
import { checkInWindow } from '@/lib/booking/decide-check-in';
import { bookingByPublicId } from '@/lib/db/bookings';
import { type CheckInRecord, checkInById, checkInsByCode } from '@/lib/db/check-ins';
import { db } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { minutesBetween } from '@/lib/time/interval';
import { bookingRight } from './booking-right';

/** Either the code from mail or page, or the booking itself with its link's key, its owner's or staff's right. */
export const checkInInput = z.object({
  code: z.preprocess(
    (given) => (typeof given === 'string' ? given.replaceAll(/[\s-]/g, '').toUpperCase() || undefined : given),
    z.string().max(12, 'too_long').optional(),
  ),
  publicId: z.string().min(1).max(32).toLowerCase().optional(),
  key: z.string().max(64).optional(),
});

/** Whose request it is, for the limit against guessing; null: no code was typed by hand. */
export type Network = string | null;

/**
 * The booking that somebody wants to check in to or out of. Codes are tried per network so often and no more; a booking
 * that is named instead has to be the asker's.
 */
export async function findCheckIn(
  actor: Actor,
  raw: unknown,
  network: Network,
  now: Date,
): Promise<Result<CheckInRecord>> {
  const input = parse(checkInInput, raw);
  if (!input.ok) return input;
  const { code, publicId, key } = input.value;
  if (publicId) {
    const booking = await bookingByPublicId(db(), publicId);
    if (!booking) return refuse({ code: 'not_found' });
    if (!bookingRight(actor, booking, key)) return refuse({ code: 'not_allowed' });
    const found = await checkInById(db(), booking.id);
    return found ? ok(found) : refuse({ code: 'check_in_off' });
  }
  if (!code) return refuse({ code: 'invalid', fields: { code: 'required' } });
  const retryAfterMinutes = await minutesToWaitForCodes(network ?? '', now);
  if (retryAfterMinutes !== null) return refuse({ code: 'too_many_attempts', retryAfterMinutes });
  const [nearest] = (await checkInsByCode(db(), code, now)).sort((a, b) => distance(a, now) - distance(b, now));
  if (nearest) return ok(nearest);
  await recordWrongCode(network ?? '', now);
  return refuse({ code: 'check_in_unknown' });
}

/** Minutes from now to the booking's window and time; 0: now is within. Over or cancelled ones come last. */
function distance(record: CheckInRecord, now: Date): number {
  const from = checkInWindow(record)?.start ?? record.start;
  const away = now < from ? minutesBetween(now, from) : now > record.end ? minutesBetween(record.end, now) : 0;
  const isOver = record.status !== 'confirmed' && record.status !== 'to_confirm';
  return away + (isOver ? 10_000 : 0);
}

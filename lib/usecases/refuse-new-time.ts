import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { decideRefuseTime } from '@/lib/booking/decide-change';
import { bookingByPublicId, setBookingStatus } from '@/lib/db/bookings';
import { tellOfCancelled } from '@/lib/db/cancel-mail';
import { tellOfRefusal } from '@/lib/db/case-notices';
import { lastMove } from '@/lib/db/cases';
import { db, inTransaction } from '@/lib/db/client';
import { resolveCasesOfBooking } from '@/lib/db/conflicts';
import { enqueue } from '@/lib/db/outbox';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { NEW_TIME_REFUSED } from '@/lib/db/was-before';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { bookingRight } from './booking-right';
import { cancelFactsOf } from './cancel-facts';
import { isByPatron } from './cancel-one';
import { wasMoved } from './was-moved';

const refuseNewTimeInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  key: z.string().max(64).optional(),
});

/**
 * The patron cannot come at the time that the library chose: the booking is cancelled, whatever notice its rules ask for,
 * and those who keep the case hear of it (sync-design §7).
 */
export async function refuseNewTime(actor: Actor, raw: unknown, now: Date): Promise<Result<{ publicId: string }>> {
  const input = parse(refuseNewTimeInput, raw);
  if (!input.ok) return input;
  const seen = await bookingByPublicId(db(), input.value.publicId);
  if (!seen) return refuse({ code: 'not_found' });
  const right = bookingRight(actor, seen, input.value.key);
  if (!right) return refuse({ code: 'not_allowed' });

  return inTransaction(async (tx) => {
    const booking = await lockWholeBooking(tx, seen.id);
    if (!booking || !wasMoved(booking)) return refuse({ code: 'booking_closed' });
    const decision = decideRefuseTime(cancelFactsOf(booking), now);
    if (!decision.ok) return decision;
    const change = { status: 'cancelled', statusReason: NEW_TIME_REFUSED, cause: 'user' } as const;
    await setBookingStatus(tx, booking.id, { ...change, closes: false, changesEvent: true }, now);
    await resolveCasesOfBooking(tx, booking.id, 'booking_over', now);
    await enqueue(tx, { kind: 'push_booking', bookingId: booking.id, urgent: true });
    await enqueue(tx, { kind: 'mail', mail: { template: 'booking_cancelled', bookingId: booking.id } });
    if (isByPatron(actor, right)) await tellOfCancelled(tx, [booking]);
    const move = await lastMove(tx, booking.id);
    if (move) await tellOfRefusal(tx, move.conflictId, move.personId);
    return ok({ publicId: booking.publicId });
  });
}

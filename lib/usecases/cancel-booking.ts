import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { bookingById, bookingByPublicId, lockBooking } from '@/lib/db/bookings';
import { tellOfCancelled } from '@/lib/db/cancel-mail';
import { db, inTransaction } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { lockResources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { bookingRight } from './booking-right';
import { cancelOne, isByPatron, recordCancelled } from './cancel-one';

const cancelBookingInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  key: z.string().max(64).optional(),
  /** For the library; nobody has to say why. */
  reason: z.string().trim().max(500, 'too_long').default(''),
});

/** By the link's key, by the signed-in owner, or by staff. A second time: `booking_closed`. */
export async function cancelBooking(actor: Actor, raw: unknown, now: Date): Promise<Result<{ publicId: string }>> {
  const input = parse(cancelBookingInput, raw);
  if (!input.ok) return input;
  const seen = await bookingByPublicId(db(), input.value.publicId);
  if (!seen) return refuse({ code: 'not_found' });
  const right = bookingRight(actor, seen, input.value.key);
  if (!right) return refuse({ code: 'not_allowed' });

  return inTransaction(async (tx) => {
    await lockResources(
      tx,
      seen.items.map(({ resourceId }) => resourceId),
    );
    await lockBooking(tx, seen.id);
    const booking = await bookingById(tx, seen.id);
    if (!booking) return refuse({ code: 'not_found' });
    const done = await cancelOne(tx, booking, { actor, right, reason: input.value.reason }, now);
    if (!done.ok) return done;
    await enqueue(tx, { kind: 'mail', mail: { template: 'booking_cancelled', bookingId: booking.id } });
    if (isByPatron(actor, right)) await tellOfCancelled(tx, [booking]);
    else await recordCancelled(tx, actor, [booking]);
    return ok({ publicId: booking.publicId });
  });
}

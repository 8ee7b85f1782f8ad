import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { saveDetails } from '@/lib/db/booking-details';
import { bookingByPublicId, lockBooking } from '@/lib/db/bookings';
import { inTransaction } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';

const noteBookingInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  staffNote: z.string().trim().max(2000, 'too_long').default(''),
});

/**
 * What staff note about a booking, for staff only; emptied with the name, and not written after that. The words stand in
 * the booking alone: the audit log says that there was a note, not what it says.
 */
export async function noteBooking(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(noteBookingInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const { publicId, staffNote } = input.value;
  return inTransaction(async (tx) => {
    const seen = await bookingByPublicId(tx, publicId);
    if (!seen) return refuse({ code: 'not_found' });
    const allowed = await allowedAt(tx, actor, 'manage_bookings', [['booking', seen.id]]);
    if (!allowed.ok) return allowed;
    await lockBooking(tx, seen.id);
    const booking = await bookingByPublicId(tx, publicId);
    if (!booking || booking.scrubbedAt) return refuse({ code: 'booking_closed' });
    if (booking.staffNote === staffNote) return ok();
    await saveDetails(tx, booking.id, { staffNote });
    const act = staffNote === '' ? 'booking.note_removed' : 'booking.noted';
    await audit(tx, { personId: actor.id, act, subject: `booking:${booking.id}` });
    return ok();
  });
}

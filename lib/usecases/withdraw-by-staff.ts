import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { decideCancel } from '@/lib/booking/decide-change';
import { audit } from '@/lib/db/audit';
import { addNotice } from '@/lib/db/booking-notices';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db, inTransaction } from '@/lib/db/client';
import { lockWholeBooking, withdrawBooking } from '@/lib/db/remote-confirmation';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';
import { cancelFactsOf } from './cancel-facts';

const withdrawByStaffInput = z.object({
  publicId: z.string().min(1).max(32).toLowerCase(),
  /** To the patron, in the mail and on the booking's page. */
  words: z.string().trim().max(500, 'too_long').default(''),
});

/**
 * Staff take a booking back, with words to its patron, who hears of it by mail, with what is free near that time (sync-design
 * §7). All that it holds is free at once: of an appointment in a room the person and the room. A second time:
 * `booking_closed`.
 */
export async function withdrawByStaff(actor: Actor, raw: unknown, now: Date): Promise<Result<{ publicId: string }>> {
  const input = parse(withdrawByStaffInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const seen = await bookingByPublicId(db(), input.value.publicId);
  if (!seen || seen.isBlock) return refuse({ code: 'not_found' });
  const allowed = await allowedAt(db(), actor, 'manage_bookings', [['booking', seen.id]]);
  if (!allowed.ok) return allowed;
  return inTransaction(async (tx) => {
    const booking = await lockWholeBooking(tx, seen.id);
    const [item] = booking?.items ?? [];
    if (!booking || !item) return refuse({ code: 'not_found' });
    const decision = decideCancel(cancelFactsOf(booking), now, 'staff');
    if (!decision.ok) return decision;
    const { resourceId, start, end } = item;
    const where = { bookingId: booking.id, resourceId, start, end };
    const noticeId = await addNotice(tx, { ...where, words: input.value.words, byId: actor.id }, now);
    const how = { reason: 'withdrawn_by_staff', cause: 'staff', by: actor.id, noticeId } as const;
    await withdrawBooking(tx, booking.id, how, now);
    await audit(tx, { personId: actor.id, act: 'booking.withdrawn', subject: `booking:${booking.id}` });
    return ok({ publicId: booking.publicId });
  });
}

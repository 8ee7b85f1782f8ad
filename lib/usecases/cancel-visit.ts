import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingByPublicId } from '@/lib/db/bookings';
import { tellOfCancelled } from '@/lib/db/cancel-mail';
import { db, inTransaction } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { lockResources } from '@/lib/db/resources';
import { bookingsOfVisit } from '@/lib/db/visits';
import { parse } from '@/lib/parse';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { bookingRight } from './booking-right';
import { cancelOne, isByPatron, recordCancelled } from './cancel-one';

const cancelVisitInput = z.object({
  /** Of any of its bookings. */
  publicId: z.string().min(1).max(32).toLowerCase(),
  key: z.string().max(64).optional(),
});

/**
 * Everything of a visit that may still be cancelled is, in one transaction and with one mail; what is over, or too late,
 * stays as it is. Refused only where nothing may. Who may do it for one of them may do it for all: they have one patron.
 */
export async function cancelVisit(actor: Actor, raw: unknown, now: Date): Promise<Result<{ publicId: string }>> {
  const input = parse(cancelVisitInput, raw);
  if (!input.ok) return input;
  const { publicId, key } = input.value;
  const seen = await bookingByPublicId(db(), publicId);
  if (!seen?.visitId) return refuse({ code: 'not_found' });
  const right = bookingRight(actor, seen, key);
  if (!right) return refuse({ code: 'not_allowed' });
  const { visitId } = seen;

  return inTransaction(async (tx) => {
    const all = await bookingsOfVisit(tx, visitId);
    await lockResources(
      tx,
      all.flatMap(({ items }) => items.map(({ resourceId }) => resourceId)),
    );
    const cancelled: BookingRecord[] = [];
    let problem: Refusal = { code: 'booking_closed' };
    for (const { id } of all) {
      const booking = await lockWholeBooking(tx, id);
      if (!booking) continue;
      const done = await cancelOne(tx, booking, { actor, right }, now);
      if (done.ok) cancelled.push(booking);
      else if (done.refusal.code !== 'booking_closed') problem = done.refusal;
    }
    if (cancelled.length === 0) return refuse(problem);
    const bookingIds = cancelled.map(({ id }) => id);
    await enqueue(tx, { kind: 'visit_mail', mail: { template: 'visit_cancelled', visitId, bookingIds } });
    if (isByPatron(actor, right)) await tellOfCancelled(tx, cancelled);
    else await recordCancelled(tx, actor, cancelled);
    return ok({ publicId });
  });
}

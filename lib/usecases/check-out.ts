import type { Actor } from '@/lib/auth/can';
import { decideCheckOut } from '@/lib/booking/decide-check-in';
import { movedRows } from '@/lib/booking/occupancy';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { checkInById, markCheckedOut } from '@/lib/db/check-ins';
import { inTransaction, type Tx } from '@/lib/db/client';
import { changeTime } from '@/lib/db/move-booking';
import { moveFacts } from '@/lib/db/move-facts';
import { enqueue } from '@/lib/db/outbox';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { ok, type Result, refuse } from '@/lib/result';
import { asCheckedIn, type CheckedIn } from './check-in';
import { findCheckIn, type Network } from './find-check-in';

/**
 * Whoever leaves says so, until some time after the end. Early, the rest of the time is free at once, here and in
 * Outlook: the booking and its event end now. Own reading: a booking of several times is only marked.
 */
export async function checkOut(
  actor: Actor,
  raw: unknown,
  network: Network,
  now: Date,
): Promise<Result<CheckedIn & { freed: boolean }>> {
  const seen = await findCheckIn(actor, raw, network, now);
  if (!seen.ok) return seen;
  return inTransaction(async (tx) => {
    const booking = await lockWholeBooking(tx, seen.value.id);
    const found = await checkInById(tx, seen.value.id);
    if (!booking || !found) return refuse({ code: 'not_found' });
    const decision = decideCheckOut(found, now);
    if (!decision.ok) return decision;
    const { done, end } = decision.value;
    if (done === 'already') return ok({ ...asCheckedIn(found), freed: false });
    const freed = end !== null && (await endEarly(tx, booking, end, now));
    await markCheckedOut(tx, found.id, now);
    await enqueue(tx, { kind: 'mail', mail: { template: 'booking_checked_out', bookingId: found.id } });
    return ok({ ...asCheckedIn(found), ...(freed && { end }), freed });
  });
}

/** False: its spaces have different times, and what to shorten is not for a machine to say. */
async function endEarly(tx: Tx, booking: BookingRecord, end: Date, now: Date): Promise<boolean> {
  const start = booking.items[0]?.start ?? end;
  const items = await moveFacts(tx, booking, { to: { start, end } }, now);
  if (!items) return false;
  // Shorter than it was, it meets nobody it did not meet before; but its padding may be longer now than when it was made.
  await changeTime(tx, { bookingId: booking.id, items, occupancy: movedRows(items) }, now);
  return true;
}

import type { Actor } from '@/lib/auth/can';
import { decideCancel } from '@/lib/booking/decide-change';
import { audit } from '@/lib/db/audit';
import { saveDetails } from '@/lib/db/booking-details';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { setBookingStatus } from '@/lib/db/bookings';
import type { Tx } from '@/lib/db/client';
import { resolveCasesOfBooking } from '@/lib/db/conflicts';
import { enqueue } from '@/lib/db/outbox';
import { ok, type Result } from '@/lib/result';
import { cancelFactsOf } from './cancel-facts';

type By = {
  actor: Actor;
  right: 'staff' | 'patron';
  /** The patron's own words, for staff. */
  reason?: string;
};

/** A booking is over, here and in Outlook; under its locks. Who is told is the caller's to say. */
export async function cancelOne(
  tx: Tx,
  booking: BookingRecord,
  { actor, right, reason }: By,
  now: Date,
): Promise<Result<undefined>> {
  const decision = decideCancel(cancelFactsOf(booking), now, right);
  if (!decision.ok) return decision;
  const cause = actor.kind === 'system' ? 'system' : isByPatron(actor, right) ? 'user' : 'staff';
  const change = { status: 'cancelled', statusReason: null, cause, closes: false, changesEvent: true } as const;
  await setBookingStatus(tx, booking.id, change, now);
  if (reason) await saveDetails(tx, booking.id, { cancelReason: reason });
  await resolveCasesOfBooking(tx, booking.id, 'booking_over', now);
  await enqueue(tx, { kind: 'push_booking', bookingId: booking.id, urgent: true });
  return ok();
}

/** Not by staff, and not by the machinery: then staff are told, where a location wants it (`tellOfCancelled`). */
export const isByPatron = (actor: Actor, right: By['right']) => actor.kind !== 'system' && right === 'patron';

/** Staff cancelled what is somebody else's: who it was is on record. Programs have a log of their own. */
export async function recordCancelled(tx: Tx, actor: Actor, bookings: readonly BookingRecord[]): Promise<void> {
  if (actor.kind !== 'person') return;
  for (const { id, personId } of bookings)
    if (personId !== actor.id)
      await audit(tx, { personId: actor.id, act: 'booking.cancelled', subject: `booking:${id}` });
}

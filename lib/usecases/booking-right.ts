import { type Actor, can } from '@/lib/auth/can';
import { isBookingKey } from '@/lib/booking-link';
import type { BookingRecord } from '@/lib/db/booking-rows';

/**
 * By what right somebody sees the details of a booking and changes it: as staff, as its patron (the signed-in owner or
 * whoever holds the key of its link), or not at all. A booking made as a guest belongs to the account with its address.
 */
export function bookingRight(actor: Actor, booking: BookingRecord, key: string | undefined): 'staff' | 'patron' | null {
  if (can(actor, 'cancel_any_booking')) return 'staff';
  if (key && isBookingKey(booking.publicId, key)) return 'patron';
  if (actor.kind !== 'person') return null;
  const mine = booking.personId === actor.id || (booking.personId === null && booking.patronEmail === actor.email);
  return mine ? 'patron' : null;
}

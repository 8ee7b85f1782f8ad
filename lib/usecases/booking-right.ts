import { type Actor, can } from '@/lib/auth/can';
import { isBookingKey } from '@/lib/booking-link';
import type { BookingRecord } from '@/lib/db/booking-rows';

/**
 * By what right somebody sees the details of a booking and changes it: as staff, as its patron (the signed-in owner or
 * whoever holds the key of its link), or not at all. A booking made as a guest belongs to the account with its address.
 */
export function bookingRight(actor: Actor, booking: BookingRecord, key: string | undefined): 'staff' | 'patron' | null {
  if (isAtTheirDesk(actor, booking)) return 'staff';
  if (key && isBookingKey(booking.publicId, key)) return 'patron';
  if (actor.kind !== 'person') return null;
  const mine = booking.personId === actor.id || (booking.personId === null && booking.patronEmail === actor.email);
  return mine ? 'patron' : null;
}

/** An appointment is where its person is, another booking where all it takes is. */
function isAtTheirDesk(actor: Actor, { items }: BookingRecord): boolean {
  if (can(actor, 'cancel_any_booking')) return true;
  const people = items.filter(({ kind }) => kind === 'person');
  const places = people.length > 0 ? people : items;
  return places.length > 0 && places.every(({ locationId }) => can(actor, 'cancel_any_booking', locationId));
}

import { env } from '@/lib/env';
import { sameText, signature } from '@/lib/seal';

/** Whoever holds the key of a booking's link may see its details and cancel it, without an account. */
export const bookingKey = (publicId: string) => signature(publicId, 'booking-link').slice(0, 32);

export const isBookingKey = (publicId: string, key: string) => sameText(bookingKey(publicId), key);

/** The address in mails and calendar files. */
export const bookingLink = (publicId: string) => `${env().PUBLIC_URL}/bookings/${publicId}?key=${bookingKey(publicId)}`;

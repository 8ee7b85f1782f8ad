import { env } from '@/lib/env';
import { sameText, signature } from '@/lib/seal';

/** Whoever holds the key of a booking's link may see its details and cancel it, without an account. */
export const bookingKey = (publicId: string) => signature(publicId, 'booking-link').slice(0, 32);

export const isBookingKey = (publicId: string, key: string) => sameText(bookingKey(publicId), key);

/** The address in mails and calendar files. */
export const bookingLink = (publicId: string) => `${env().PUBLIC_URL}/bookings/${publicId}?key=${bookingKey(publicId)}`;

/** The same page, at the place where one says that one is there. */
export const checkInLink = (publicId: string) => `${bookingLink(publicId)}#check-in`;

/** Whoever follows it has the guest's mail: another key than the booking's own, which pages and calendar files show too. */
export const verifyKey = (publicId: string) => signature(publicId, 'booking-verify').slice(0, 32);

export const isVerifyKey = (publicId: string, key: string) => sameText(verifyKey(publicId), key);

/** In the mail that asks a guest to confirm. */
export const verifyLink = (publicId: string) =>
  `${env().PUBLIC_URL}/bookings/${publicId}/verify?key=${verifyKey(publicId)}`;

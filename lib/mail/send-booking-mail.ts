import { bookingForMail } from '@/lib/db/booking-mail';
import { db } from '@/lib/db/client';
import type { Mail } from '@/lib/db/outbox';
import { composeBookingMail } from './compose-booking-mail';
import { send } from './send';

/** One mail job. A booking that is gone, or whose patron's data were scrubbed, gets none. Throws when SMTP refuses. */
export async function sendBookingMail({ template, bookingId }: Mail, now = new Date()): Promise<void> {
  const booking = await bookingForMail(db(), bookingId);
  if (!booking?.patronEmail || booking.items.length === 0) return;
  await send(composeBookingMail(template, booking, now));
}

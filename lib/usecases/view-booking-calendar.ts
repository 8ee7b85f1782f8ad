import type { Actor } from '@/lib/auth/can';
import { bookingForMail } from '@/lib/db/booking-mail';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { icsWords } from '@/lib/mail/compose-booking-mail';
import { buildIcs } from '@/lib/mail/ics';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { bookingRight } from './booking-right';
import { viewBookingInput } from './view-booking';

/** The booking as an iCalendar file, for whoever may see its details: the file names them. */
export async function viewBookingCalendar(actor: Actor, raw: unknown, now: Date): Promise<Result<string>> {
  const input = parse(viewBookingInput, raw);
  if (!input.ok) return input;
  const booking = await bookingByPublicId(db(), input.value.publicId);
  if (!booking) return refuse({ code: 'not_found' });
  if (!bookingRight(actor, booking, input.value.key)) return refuse({ code: 'not_allowed' });
  const written = await bookingForMail(db(), booking.id);
  if (!written) return refuse({ code: 'not_found' });
  return ok(buildIcs(written, icsWords(written), 'publish', now));
}

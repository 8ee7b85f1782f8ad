import { type BookingForMail, bookingsForMail } from '@/lib/db/booking-mail';
import { db } from '@/lib/db/client';
import { mailTemplate } from '@/lib/db/mail-templates';
import type { SeriesMail } from '@/lib/db/series-mail';
import type { OwnWords } from './compose-booking-mail';
import { composeSeriesMail } from './compose-series-mail';
import type { MailTry } from './mail-try';
import { sendAbout } from './send-about';

/** One mail job, in words of when it leaves. Throws when it cannot leave. */
export async function sendSeriesMail(mail: SeriesMail, attempt: MailTry, now = new Date()): Promise<void> {
  const { template, seriesId } = mail;
  const which = template === 'series_cancelled' ? { id: { in: mail.bookingIds } } : {};
  const bookings = await bookingsForMail(db(), { seriesId, ...which });
  const message = composeSeriesMail(template, bookings, now, await ownWords(template, bookings));
  const about = 'bookingIds' in mail ? mail.bookingIds : { seriesId };
  if (message) await sendAbout({ template, about }, message, attempt);
}

/** Of the location where they are booked, in the patron's language: a series has one of each. */
async function ownWords(
  template: SeriesMail['template'],
  bookings: readonly BookingForMail[],
): Promise<OwnWords | null> {
  const [first] = bookings.filter(({ items }) => items.length > 0);
  const [item] = first?.items ?? [];
  return first && item ? mailTemplate(db(), { locationId: item.locationId, template, locale: first.locale }) : null;
}

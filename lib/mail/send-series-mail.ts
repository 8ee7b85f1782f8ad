import { bookingsForMail } from '@/lib/db/booking-mail';
import { db } from '@/lib/db/client';
import type { SeriesMail } from '@/lib/db/series-mail';
import { composeSeriesMail } from './compose-series-mail';
import type { MailTry } from './mail-try';
import { send } from './send';

/** One mail job, in words of when it leaves. Throws when it cannot leave. */
export async function sendSeriesMail(mail: SeriesMail, attempt: MailTry, now = new Date()): Promise<void> {
  const { template, seriesId } = mail;
  const which = template === 'series_cancelled' ? { id: { in: mail.bookingIds } } : {};
  const message = composeSeriesMail(template, await bookingsForMail(db(), { seriesId, ...which }), now);
  if (message) await send(message, attempt);
}

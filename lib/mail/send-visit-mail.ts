import { bookingsForMail } from '@/lib/db/booking-mail';
import { db } from '@/lib/db/client';
import { mailTemplate } from '@/lib/db/mail-templates';
import type { VisitMail } from '@/lib/db/visit-mail';
import { composeVisitMail } from './compose-visit-mail';
import type { MailTry } from './mail-try';
import { sendAbout } from './send-about';

/** One mail job, in words of when it leaves. Throws when it cannot leave. */
export async function sendVisitMail(mail: VisitMail, attempt: MailTry, now = new Date()): Promise<void> {
  const { template, visitId } = mail;
  const which = template === 'visit_cancelled' ? { id: { in: mail.bookingIds } } : {};
  const bookings = await bookingsForMail(db(), { visitId, ...which });
  const message = await composeVisitMail(template, bookings, now, async (of, { items: [item], locale }) =>
    item ? mailTemplate(db(), { locationId: item.locationId, template: of, locale }) : null,
  );
  const about = 'bookingIds' in mail ? mail.bookingIds : { visitId };
  if (message) await sendAbout({ template, about }, message, attempt);
}

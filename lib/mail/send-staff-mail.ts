import { db } from '@/lib/db/client';
import { type StaffMail, staffMailFacts } from '@/lib/db/staff-mail';
import { composeStaffMail } from './compose-staff-mail';
import { isBookingOver } from './is-timely';
import type { MailTry } from './mail-try';
import { sendAbout } from './send-about';

/** One mail job. Whoever has left, and whatever was overtaken meanwhile, gets none. Throws when it cannot leave. */
export async function sendStaffMail(mail: StaffMail, attempt: MailTry, now = new Date()): Promise<void> {
  const facts = await staffMailFacts(db(), mail.bookingId);
  if (!facts) return;
  const isOver = isBookingOver(facts.booking.status);
  if (isOver !== (mail.template === 'appointment_cancelled')) return;
  const about = { template: mail.template, about: [mail.bookingId] };
  await sendAbout(about, composeStaffMail(mail, facts, now), attempt);
}

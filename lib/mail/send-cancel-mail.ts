import { cancelledForMail } from '@/lib/db/cancel-mail';
import { db } from '@/lib/db/client';
import type { CancelMail } from '@/lib/db/outbox';
import { composeCancelMail } from './compose-cancel-mail';
import type { MailTry } from './mail-try';
import { sendAbout } from './send-about';

/** One mail job, to whom the location names when it leaves. Throws when it cannot leave. */
export async function sendCancelMail({ template, bookingIds }: CancelMail, attempt: MailTry): Promise<void> {
  const facts = await cancelledForMail(db(), bookingIds);
  const message = facts && composeCancelMail(facts.to, facts.bookings);
  if (message) await sendAbout({ template, about: bookingIds }, message, attempt);
}

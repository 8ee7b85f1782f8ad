import { db } from '@/lib/db/client';
import { mediationForMail } from '@/lib/db/mediation-mail';
import type { MediationMail } from '@/lib/db/outbox';
import { composeMediationMail } from './compose-mediation-mail';
import type { MailTry } from './mail-try';
import { sendAbout } from './send-about';

/** One mail job. Whoever has left, and whatever is decided meanwhile, gets none. Throws when it cannot leave. */
export async function sendMediationMail(mail: MediationMail, attempt: MailTry): Promise<void> {
  const ids = mail.template === 'mediation_wanted' ? [mail.bookingId] : mail.bookingIds;
  const facts = await mediationForMail(db(), mail.personId, ids);
  const { template } = mail;
  if (facts) await sendAbout({ template, about: ids }, composeMediationMail(template, facts), attempt);
}

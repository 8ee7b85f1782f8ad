import { caseForMail } from '@/lib/db/case-mail';
import { db } from '@/lib/db/client';
import type { CaseMail } from '@/lib/db/outbox';
import { composeCaseMail } from './compose-case-mail';
import type { MailTry } from './mail-try';
import { send } from './send';

/** One mail job. Whoever has left gets none. Throws when it cannot leave. */
export async function sendCaseMail({ template, conflictId, personId }: CaseMail, attempt: MailTry): Promise<void> {
  const facts = await caseForMail(db(), conflictId, personId);
  if (facts) await send(composeCaseMail(template, facts), attempt);
}

import { db } from '@/lib/db/client';
import { connectionForMail } from '@/lib/db/connection-mail';
import type { ConnectionMail } from '@/lib/db/outbox';
import { pausedLinkForMail } from '@/lib/db/paused-link-mail';
import { composeConnectionMail } from './compose-connection-mail';
import type { MailTry } from './mail-try';
import { send } from './send';

/** One mail job. Whoever has left, and whatever is mended, gets none. Throws when it cannot leave. */
export async function sendConnectionMail(mail: ConnectionMail, attempt: MailTry): Promise<void> {
  const connectionId = mail.template === 'connection_lost' ? mail.connectionId : null;
  const facts = await connectionForMail(db(), mail.personId, connectionId);
  const paused = mail.template === 'calendar_paused' ? await pausedLinkForMail(db(), mail.linkId) : null;
  const message = facts && composeConnectionMail(mail, { ...facts, paused });
  if (message) await send(message, attempt);
}

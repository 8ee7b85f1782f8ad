import type { AlertNews } from '@/lib/db/alert-news';
import { db } from '@/lib/db/client';
import { connectionForMail } from '@/lib/db/connection-mail';
import { type AlertRow, alertsByIds } from '@/lib/db/health-alerts';
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
  const alerts = mail.template === 'health_alert' ? await alertsOf(mail) : null;
  const message = facts && composeConnectionMail(mail, { ...facts, paused, alerts });
  if (message) await send(message, attempt);
}

async function alertsOf({ began, ended }: AlertNews): Promise<{ began: AlertRow[]; ended: AlertRow[] }> {
  return { began: await alertsByIds(db(), began), ended: await alertsByIds(db(), ended) };
}

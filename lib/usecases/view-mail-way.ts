import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { appConnection } from '@/lib/db/connections';
import { type IntegrationRow, readIntegration } from '@/lib/db/integration';
import { type MailWay, mailWay } from '@/lib/db/mail-way';
import { env } from '@/lib/env';
import { mailAddress } from '@/lib/mail/mail-address';
import { ok, type Result, refuse } from '@/lib/result';
import { mayConnect } from '@/lib/sync/connection-state';

/** Why mails cannot leave by Graph, if they cannot: nothing set up, switched off, or accounts without such rights. */
type GraphHindrance = 'not_set_up' | 'inactive' | 'personal';

export type MailWayView = {
  way: MailWay;
  /** As the environment has it; the server without its password. */
  smtp: { server: string; from: string };
  hindrance: GraphHindrance | null;
  /** For what IT has to do; empty: no application is registered yet. */
  clientId: string;
  /** The registration does not say which directory the mailbox is in. */
  asksTenant: boolean;
  tenant: string | null;
  /** Where a test mail goes unless another address is typed. */
  testTo: string;
};

export async function viewMailWay(actor: Actor): Promise<Result<MailWayView>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_mails')) return refuse({ code: 'not_allowed' });
  const [way, row, app] = [await mailWay(db()), await readIntegration(db()), await appConnection(db())];
  return ok({
    way,
    smtp: { server: new URL(env().SMTP_URL).host, from: mailAddress(env().MAIL_FROM).address },
    hindrance: hindranceOf(row),
    clientId: row?.clientId ?? '',
    asksTenant: row !== null && row.tenantId === null,
    tenant: app?.tenantId ?? null,
    testTo: actor.email,
  });
}

function hindranceOf(row: IntegrationRow | null): GraphHindrance | null {
  if (!row) return 'not_set_up';
  if (row.accountType === 'PersonalMicrosoftAccount') return 'personal';
  return mayConnect(row) ? null : 'inactive';
}

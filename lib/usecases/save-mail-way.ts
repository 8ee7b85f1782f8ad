import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { writeAppConnection } from '@/lib/db/connections';
import { lockIntegration } from '@/lib/db/integration';
import { type MailWay, mailWay, setMailWay } from '@/lib/db/mail-way';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { mayConnect } from '@/lib/sync/connection-state';
import { askAsApp } from './ask-as-app';
import { dropUnusedApp } from './drop-unused-app';
import { lookAtSender } from './look-at-sender';
import { tenantField, tickField } from './registration-fields';

const saveMailWayInput = z.discriminatedUnion(
  'via',
  [
    z.object({ via: z.literal('smtp') }),
    z.object({
      via: z.literal('graph'),
      mailbox: z
        .string({ error: 'required' })
        .trim()
        .toLowerCase()
        .min(1, 'required')
        .max(320, 'too_long')
        .pipe(z.email('not_email')),
      fallback: tickField,
      /** The directory the mailbox is in; asked for only where the registration does not say. */
      tenant: tenantField,
    }),
  ],
  { error: 'required' },
);

/**
 * How mails leave from now on. By Graph: the application's token and its right to send from that mailbox are asked for
 * live, without a mail, before anything is stored; while they are missing, mails go on as before.
 */
export async function saveMailWay(actor: Actor, raw: unknown, now: Date): Promise<Result<MailWay>> {
  const input = parse(saveMailWayInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_mails')) return refuse({ code: 'not_allowed' });
  const wanted = input.value;
  const app = wanted.via === 'graph' ? await askAsApp(wanted.tenant, now) : null;
  if (app && !app.ok) return app;
  const look = app && wanted.via === 'graph' ? await lookAtSender(wanted.mailbox, app.value) : ok();
  if (!look.ok) return look;

  return inTransaction(async (tx) => {
    const before = await mailWay(tx);
    if (app) {
      const current = await lockIntegration(tx);
      if (!current || !mayConnect(current)) return refuse({ code: 'integration_inactive' });
      const { tenantId, token } = app.value;
      await writeAppConnection(tx, { ownerId: actor.id, tenantId, clientId: current.clientId }, token);
    }
    const after: MailWay =
      wanted.via === 'smtp' ? { via: 'smtp' } : { via: 'graph', mailbox: wanted.mailbox, fallback: wanted.fallback };
    await setMailWay(tx, after);
    await dropUnusedApp(tx);
    const detail = { before, after };
    await audit(tx, { personId: actor.id, act: 'mail_settings.saved', subject: 'library', detail });
    return ok(after);
  });
}

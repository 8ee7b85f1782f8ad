import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { alertSettings, saveAlertSettings } from '@/lib/db/alert-settings';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { env } from '@/lib/env';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { webhookTarget } from '@/lib/webhook-target';
import { tickField } from './registration-fields';

export const saveAlertsInput = z.object({
  byMail: z.enum(['on', 'off'], { error: 'required' }).transform((choice) => choice === 'on'),
  /** Empty: as it is. */
  hook: z
    .string({ error: 'required' })
    .trim()
    .superRefine((text, context) => {
      const target = text === '' ? null : webhookTarget(text, env().PUBLIC_URL);
      if (target && !target.ok) context.addIssue({ code: 'custom', message: target.problem });
    })
    .default(''),
  removeHook: tickField,
});

/** How admins hear of alerts. */
export async function saveAlerts(actor: Actor, raw: unknown, _now: Date): Promise<Result<undefined>> {
  const input = parse(saveAlertsInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const { byMail, hook, removeHook } = input.value;
  return inTransaction(async (tx) => {
    const before = await alertSettings(tx);
    await saveAlertSettings(tx, { byMail, ...(hook ? { hook } : removeHook && { hook: null }) });
    const after = await alertSettings(tx);
    await audit(tx, { personId: actor.id, act: 'alerts.saved', subject: 'alerts', detail: { before, after } });
    return ok();
  });
}

/** A message to the web address that says it is a test. */
export async function testAlerts(actor: Actor): Promise<Result<undefined>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  if ((await alertSettings(db())).hookHost === null) return refuse({ code: 'not_found' });
  return inTransaction(async (tx) => {
    await enqueue(tx, { kind: 'alert_hook', alerts: { began: [], ended: [] } });
    await audit(tx, { personId: actor.id, act: 'alerts.tested', subject: 'alerts' });
    return ok();
  });
}

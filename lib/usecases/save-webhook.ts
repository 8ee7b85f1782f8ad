import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { type AuditAct, audit } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/client';
import { sendAgain } from '@/lib/db/webhook-deliveries';
import {
  dropWebhook,
  insertWebhook,
  WEBHOOK_EVENTS,
  type WebhookEvent,
  type WebhookRecord,
  webhookRow,
  writeWebhook,
} from '@/lib/db/webhooks';
import { env } from '@/lib/env';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { newWebhookSecret } from '@/lib/webhook-secret';
import { webhookTarget } from '@/lib/webhook-target';

const id = z.coerce.number().int().positive();
const named = z.object({ id });

const fields = {
  name: z.string().trim().min(1, 'required').max(100, 'too_long'),
  url: z.string().transform((typed, context) => {
    const answer = webhookTarget(typed, env().PUBLIC_URL);
    if (answer.ok) return answer.url;
    context.addIssue({ code: 'custom', message: answer.problem });
    return z.NEVER;
  }),
  /** As forms send them: with commas. */
  events: z
    .string()
    .max(100)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.enum(WEBHOOK_EVENTS)).min(1, 'required'))
    .transform((events): WebhookEvent[] => WEBHOOK_EVENTS.filter((one) => events.includes(one))),
  /** A tick: name and address of whoever booked. */
  withPatron: z
    .literal('on')
    .optional()
    .transform((tick) => tick === 'on'),
};

/** Each is asked for every booking. */
const MOST = 20;

/** Shown once: from then on it is sealed. */
export type ShownWebhookSecret = { id: number; secret: string };

/** One more program that is told of bookings, from now on. Fields `name`, `url` and `events` say what is wrong with them. */
export async function makeWebhook(actor: Actor, raw: unknown): Promise<Result<ShownWebhookSecret>> {
  const input = parse(z.object(fields), raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_api')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    if ((await tx.webhook.count()) >= MOST) return refuse({ code: 'invalid', fields: { name: 'too_many' } });
    const { secret, secretEnc } = newWebhookSecret();
    const made = await insertWebhook(tx, { ...input.value, secretEnc });
    await audit(tx, {
      ...{ personId: actor.id, act: 'webhook.made', subject: `webhook:${made.id}`, detail: input.value },
    });
    return ok({ id: made.id, secret });
  });
}

/** Another name, address or choice of events, from the next message on: also for those that wait. */
export async function changeWebhook(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(z.object({ id, ...fields }), raw);
  if (!input.ok) return input;
  const { id: webhookId, ...after } = input.value;
  return onWebhook(actor, webhookId, 'changed', async (tx, { name, url, events, withPatron }) => {
    await writeWebhook(tx, webhookId, after);
    return { value: undefined, detail: { before: { name, url, events, withPatron }, after } };
  });
}

/** The former secret is void at once: what is on its way is signed with the new one. */
export async function renewWebhookSecret(actor: Actor, raw: unknown): Promise<Result<ShownWebhookSecret>> {
  const input = parse(named, raw);
  if (!input.ok) return input;
  const webhookId = input.value.id;
  return onWebhook(actor, webhookId, 'secret_renewed', async (tx) => {
    const { secret, secretEnc } = newWebhookSecret();
    await writeWebhook(tx, webhookId, { secretEnc });
    return { value: { id: webhookId, secret }, detail: {} };
  });
}

/** Off: it hears of nothing that happens meanwhile, and what waits is given up. */
export async function switchWebhook(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(named.extend({ active: z.enum(['on', 'off']) }), raw);
  if (!input.ok) return input;
  const { id: webhookId, active } = input.value;
  return onWebhook(actor, webhookId, active === 'on' ? 'switched_on' : 'switched_off', async (tx) => {
    await writeWebhook(tx, webhookId, { active: active === 'on' });
    return { value: undefined, detail: {} };
  });
}

/** For good, with its log. */
export async function removeWebhook(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(named, raw);
  if (!input.ok) return input;
  const webhookId = input.value.id;
  return onWebhook(actor, webhookId, 'removed', async (tx, { name, url }) => {
    await dropWebhook(tx, webhookId);
    return { value: undefined, detail: { name, url } };
  });
}

/** One message once more, as the booking is now: at once, and for another day if need be. */
export async function resendDelivery(actor: Actor, raw: unknown, now: Date): Promise<Result<{ webhookId: number }>> {
  const input = parse(z.object({ deliveryId: z.uuid() }), raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_api')) return refuse({ code: 'not_allowed' });
  const { deliveryId } = input.value;
  return inTransaction(async (tx) => {
    const again = await sendAgain(tx, deliveryId, now);
    if (!again) return refuse({ code: 'not_found' });
    const subject = `webhook:${again.webhookId}`;
    await audit(tx, { personId: actor.id, act: 'webhook.sent_again', subject, detail: { deliveryId } });
    return ok(again);
  });
}

type Act = Extract<AuditAct, `webhook.${string}`> extends `webhook.${infer A}` ? A : never;
type Done<T> = { value: T; detail: Record<string, string | object> };

async function onWebhook<T>(
  actor: Actor,
  webhookId: number,
  act: Act,
  work: (tx: Tx, webhook: WebhookRecord) => Promise<Done<T>>,
): Promise<Result<T>> {
  if (actor.kind !== 'person' || !can(actor, 'manage_api')) return refuse({ code: 'not_allowed' });
  return inTransaction(async (tx) => {
    const webhook = await webhookRow(tx, webhookId);
    if (!webhook) return refuse({ code: 'not_found' });
    const { value, detail } = await work(tx, webhook);
    await audit(tx, { personId: actor.id, act: `webhook.${act}`, subject: `webhook:${webhookId}`, detail });
    return { ok: true, value };
  });
}

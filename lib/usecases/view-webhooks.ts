import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type DeliveryRecord, deliveriesOf } from '@/lib/db/webhook-deliveries';
import { type WebhookRecord, webhookRow, webhookRows } from '@/lib/db/webhooks';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

export type { DeliveryRecord, WebhookRecord };

const SHOWN = 100;

/** Every program that is told of bookings. */
export async function viewWebhooks(actor: Actor): Promise<Result<WebhookRecord[]>> {
  if (!can(actor, 'manage_api')) return refuse({ code: 'not_allowed' });
  return ok(await webhookRows(db()));
}

/** One of them, with what it was told last. */
export async function viewWebhook(
  actor: Actor,
  raw: unknown,
): Promise<Result<{ webhook: WebhookRecord; deliveries: DeliveryRecord[] }>> {
  const input = parse(z.object({ id: z.coerce.number().int().positive() }), raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_api')) return refuse({ code: 'not_allowed' });
  const webhook = await webhookRow(db(), input.value.id);
  if (!webhook) return refuse({ code: 'not_found' });
  return ok({ webhook, deliveries: await deliveriesOf(db(), webhook.id, SHOWN) });
}

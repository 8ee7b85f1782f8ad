import type { Tx } from '@/lib/db/client';

export const WEBHOOK_EVENTS = ['created', 'changed', 'cancelled'] as const;

/** What may happen to a booking, as others are told of it. */
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export type WebhookFields = { name: string; url: string; events: WebhookEvent[]; withPatron: boolean };

export type WebhookRecord = WebhookFields & {
  id: number;
  active: boolean;
  createdAt: Date;
  /** How many messages wait, and how many were given up, of those that are still kept. */
  waiting: number;
  failed: number;
};

/** All of them, in the order in which they were made. */
export async function webhookRows(tx: Tx): Promise<WebhookRecord[]> {
  return tx.$queryRaw<WebhookRecord[]>`
    SELECT webhook.id, name, url, events, with_patron AS "withPatron", active, webhook.created_at AS "createdAt",
      count(*) FILTER (WHERE state = 'waiting')::int AS waiting, count(*) FILTER (WHERE state = 'failed')::int AS failed
    FROM webhook LEFT JOIN webhook_delivery ON webhook_id = webhook.id
    GROUP BY webhook.id ORDER BY webhook.id`;
}

export async function webhookRow(tx: Tx, id: number): Promise<WebhookRecord | null> {
  return (await webhookRows(tx)).find((one) => one.id === id) ?? null;
}

export const insertWebhook = (tx: Tx, fields: WebhookFields & { secretEnc: string }) =>
  tx.webhook.create({ data: fields, select: { id: true } });

/** False: there is no such webhook. */
export async function writeWebhook(
  tx: Tx,
  id: number,
  data: Partial<WebhookFields & { secretEnc: string; active: boolean }>,
): Promise<boolean> {
  const { count } = await tx.webhook.updateMany({ where: { id }, data });
  return count === 1;
}

/** With all that it was told. False: there is no such webhook. */
export async function dropWebhook(tx: Tx, id: number): Promise<boolean> {
  const { count } = await tx.webhook.deleteMany({ where: { id } });
  return count === 1;
}

import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import type { WebhookEvent } from '@/lib/db/webhooks';
import { addMinutes } from '@/lib/time/interval';

/** How long a message is tried (libcal-api, issue 8): a program may be away for a day. */
const TRIED_MINUTES = 24 * 60;

export type DeliveryState = 'waiting' | 'delivered' | 'failed';

/** One message to one webhook, as the log shows it. */
export type DeliveryRecord = {
  id: string;
  event: WebhookEvent;
  /** When it happened. */
  at: Date;
  publicId: string;
  state: DeliveryState;
  attempts: number;
  /** Of the last try. */
  http: number | null;
  problem: string | null;
  lastAt: Date | null;
};

/**
 * What happened to bookings and was told to nobody yet becomes a message to each webhook that wants it, with a job that sends
 * it, in one transaction: no event is lost, and none becomes two messages. Returns how many events were seen to.
 */
export async function deliverEvents(tx: Tx, now: Date, take: number): Promise<number> {
  const events = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM booking_event WHERE told_at IS NULL ORDER BY id LIMIT ${take} FOR UPDATE SKIP LOCKED`;
  const ids = events.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const deliveries = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO webhook_delivery (id, webhook_id, event_id, until_at, created_at)
    SELECT gen_random_uuid(), webhook.id, event.id, ${addMinutes(now, TRIED_MINUTES)}::timestamptz, ${now}::timestamptz
    FROM booking_event event JOIN webhook ON webhook.active AND event.kind = ANY(webhook.events)
    WHERE event.id = ANY(${ids}::int[]) ORDER BY event.id, webhook.id
    ON CONFLICT DO NOTHING RETURNING id`;
  await tx.bookingEvent.updateMany({ where: { id: { in: ids } }, data: { toldAt: now } });
  for (const { id } of deliveries) await enqueue(tx, { kind: 'webhook', deliveryId: id });
  return ids.length;
}

/** What a worker needs to send a message; null: it is gone, or nobody waits for it. */
export async function deliveryToSend(tx: Tx, id: string) {
  const row = await tx.webhookDelivery.findUnique({
    where: { id, state: 'waiting' },
    select: {
      ...{ id: true, untilAt: true },
      webhook: { select: { id: true, url: true, active: true, withPatron: true, secretEnc: true } },
      event: { select: { kind: true, at: true, bookingId: true } },
    },
  });
  return row && { ...row, event: { ...row.event, kind: row.event.kind as WebhookEvent } };
}

/** What a try came to. */
export type DeliveryTry = { state: DeliveryState; http: number | null; problem: string | null };

export async function recordTry(tx: Tx, id: string, { state, http, problem }: DeliveryTry, now: Date): Promise<void> {
  await tx.webhookDelivery.updateMany({
    where: { id, state: 'waiting' },
    data: { state, http, problem, lastAt: now, attempts: { increment: 1 } },
  });
}

/** So many tries in a row within a minute that nobody answered, and a webhook counts as silent. */
const SILENT_TRIES = 3;
const SILENT_MS = 60_000;

/** Whether nobody answers there at present: waiting for it again and again would keep messages from others. */
export async function isSilent(tx: Tx, webhookId: number, now: Date): Promise<boolean> {
  const last = await tx.webhookDelivery.findMany({
    where: { webhookId, lastAt: { gt: new Date(now.getTime() - SILENT_MS) } },
    orderBy: { lastAt: 'desc' },
    take: SILENT_TRIES,
    select: { problem: true },
  });
  return last.length === SILENT_TRIES && last.every(({ problem }) => problem === 'timeout');
}

/** The latest first. */
export async function deliveriesOf(tx: Tx, webhookId: number, take: number): Promise<DeliveryRecord[]> {
  const rows = await tx.webhookDelivery.findMany({
    where: { webhookId },
    orderBy: [{ createdAt: 'desc' }, { eventId: 'desc' }],
    take,
    select: {
      ...{ id: true, state: true, attempts: true, http: true, problem: true, lastAt: true },
      event: { select: { kind: true, at: true, booking: { select: { publicId: true } } } },
    },
  });
  return rows.map(({ event, state, ...row }) => ({
    ...{ ...row, state: state as DeliveryState, event: event.kind as WebhookEvent, at: event.at },
    publicId: event.booking.publicId,
  }));
}

/** Once more, at once and then for as long as a new one. Null: there is no such message, or its webhook is off. */
export async function sendAgain(tx: Tx, id: string, now: Date): Promise<{ webhookId: number } | null> {
  const [row] = await tx.webhookDelivery.updateManyAndReturn({
    where: { id, webhook: { active: true } },
    data: { state: 'waiting', untilAt: addMinutes(now, TRIED_MINUTES) },
    select: { webhookId: true },
  });
  if (row) await enqueue(tx, { kind: 'webhook', deliveryId: id });
  return row ?? null;
}

/** What happened before then, and all that was told of it. */
export const dropOldEvents = (tx: Tx, before: Date) => tx.bookingEvent.deleteMany({ where: { at: { lt: before } } });

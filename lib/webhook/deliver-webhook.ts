import { db } from '@/lib/db/client';
import { toldBooking } from '@/lib/db/told-booking';
import { type DeliveryState, deliveryToSend, isSilent, recordTry } from '@/lib/db/webhook-deliveries';
import { env } from '@/lib/env';
import { openWebhookSecret } from '@/lib/webhook-secret';
import { mayTellLoopback } from '@/lib/webhook-target';
import { type PostAnswer, postWebhook } from './post-webhook';
import { webhookSignature } from './sign-webhook';
import { webhookBody } from './webhook-body';

/** It was not taken: pg-boss tries again, later each time. */
class NotTaken extends Error {
  override readonly name = 'WebhookNotTaken';
}

/**
 * One try to send one message. Taken is what was answered with 2xx; everything else is noted and tried again until the
 * message's time is over, and then left to a person. What nobody waits for any more is not sent; where nobody answered of
 * late, it waits for its next turn untried.
 */
export async function deliverWebhook(deliveryId: string, clock: () => Date): Promise<void> {
  const delivery = await deliveryToSend(db(), deliveryId);
  if (!delivery) return;
  const { webhook, event, untilAt } = delivery;
  const booking = await toldBooking(db(), event.bookingId);
  if (!webhook.active || !booking) {
    const over = { state: 'failed', http: null, problem: 'switched_off' } as const;
    return recordTry(db(), deliveryId, over, clock());
  }
  const isInTime = clock() < untilAt;
  if (isInTime && (await isSilent(db(), webhook.id, clock()))) throw new NotTaken();
  const { kind, at } = event;
  const body = webhookBody({ id: deliveryId, event: kind, at, booking, withPatron: webhook.withPatron });
  const now = clock();
  const answer = await postWebhook({
    ...{ url: webhook.url, body, loopback: mayTellLoopback(env().PUBLIC_URL) },
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Carrel-Webhook/1',
      'carrel-event': `booking.${kind}`,
      'carrel-delivery': deliveryId,
      'carrel-signature': webhookSignature(openWebhookSecret(webhook.secretEnc), body, now),
    },
  });
  const state = stateAfter(answer, clock() < untilAt);
  await recordTry(db(), deliveryId, { state, ...answer }, clock());
  if (state === 'waiting') throw new NotTaken();
}

function stateAfter({ http }: PostAnswer, hasTime: boolean): DeliveryState {
  if (http !== null && http >= 200 && http < 300) return 'delivered';
  return hasTime ? 'waiting' : 'failed';
}

import { transaction } from '@/lib/db/client';
import { deliverEvents } from '@/lib/db/webhook-deliveries';

const AT_ONCE = 100;

/** Gives every event that nobody was told of yet to the webhooks that want it. Several workers may do so at once. */
export async function tellWebhooks(now: Date): Promise<void> {
  for (let seen = AT_ONCE; seen === AT_ONCE; ) seen = await transaction((tx) => deliverEvents(tx, now, AT_ONCE));
}

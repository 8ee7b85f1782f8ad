import { z } from 'zod';
import { type Tx, transaction } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { noteKnock, renewSoon, subscriptionByUrlKey, subscriptionLost } from '@/lib/db/subscriptions';
import { log } from '@/lib/log';
import { hashToken, sameText } from '@/lib/seal';

const batch = z.object({ value: z.array(z.unknown()).max(1_000) });

const item = z.object({
  clientState: z.string().max(128),
  lifecycleEvent: z.string().max(64).optional(),
});

/**
 * Microsoft knocks: something changed in a mailbox, or a subscription needs care. Its right is the subscription's secret,
 * compared item by item; a bad item is dropped, the rest of the batch is kept (sync-design §5.6). It only marks: what
 * changed is read by the worker. Forged or unknown knocks change nothing (I9). Returns false for a body that is no batch.
 */
export async function receiveNotification(urlKey: string, body: unknown, now: Date): Promise<boolean> {
  const parsed = batch.safeParse(body);
  if (!parsed.success) return false;
  const items = parsed.data.value.flatMap((raw) => item.safeParse(raw).data ?? []);
  await transaction(async (tx) => {
    const known = await subscriptionByUrlKey(tx, urlKey);
    if (!known) return;
    const ours = items.filter(({ clientState }) => sameText(hashToken(clientState), known.clientStateHash));
    if (ours.length === 0) return;
    await noteKnock(tx, urlKey, now);
    const kinds = new Set(ours.map(({ lifecycleEvent }) => lifecycleEvent ?? 'changed'));
    for (const kind of kinds) await act(tx, kind, urlKey, known.linkId, now);
  });
  return true;
}

async function act(tx: Tx, kind: string, urlKey: string, linkId: number, now: Date): Promise<void> {
  switch (kind) {
    case 'changed':
    case 'missed':
      return enqueue(tx, { kind: 'pull_calendar', linkId });
    case 'subscriptionRemoved':
      await subscriptionLost(tx, urlKey);
      await enqueue(tx, { kind: 'pull_calendar', linkId });
      return enqueue(tx, { kind: 'keep_subscription', linkId });
    case 'reauthorizationRequired':
      await renewSoon(tx, urlKey, now);
      return enqueue(tx, { kind: 'keep_subscription', linkId });
    default:
      // A kind that is newer than this program is no reason to fail the batch.
      log.info({ linkId }, 'unknown lifecycle event');
  }
}

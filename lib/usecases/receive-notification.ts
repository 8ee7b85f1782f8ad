import { z } from 'zod';
import { db, type Tx, transaction } from '@/lib/db/client';
import { askForSweep } from '@/lib/db/cursors';
import { knockBy, noteChange, noteLifecycle, renewSoon, subscriptionLost } from '@/lib/db/knocks';
import { enqueue } from '@/lib/db/outbox';
import { log } from '@/lib/log';
import { hashToken, sameText } from '@/lib/seal';

const batch = z.object({ value: z.array(z.unknown()).max(10_000) });

const item = z.object({
  clientState: z.string().max(128),
  lifecycleEvent: z.string().max(64).nullish(),
});

const CHANGED = 'changed';

/**
 * Microsoft knocks: something changed in a mailbox, or a subscription needs care. Its right is the subscription's secret,
 * compared item by item; a bad item is dropped, the rest of the batch is kept (sync-design §5.6). It only marks: what
 * changed is read by the worker. Forged or unknown knocks change nothing (I9). Returns false for a body that is no batch.
 */
export async function receiveNotification(urlKey: string, body: unknown, now: Date): Promise<boolean> {
  const parsed = batch.safeParse(body);
  if (!parsed.success) return false;
  const items = parsed.data.value.flatMap((raw) => item.safeParse(raw).data ?? []);
  const known = await knockBy(db(), urlKey);
  if (!known) return true;
  const ours = items.filter(({ clientState }) => sameText(hashToken(clientState), known.clientStateHash));
  const kinds = new Set(ours.map(({ lifecycleEvent }) => lifecycleEvent ?? CHANGED));
  if (kinds.delete(CHANGED)) await noteChange(db(), urlKey, known.linkId, now);
  if (kinds.size === 0) return true;
  await transaction(async (tx) => {
    for (const kind of kinds) await act(tx, kind, urlKey, known.linkId, now);
    await noteLifecycle(tx, urlKey, now);
  });
  return true;
}

async function act(tx: Tx, kind: string, urlKey: string, linkId: number, now: Date): Promise<void> {
  switch (kind) {
    case 'missed':
      // Nobody knows what was missed: a round, and what delta does not know either is found by a counted sweep (§5.6).
      await askForSweep(tx, linkId, now);
      return enqueue(tx, { kind: 'pull_calendar', linkId });
    case 'subscriptionRemoved':
      await enqueue(tx, { kind: 'pull_calendar', linkId });
      await subscriptionLost(tx, urlKey, now);
      return enqueue(tx, { kind: 'keep_subscription', linkId });
    case 'reauthorizationRequired':
      await renewSoon(tx, urlKey, now);
      return enqueue(tx, { kind: 'keep_subscription', linkId });
    default:
      // A kind that is newer than this program is no reason to fail the batch.
      log.info({ linkId }, 'unknown lifecycle event');
  }
}

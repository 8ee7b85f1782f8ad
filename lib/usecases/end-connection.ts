import type { Tx } from '@/lib/db/client';
import { disableConnection } from '@/lib/db/connections';
import { retireSubscriptions } from '@/lib/db/farewells';
import { openLinksOfConnection, unlink } from '@/lib/db/links';
import { enqueue } from '@/lib/db/outbox';

/**
 * Lets one Microsoft account go: its links are unlinked, its tokens wiped. Nothing in Outlook is touched; subscriptions
 * are dropped afterwards as well as that still goes, and lapse by themselves within days (sync-design §11).
 */
export async function endConnection(tx: Tx, connectionId: number, reason: string, now: Date): Promise<number> {
  const links = await openLinksOfConnection(tx, connectionId);
  for (const { id } of links) await endLink(tx, id, now);
  await disableConnection(tx, connectionId, reason);
  return links.length;
}

export async function endLink(tx: Tx, linkId: number, now: Date): Promise<void> {
  await retireSubscriptions(tx, linkId, now);
  await unlink(tx, linkId, now);
  await enqueue(tx, { kind: 'drop_subscriptions', linkId });
}

import { db } from '@/lib/db/client';
import { readTokenRow } from '@/lib/db/connection-tokens';
import { readLink } from '@/lib/db/links';
import { standingSubscriptions, subscriptionEnds } from '@/lib/db/subscriptions';
import { GraphFailure } from '@/lib/graph/failure';
import { deleteSubscription } from '@/lib/graph/subscriptions';
import { ConnectionUnusable } from './access-token';
import { openSession, realWorld, SyncPaused, type SyncWorld } from './session';

/**
 * After a link was let go: its subscriptions end here at once, and at Microsoft while a token is still there to ask with
 * (sync-design §11). What cannot be deleted lapses by itself; its knocks are ignored. Throws nothing of Graph's trouble.
 */
export async function dropSubscriptions(linkId: number, world: SyncWorld = realWorld): Promise<void> {
  const link = await readLink(db(), linkId);
  if (link?.state !== 'unlinked') return;
  const standing = await standingSubscriptions(db(), linkId);
  const token = await readTokenRow(db(), link.connectionId);
  const mayAsk = token?.tokenEnc && token.status === 'active';
  const session = openSession(link, { direction: 'subscription' }, world);
  for (const { id, graphId } of standing) {
    if (graphId && mayAsk) {
      await deleteSubscription(session, link.mailboxOid, graphId).catch((error: unknown) => {
        const isExpected = [GraphFailure, SyncPaused, ConnectionUnusable].some((kind) => error instanceof kind);
        if (!isExpected) throw error;
      });
    }
    await subscriptionEnds(db(), id);
  }
  await session.flush();
}

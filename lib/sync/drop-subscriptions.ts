import { db } from '@/lib/db/client';
import { farewells } from '@/lib/db/farewells';
import { readLink } from '@/lib/db/link-rows';
import { subscriptionEnds } from '@/lib/db/subscriptions';
import { GraphFailure } from '@/lib/graph/failure';
import { deleteSubscription } from '@/lib/graph/subscriptions';
import { openSession, realWorld, type SyncWorld } from './session';

/** Worth another try: nobody said no. */
const PASSING = new Set(['throttled', 'unavailable']);

/**
 * After a calendar was let go: its subscriptions are deleted at Microsoft, with the copy of a token that stayed behind for
 * this alone (sync-design §11). What cannot be deleted lapses by itself, and its knocks only mark. Throws `GraphFailure`
 * while another try makes sense.
 */
export async function dropSubscriptions(linkId: number, world: SyncWorld = realWorld): Promise<void> {
  const link = await readLink(db(), linkId);
  if (!link) return;
  for (const { id, graphId, accessToken } of await farewells(db(), linkId, world.clock())) {
    // Its create was not answered yet; who made it comes back.
    if (!graphId) continue;
    const about = { direction: 'subscription', isBeside: true, farewell: accessToken } as const;
    const session = openSession(link, about, world);
    try {
      await deleteSubscription(session, link.mailboxOid, graphId);
    } catch (error) {
      if (!(error instanceof GraphFailure) || PASSING.has(error.kind)) throw error;
    } finally {
      await session.flush();
    }
    await subscriptionEnds(db(), id, world.clock());
  }
}

import { db } from '@/lib/db/client';
import { claimPullLink, releasePullLease } from '@/lib/db/cursors';
import { FRESH_SLACK_MS } from '@/lib/db/freshness';
import type { Lease } from '@/lib/db/push-jobs';
import { afterPullFailure } from '@/lib/sync/after-pull-failure';
import { pullCalendar } from '@/lib/sync/pull-calendar';
import { nextRoundAt } from '@/lib/sync/pull-pace';
import type { SyncWorld } from '@/lib/sync/session';
import { createLane, type Lane } from './lane';
import { pace } from './pace';

/** Outlook to Carrel: calendars that were marked, or whose time has come (sync-design §5.1). */
export const createPullLane = (owner: string, world: SyncWorld): Lane =>
  createLane({
    name: 'pull',
    atOnce: pace.links.pull,
    claim: () => claimPullLink(db(), owner, world.clock(), pace.quiet),
    run: (lease) => pullLink(lease, world),
  });

/** One round of the link, and when the next is due. */
export async function pullLink(lease: Lease, world: SyncWorld): Promise<void> {
  const random = world.random ?? Math.random;
  let next: Date;
  let freshUntil: Date | undefined;
  try {
    const result = await pullCalendar(lease, world);
    if (result === 'lost') return;
    next = await nextRoundAt(result.link, world.clock(), random());
    freshUntil = new Date(next.getTime() + FRESH_SLACK_MS);
  } catch (error) {
    next = await afterPullFailure(lease.linkId, error, world.clock(), random());
  }
  await releasePullLease(db(), lease, next, freshUntil);
}

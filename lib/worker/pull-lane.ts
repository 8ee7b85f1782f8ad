import { claimPullLink } from '@/lib/db/claim-pull';
import { db } from '@/lib/db/client';
import { type PullLease, releasePullLease } from '@/lib/db/cursors';
import { FRESH_SLACK_MS } from '@/lib/db/freshness';
import { readLink } from '@/lib/db/link-rows';
import { afterPullFailure } from '@/lib/sync/after-pull-failure';
import { pullCalendar } from '@/lib/sync/pull-calendar';
import { nextRoundAt } from '@/lib/sync/pull-pace';
import type { SyncWorld } from '@/lib/sync/session';
import { countedPolls } from './counted-polls';
import { createLane, type Lane } from './lane';
import { pace } from './pace';

/** Outlook to Carrel: calendars that were marked, or whose time has come (sync-design §5.1). */
export function createPullLane(owner: string, world: SyncWorld): Lane {
  const polled = countedPolls(world.clock);
  return createLane({
    name: 'pull',
    atOnce: pace.links.pull,
    claim: () => claimPullLink(db(), owner, world.clock(), pace.quiet),
    run: async (lease) => pullLink(lease, world, await polled()),
  });
}

/** One round of the link, and when the next is due; `polled`: how many calendars are polled in all. */
export async function pullLink(lease: PullLease, world: SyncWorld, polled = 0): Promise<void> {
  const random = world.random ?? Math.random;
  try {
    const result = await pullCalendar(lease, world);
    if (result === 'lost') return;
    // The reading itself may have ended its pause, and with it the long wait.
    const link = result.link.state === 'paused' ? await readLink(db(), lease.linkId) : result.link;
    const next = await nextRoundAt(link ?? result.link, world.clock(), random(), polled);
    await releasePullLease(db(), lease, next, new Date(next.getTime() + FRESH_SLACK_MS));
  } catch (error) {
    await afterPullFailure(lease, error, world.clock(), random());
  }
}

import { claimPullLink } from '@/lib/db/claim-pull';
import { db } from '@/lib/db/client';
import { claimPushLink } from '@/lib/db/push-jobs';
import type { SyncWorld } from '@/lib/sync/session';
import { pullLink } from './pull-lane';
import { pushLink } from './push-lane';

const realClock = { clock: () => new Date() };

/** Pushes everything that is due now. */
export async function drainPush(world: SyncWorld = realClock, owner = 'test'): Promise<number> {
  for (let count = 0; ; count++) {
    const lease = await claimPushLink(db(), owner, world.clock());
    if (!lease) return count;
    if (count > 100) throw new Error('pushing goes round in circles');
    await pushLink(lease, world);
  }
}

/** Reads every calendar that is marked or due, as though the quiet time were over. */
export async function drainPull(world: SyncWorld = realClock, owner = 'test'): Promise<number> {
  for (let count = 0; ; count++) {
    const lease = await claimPullLink(db(), owner, world.clock(), 0);
    if (!lease) return count;
    if (count > 100) throw new Error('pulling goes round in circles');
    await pullLink(lease, world);
  }
}

import { db } from '@/lib/db/client';
import { claimPushLink, type Lease, nextPushJob, releasePushLease, renewPushLease } from '@/lib/db/push-jobs';
import { pushBooking } from '@/lib/sync/push-booking';
import type { SyncWorld } from '@/lib/sync/session';
import { createLane, type Lane } from './lane';
import { pace } from './pace';

/** Bookings to Outlook: one booking of a calendar at a time, patrons who wait first (sync-design §4.2). */
export const createPushLane = (owner: string, world: SyncWorld): Lane =>
  createLane({
    name: 'push',
    atOnce: pace.links.push,
    claim: () => claimPushLink(db(), owner, world.clock()),
    run: (lease, isStopping) => pushLink(lease, world, isStopping),
  });

/** Every due job of the link; then the lane is free again. */
export async function pushLink(lease: Lease, world: SyncWorld, isStopping: () => boolean = () => false): Promise<void> {
  try {
    while (!isStopping()) {
      const now = world.clock();
      const job = await nextPushJob(db(), lease.linkId, now);
      const until = job && (await renewPushLease(db(), lease, now));
      if (!job || !until) return;
      const outcome = await pushBooking({ ...lease, until }, job, world);
      if (outcome === 'lost' || outcome === 'stopped') return;
    }
  } finally {
    await releasePushLease(db(), lease);
  }
}

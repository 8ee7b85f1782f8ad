import { db } from '@/lib/db/client';
import { type PullLease, renewPullLease } from '@/lib/db/cursors';
import { LEASE_MS } from '@/lib/db/push-jobs';
import { LeaseLost } from './push-facts';
import type { LinkSession, SyncWorld } from './session';

/**
 * The same session, whose every request first renews a pull lease that has lost a quarter of its time: pages, series,
 * checks of mirrors and listings may together take far longer than one lease (sync-design §4.2, §5.2). Throws
 * {@link LeaseLost} when somebody else has the lane.
 */
export function keepingLease(session: LinkSession, lease: PullLease, { clock }: SyncWorld): LinkSession {
  let { until } = lease;
  return {
    ...session,
    beforeCall: async (call) => {
      const now = clock();
      if (until.getTime() - now.getTime() < LEASE_MS * 0.75) {
        const renewed = await renewPullLease(db(), lease, now);
        if (!renewed) throw new LeaseLost();
        until = renewed;
      }
      await session.beforeCall?.(call);
    },
  };
}

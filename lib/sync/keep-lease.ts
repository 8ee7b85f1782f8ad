import { LEASE_MS } from '@/lib/db/push-jobs';
import { LeaseLost } from './push-facts';
import type { LinkSession, SyncWorld } from './session';

export type Keeping = {
  /** The lease holds until then; unknown: asked before the first request. */
  until?: Date | undefined;
  /** Until when it holds now; null: somebody else has the lane. */
  renew: (now: Date) => Promise<Date | null>;
};

/**
 * The same session, whose every request first renews a lease that has lost a quarter of its time: pages, series, checks
 * of mirrors and listings, or the steps of one slow push, may together take far longer than one lease (sync-design §4.2,
 * §5.2); and whoever stood still meanwhile asks nothing more. Throws {@link LeaseLost} when somebody else has the lane.
 */
export function keepingLease(session: LinkSession, { until, renew }: Keeping, { clock }: SyncWorld): LinkSession {
  let holds = until?.getTime() ?? 0;
  return {
    ...session,
    beforeCall: async (call) => {
      const now = clock();
      if (holds - now.getTime() < LEASE_MS * 0.75) {
        const renewed = await renew(now);
        if (!renewed) throw new LeaseLost();
        holds = renewed.getTime();
      }
      await session.beforeCall?.(call);
    },
  };
}

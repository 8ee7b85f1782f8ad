import { bugFacts } from '@/lib/bug-facts';
import type { Lease } from '@/lib/db/push-jobs';
import { log } from '@/lib/log';

export type Lane = {
  /** Takes every piece of work there is room for; returns when no more can be begun. */
  fill: () => Promise<void>;
  /** Nothing new is begun; resolves when what was begun has ended. */
  drain: () => Promise<void>;
};

type Work<Claimed extends Lease> = {
  name: string;
  atOnce: number;
  claim: () => Promise<Claimed | null>;
  /** Must free its lease. */
  run: (lease: Claimed, isStopping: () => boolean) => Promise<void>;
};

/** Leased work, several links beside one another and each link alone. Several workers may share one database. */
export function createLane<Claimed extends Lease>({ name, atOnce, claim, run }: Work<Claimed>): Lane {
  const running = new Set<Promise<void>>();
  let stopping = false;
  let filling: Promise<void> | undefined;
  // Somebody called while a claim was on its way, which may have looked before the work was there.
  let again = false;

  const fillOnce = async () => {
    while (!stopping && running.size < atOnce) {
      again = false;
      const lease = await claim();
      if (!lease) {
        if (again) continue;
        return;
      }
      const piece: Promise<void> = run(lease, () => stopping)
        .catch((error) => log.error({ lane: name, linkId: lease.linkId, ...bugFacts(error) }, 'lane failed'))
        .finally(() => {
          running.delete(piece);
          void fill();
        });
      running.add(piece);
    }
  };
  const fill = (): Promise<void> => {
    again = true;
    filling ??= fillOnce()
      // The database is away: the next tick tries again.
      .catch((error) => log.error({ lane: name, ...bugFacts(error) }, 'nothing could be claimed'))
      .finally(() => {
        filling = undefined;
      });
    return filling;
  };

  return {
    fill,
    drain: async () => {
      stopping = true;
      await filling;
      await Promise.all(running);
    },
  };
}

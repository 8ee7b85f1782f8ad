import { queue } from '@/lib/db/queue';
import { log } from '@/lib/log';
import { runHistory, runSeed, shrink } from './history';
import { makeMortal } from './mortal-database';
import { beginPlace } from './place';
import { REGRESSIONS } from './regressions';
import { tally } from './run-work';

/** One process of a convergence run: takes seeds from its parent, one at a time, and tells how they went. */
export type Told =
  | { kind: 'ready' }
  | {
      kind: 'done';
      seed: number;
      acts: number;
      /** How often each kind of trouble was met. */
      met: Record<string, number>;
      requests: number;
      deaths: number;
      gates: number;
      corrections: number;
      pairs: number;
    }
  | { kind: 'failed'; seed: number; violations: string[]; acts: unknown[] };

log.level = process.env.CONVERGE_LOG ?? 'silent';
await queue();
const { scheduler } = await beginPlace(0);
makeMortal(scheduler);

const tell = (told: Told) => process.send?.(told);

/** What the parent hands over: a seed, or one of the histories that are kept. */
export type Task = { seed: number; shrink: boolean; kept?: number };

process.on('message', async ({ seed, shrink: isToShrink, kept }: Task) => {
  tally.deaths = 0;
  tally.gates = 0;
  const regression = kept === undefined ? undefined : REGRESSIONS[kept];
  const outcome = regression ? await runHistory(seed, regression.acts) : await runSeed(seed);
  const { deaths, gates } = tally;
  if (outcome.violations.length > 0) {
    const told = isToShrink ? await shrink(outcome) : outcome;
    tell({ kind: 'failed', seed, violations: told.violations, acts: told.acts });
    return;
  }
  const { requests, corrections, pairs, acts, met } = outcome;
  tell({ kind: 'done', seed, acts: acts.length, met, requests, deaths, gates, corrections, pairs });
});
process.on('disconnect', () => process.exit(0));
tell({ kind: 'ready' });

import { queue } from '@/lib/db/queue';
import { log } from '@/lib/log';
import { runSeed, shrink } from './history';
import { makeMortal } from './mortal-database';
import { beginPlace } from './place';
import { tally } from './run-work';

/** One process of a convergence run: takes seeds from its parent, one at a time, and tells how they went. */
export type Told =
  | { kind: 'ready' }
  | {
      kind: 'done';
      seed: number;
      acts: number;
      faults: number;
      requests: number;
      deaths: number;
      gates: number;
      corrections: number;
    }
  | { kind: 'failed'; seed: number; violations: string[]; acts: unknown[] };

log.level = process.env.CONVERGE_LOG ?? 'silent';
await queue();
const { scheduler } = await beginPlace(0);
makeMortal(scheduler);

const tell = (told: Told) => process.send?.(told);

process.on('message', async (message: { seed: number; shrink: boolean }) => {
  const { seed } = message;
  tally.deaths = 0;
  tally.gates = 0;
  const outcome = await runSeed(seed);
  const { deaths, gates } = tally;
  if (outcome.violations.length > 0) {
    const told = message.shrink ? await shrink(outcome) : outcome;
    tell({ kind: 'failed', seed, violations: told.violations, acts: told.acts });
    return;
  }
  const faults = outcome.acts.filter(({ act }) => act === 'fault').length;
  const { requests, corrections, acts } = outcome;
  tell({ kind: 'done', seed, acts: acts.length, faults, requests, deaths, gates, corrections });
});
process.on('disconnect', () => process.exit(0));
tell({ kind: 'ready' });

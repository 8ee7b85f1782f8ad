import { db } from '@/lib/db/client';
import { type Act, makeHistory } from './acts';
import { violations } from './oracle';
import { perform } from './perform';
import { beginPlace } from './place';
import { quiesce } from './quiesce';
import { createRandom } from './random';
import { chooseBehaviour, troublesMet } from './trouble';

export type Outcome = {
  seed: number;
  acts: Act[];
  violations: string[];
  requests: number;
  corrections: number;
  /** Appointments with a room that were made, whatever became of them. */
  pairs: number;
  met: Record<string, number>;
};

/** One history from its seed: random acts and troubles on both sides, then quiet, then the look at both. */
export const runSeed = (seed: number): Promise<Outcome> => runHistory(seed, makeHistory(createRandom(seed)));

export async function runHistory(seed: number, acts: Act[]): Promise<Outcome> {
  const place = await beginPlace(seed);
  await chooseBehaviour(place, seed);
  let found: string[];
  let met: Record<string, number> = {};
  try {
    for (const act of acts) await perform(place, act);
    met = await troublesMet(place);
    await quiesce(place);
    found = await violations(place);
  } catch (error) {
    found = [`a flow failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
  const { corrections } = await place.corrections();
  const pairs = await db().appointment.count({ where: { placeKind: 'room' } });
  return { seed, acts, violations: found, requests: place.watch.requests, corrections, pairs, met };
}

const MOST_TRIES = 60;

/** The shortest history we find that still goes wrong in some way: whole acts go first, then what happens meanwhile. */
export async function shrink(outcome: Outcome): Promise<Outcome> {
  let best = outcome;
  let tries = 0;
  for (
    let size = Math.ceil(best.acts.length / 2);
    size >= 1 && tries < MOST_TRIES;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at + size <= best.acts.length && tries < MOST_TRIES; ) {
      tries += 1;
      const shorter = await runHistory(best.seed, [...best.acts.slice(0, at), ...best.acts.slice(at + size)]);
      if (shorter.violations.length > 0) best = shorter;
      else at += size;
    }
  }
  return best;
}

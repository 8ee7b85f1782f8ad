import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acts, perform } from './acts.test-data';
import { endOf, holdAlways, holdAtRest, holdSince, mayEndEitherWay } from './laws.test-data';
import { starts } from './start.test-data';
import { countOf, MOST_STEPS, runToRest } from './steps.test-data';
import { copyOf, type World } from './world.test-data';
import { worldOf } from './world-of.test-data';

/**
 * The planners alone (sync-design §14): one agreed state, its three copies changed each by itself, and every order of what
 * may happen next. A failure prints its seed and the shortest start and order that were found.
 */
const order = fc.array(fc.nat({ max: 5 }), { maxLength: 24 });

function end(begin: World, choices: readonly number[]) {
  const world = copyOf(begin);
  const { names, isAtRest } = runToRest(world, choices, () => holdAlways(world, begin));
  if (!isAtRest || countOf(names) > MOST_STEPS) throw new Error(`no rest in ${MOST_STEPS} steps: ${names.join(', ')}`);
  holdAtRest(world);
  holdSince(begin, world);
  return { end: endOf(world), names };
}

/** Each start is run twice, so these are forty thousand runs. */
test('from any three copies of one state, every order of steps comes to the same end', () => {
  fc.assert(
    fc.property(starts, order, (start, choices) => {
      const begin = worldOf(start);
      const straight = end(begin, []);
      const other = end(begin, choices);
      if (mayEndEitherWay(begin)) return;
      if (JSON.stringify(straight.end) !== JSON.stringify(other.end)) expect(other).toEqual(straight);
    }),
    { numRuns: 20_000 },
  );
}, 240_000);

test('and whatever people do meanwhile, it comes to rest with both sides agreed or a person asked', () => {
  fc.assert(
    fc.property(starts, order, acts, (start, choices, later) => {
      const begin = worldOf(start);
      const world = copyOf(begin);
      let last = 0;
      const look = (_: World, turn: number) => {
        holdAlways(world, begin);
        for (const { after, act } of later) {
          if (after !== turn) continue;
          perform(world, act);
          last = turn;
        }
      };
      const { names, isAtRest } = runToRest(world, choices, look);
      const since = names.slice(last + 1);
      if (!isAtRest || countOf(since) > MOST_STEPS)
        throw new Error(`no rest in ${MOST_STEPS} steps: ${names.join(', ')}`);
      holdAtRest(world);
    }),
    { numRuns: 4_000 },
  );
}, 120_000);

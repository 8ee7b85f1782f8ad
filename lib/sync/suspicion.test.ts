import { expect, test } from 'vitest';
import { isSuspicious, type Losses } from './suspicion';

const losses = (more: Partial<Losses>): Losses => ({
  ...{ isEmpty: false, blocks: 0, blocksHeld: 0, mirrors: 0, mirrorsHeld: 0 },
  ...more,
});

/** More than a fifth and more than five, both (sync-design I17). */
test.each([
  [0, 0, false],
  // More than a fifth, but five at most.
  [1, 1, false],
  [5, 5, false],
  [5, 20, false],
  [6, 6, true],
  [6, 20, true],
  // More than five, but a fifth at most.
  [6, 29, true],
  [6, 30, false],
  [7, 30, true],
  [200, 1_000, false],
  [201, 1_000, true],
])('%i of %i: doubted %s, blocks and mirrors alike', (lost, held, doubted) => {
  expect(isSuspicious(losses({ blocks: lost, blocksHeld: held }))).toBe(doubted);
  expect(isSuspicious(losses({ mirrors: lost, mirrorsHeld: held }))).toBe(doubted);
});

test('blocks and mirrors are judged apart: neither few losses nor many held make up for the other', () => {
  expect(isSuspicious(losses({ blocks: 3, blocksHeld: 4, mirrors: 3, mirrorsHeld: 4 }))).toBe(false);
  expect(isSuspicious(losses({ blocks: 6, blocksHeld: 10, mirrorsHeld: 1_000 }))).toBe(true);
});

test('an empty answer is doubted where anything was held, however little', () => {
  expect(isSuspicious(losses({ isEmpty: true, blocks: 1, blocksHeld: 1 }))).toBe(true);
  expect(isSuspicious(losses({ isEmpty: true, mirrorsHeld: 1 }))).toBe(true);
  expect(isSuspicious(losses({ isEmpty: true }))).toBe(false);
});

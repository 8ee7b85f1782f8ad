/** Counts of a round that is about to be applied. */
export type Losses = { isEmpty: boolean; blocks: number; blocksHeld: number; mirrors: number; mirrorsHeld: number };

/**
 * A round that would drop more than a fifth, and more than five, of a link's blocks or mirrors is not believed until a
 * second full read agrees (I17): calendars are emptied by broken answers more often than by people. An empty answer is never
 * normal where something was held.
 */
export function isSuspicious({ isEmpty, blocks, blocksHeld, mirrors, mirrorsHeld }: Losses): boolean {
  if (isEmpty && blocksHeld + mirrorsHeld > 0) return true;
  return tooMany(blocks, blocksHeld) || tooMany(mirrors, mirrorsHeld);
}

const tooMany = (lost: number, held: number) => lost > 5 && lost > held / 5;

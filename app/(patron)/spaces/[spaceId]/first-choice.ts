type Offer = { start: Date; maxMinutes: number };

/**
 * What is chosen to begin with fits together: the first start that is free for the usual length (minutes), else the first for
 * its longest. Undefined where nothing is on offer.
 */
export function firstChoice(offers: readonly Offer[], usual: number): { start: Date; minutes: number } | undefined {
  const chosen = offers.find(({ maxMinutes }) => maxMinutes >= usual) ?? offers[0];
  return chosen && { start: chosen.start, minutes: Math.min(usual, chosen.maxMinutes) };
}

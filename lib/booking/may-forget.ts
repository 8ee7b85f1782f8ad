/** Days in the longest period of each kind, and one more for zones. What is to come, or at once, counts nothing past. */
const DAYS: Record<string, number> = { day: 2, week: 8, month: 32, year: 367 };

/**
 * Whether a booking that is over may lose its patron's name at the patron's own wish (own reading): not while a limit may
 * still count it, else forgetting would be a way round every limit.
 */
export function mayForget({ end, limits }: { end: Date; limits: readonly string[] }, now: Date): boolean {
  const days = Math.max(0, ...limits.map((per) => DAYS[per] ?? 0));
  return end.getTime() + days * 24 * 60 * 60_000 <= now.getTime();
}

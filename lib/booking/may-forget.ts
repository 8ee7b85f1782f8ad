import { addMinutes } from '@/lib/time/interval';

/**
 * Days after its end in which a limit of each kind may still count a booking: those of the longest period, and one more
 * for zones. What is to come, or at once, counts nothing past.
 */
export const LIMIT_DAYS: Readonly<Record<string, number>> = { day: 2, week: 8, month: 32, year: 367 };

/**
 * Whether a booking that is over may lose its patron's name at the patron's own wish (own reading): not while a limit may
 * still count it, nor while somebody may have to keep a gap to it, else forgetting would be a way round every rule.
 */
export function mayForget(
  { end, limits, gapMinutes }: { end: Date; limits: readonly string[]; gapMinutes: number },
  now: Date,
): boolean {
  const days = Math.max(0, ...limits.map((per) => LIMIT_DAYS[per] ?? 0));
  return addMinutes(end, Math.max(days * 24 * 60, gapMinutes)) <= now;
}

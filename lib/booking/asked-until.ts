import { addMinutes, type Interval, minutesBetween } from '@/lib/time/interval';

/** So long is whoever is asked first left alone with a booking that is to be confirmed (sync-design §7, §8). */
const ALONE_MINUTES = 24 * 60;

/**
 * When "to be confirmed" passes from whoever was asked first to all staff: after a day, or when half of the time until
 * the booking's start is over, so that somebody is left to answer. Never after the start.
 */
export function askedUntil(items: readonly Interval[], now: Date): Date {
  const start = new Date(Math.min(...items.map((item) => item.start.getTime())));
  const half = Math.max(0, minutesBetween(now, start) / 2);
  return addMinutes(now, Math.min(ALONE_MINUTES, half));
}

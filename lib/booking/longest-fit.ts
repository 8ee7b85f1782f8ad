import { addMinutes, type Interval, minutesBetween } from '@/lib/time/interval';
import { offers } from './slots';
import type { BookingFacts } from './types';

/** The longest time on offer inside `frame` that is shorter than `minutes`, of several the nearest to `near`; null: none. */
export function longestFit(
  facts: BookingFacts,
  frame: Interval,
  { minutes, near }: { minutes: number; near: Date },
  now: Date,
): Interval | null {
  const distance = (start: Date) => Math.abs(minutesBetween(near, start));
  const [best] = offers(facts, frame, now)
    .filter(({ minMinutes }) => minMinutes < minutes)
    .sort((a, b) => b.maxMinutes - a.maxMinutes || distance(a.start) - distance(b.start));
  return best ? { start: best.start, end: addMinutes(best.start, best.maxMinutes) } : null;
}

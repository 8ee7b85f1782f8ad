import { addMinutes, type Interval, minutesBetween } from '@/lib/time/interval';
import { bookingJudge, lengthsOf } from './decide-booking';
import { candidateStarts } from './slots';
import type { BookingFacts } from './types';

/**
 * Up to `most` times of at least `minutes` that would be accepted now, those that begin nearest to `near` first. As long
 * as the policy's next length from `minutes` on: none when it knows no such length. By the same rule as {@link offers},
 * but one length only, since a search asks it of hundreds of spaces.
 */
export function fits(
  facts: BookingFacts,
  frame: Interval,
  { minutes, near }: { minutes: number; near: Date },
  now: Date,
  most: number,
): Interval[] {
  const length = lengthsOf(facts.policy).find((one) => one >= minutes);
  if (length === undefined || !facts.active) return [];
  const judge = bookingJudge(facts, now);
  const distance = (at: Date) => Math.abs(minutesBetween(near, at));
  const found: Interval[] = [];
  for (const start of candidateStarts(facts, frame).sort((a, b) => distance(a) - distance(b))) {
    const wanted = { start, end: addMinutes(start, length) };
    if (!judge(wanted).ok) continue;
    found.push(wanted);
    if (found.length >= most) break;
  }
  return found;
}

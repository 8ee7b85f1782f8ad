import { addMinutes, type Interval, minutesBetween, minutesIn } from '@/lib/time/interval';
import { lengthsOf, patronObjection } from './decide-booking';
import { periodsIn } from './fixed-periods';
import { candidateStarts } from './slots';
import type { BookingFacts } from './types';

/**
 * Up to `most` times of at least `minutes` that would be accepted now, those that begin nearest to `near` first. As long
 * as the policy's next length from `minutes` on, or as its periods are: none when it knows no such length. By the same
 * rule as {@link offers}, but one length only, since a search asks it of hundreds of spaces.
 */
export function fits(
  facts: BookingFacts,
  frame: Interval,
  { minutes, near }: { minutes: number; near: Date },
  now: Date,
  most: number,
): Interval[] {
  const objection = patronObjection(facts, now);
  const distance = ({ start }: Interval) => Math.abs(minutesBetween(near, start));
  const found: Interval[] = [];
  for (const wanted of timesOf(facts, frame, minutes).sort((a, b) => distance(a) - distance(b))) {
    if (objection(wanted)) continue;
    found.push(wanted);
    if (found.length >= most) break;
  }
  return found;
}

/** Whatever might be asked for, if it were free. */
export function timesOf(facts: BookingFacts, frame: Interval, minutes: number): Interval[] {
  if (facts.policy.fixedPeriods) return periodsIn(facts, frame).filter((period) => minutesIn(period) >= minutes);
  const length = lengthsOf(facts.policy).find((one) => one >= minutes);
  if (length === undefined) return [];
  return candidateStarts(facts, frame).map((start) => ({ start, end: addMinutes(start, length) }));
}

import { addMinutes, type Interval } from '@/lib/time/interval';
import { offers } from './slots';
import type { BookingFacts, Offer } from './types';

/** Offers are worked out for so much at a time: mostly the first free time is near, and a window may be two years long. */
const STRETCH_MINUTES = 7 * 1440;

/** The first start inside `frame` that would be accepted now, by the same rule as {@link offers}; undefined: none. */
export function firstOffer(facts: BookingFacts, frame: Interval, now: Date): Offer | undefined {
  for (let { start } = frame; start < frame.end; start = addMinutes(start, STRETCH_MINUTES)) {
    const end = new Date(Math.min(addMinutes(start, STRETCH_MINUTES).getTime(), frame.end.getTime()));
    const [first] = offers(facts, { start, end }, now);
    if (first) return first;
  }
  return undefined;
}

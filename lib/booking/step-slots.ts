import { addMinutes, type Interval, includes } from '@/lib/time/interval';
import { lengthsOf } from './decide-booking';
import { candidateStarts, offers } from './slots';
import type { BookingFacts } from './types';

/**
 * Free time that begins inside `frame`, cut into slots of one step (libcal-api §4.5): what other programs chain to find
 * how long a space is free. By {@link offers}, so that no slot is free here and taken there: from each slot the shortest
 * length can be booked, and of slots that follow each other every length that the policy knows.
 *
 * Own reading where the shortest length is more than a step: the time that the last start needs is listed to its end, else
 * no chain would be as long as the shortest booking. Such a slot is the end of a booking and begins none. Periods stand
 * whole, and a slot is shorter than a step where nothing longer can be booked.
 */
export function stepSlots(facts: BookingFacts, frame: Interval, now: Date): Interval[] {
  const { fixedPeriods, stepMinutes, minMinutes, maxMinutes: longest } = facts.policy;
  // What begins before the frame may need its first slots. Periods are no longer than they are.
  const wide = fixedPeriods ? frame : { start: addMinutes(frame.start, -minMinutes), end: frame.end };
  // Whether a step is free is all that is asked: longer bookings need not be tried.
  const enough = lengthsOf(facts.policy).find((minutes) => minutes >= stepMinutes) ?? longest;
  const asked = { ...facts, policy: { ...facts.policy, maxMinutes: enough } };
  const offered = offers(asked, wide, now).map(({ start, minMinutes: least, maxMinutes }) => ({
    start,
    end: addMinutes(start, fixedPeriods ? maxMinutes : Math.min(stepMinutes, maxMinutes)),
    needsUntil: addMinutes(start, least).getTime(),
  }));
  const tails = fixedPeriods || minMinutes <= stepMinutes ? [] : tailsOf(facts, wide, offered);
  return [...offered, ...tails]
    .filter(({ start }) => includes(frame, start))
    .sort((a, b) => a.start.getTime() - b.start.getTime() || a.end.getTime() - b.end.getTime())
    .map(({ start, end }) => ({ start, end }));
}

/** Steps inside the shortest booking of a start before them, that begin none themselves. */
function tailsOf(
  facts: BookingFacts,
  frame: Interval,
  offered: readonly { start: Date; needsUntil: number }[],
): Interval[] {
  const needsUntil = new Map(offered.map((one) => [one.start.getTime(), one.needsUntil]));
  const tails: Interval[] = [];
  let until = 0;
  for (const start of candidateStarts(facts, frame)) {
    const own = needsUntil.get(start.getTime());
    const end = Math.min(addMinutes(start, facts.policy.stepMinutes).getTime(), until);
    if (own !== undefined) until = Math.max(until, own);
    else if (start.getTime() < end) tails.push({ start, end: new Date(end) });
  }
  return tails;
}

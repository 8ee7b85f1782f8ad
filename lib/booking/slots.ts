import { addMinutes, type Interval, includes, isBefore, minutesIn, overlaps } from '@/lib/time/interval';
import { clockMultiples, datesBetween, localDateOf, localDay } from '@/lib/time/zone';
import { bookingJudge, lengthsOf, patronObjection } from './decide-booking';
import { periodsIn } from './fixed-periods';
import type { BookingFacts, By, Offer } from './types';

/**
 * Every start inside `frame` that would be accepted now, in order, with its shortest and longest length; with fixed
 * periods every period. A length that is refused ends the search, since a longer one meets at least as much; so all
 * lengths between are accepted too. Of a slot under way the lengths that are over already are left out first.
 */
export function offers(facts: BookingFacts, frame: Interval, now: Date, by: By = 'patron'): Offer[] {
  const isRefused = refuser(facts, now, by);
  if (facts.policy.fixedPeriods)
    return periodsIn(facts, frame)
      .filter((period) => !isRefused(period))
      .map((period) => ({ start: period.start, minMinutes: minutesIn(period), maxMinutes: minutesIn(period) }));
  const all = lengthsOf(facts.policy);
  return candidateStarts(facts, frame).flatMap((start) => {
    const lengths = isBefore(start, now) ? all.filter((minutes) => addMinutes(start, minutes) > now) : all;
    const refused = lengths.findIndex((minutes) => isRefused({ start, end: addMinutes(start, minutes) }));
    const accepted = refused === -1 ? lengths : lengths.slice(0, refused);
    const [minMinutes] = accepted;
    const maxMinutes = accepted.at(-1);
    return minMinutes === undefined || maxMinutes === undefined ? [] : [{ start, minMinutes, maxMinutes }];
  });
}

function refuser(facts: BookingFacts, now: Date, by: By): (wanted: Interval) => boolean {
  if (by === 'patron') {
    const objection = patronObjection(facts, now);
    return (wanted) => objection(wanted) !== null;
  }
  const judge = bookingJudge(facts, now, by);
  return (wanted) => !judge(wanted).ok;
}

/**
 * Clock multiples of the step while it is open, and opening times that fall between them (own reading of libcal-domain
 * §2.2). The wall clock counts, not real time, so that a step of 90 minutes keeps its times on a day of 25 hours.
 */
export function candidateStarts({ open, openings, policy, timeZone }: BookingFacts, frame: Interval): Date[] {
  const stretches = open.filter((stretch) => overlaps(stretch, frame));
  const times = new Set<number>();
  const consider = (at: Date) => {
    if (includes(frame, at) && stretches.some((stretch) => includes(stretch, at))) times.add(at.getTime());
  };
  openings.forEach(consider);
  for (const date of datesBetween(localDateOf(frame.start, timeZone), localDateOf(frame.end, timeZone)))
    clockMultiples(localDay(date, timeZone), policy.stepMinutes, timeZone).forEach(consider);
  return [...times].sort((a, b) => a - b).map((time) => new Date(time));
}

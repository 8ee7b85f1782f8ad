import { addMinutes, type Interval, includes, minutesIn } from '@/lib/time/interval';
import { narrowed } from './appointment';
import { lengthsOf } from './decide-booking';
import { decideMove, type ItemToMove } from './decide-move';
import { periodsIn } from './fixed-periods';
import { candidateStarts } from './slots';
import type { Offer } from './types';

/**
 * Where its patron may move a booking to within `frame`: every start, in order, with its shortest and longest length. All
 * its items move together. The present start is among them also where it could not be booked any more, since notice is
 * asked for once (`decideMove`); what is offered here and what is accepted pass through that same rule.
 */
export function moveOffers(given: readonly Omit<ItemToMove, 'wanted'>[], frame: Interval, now: Date): Offer[] {
  const items = given.map(narrowed);
  const [first] = items;
  if (!first) return [];
  const { facts, was } = first;
  const fits = (wanted: Interval) =>
    decideMove(
      items.map((item) => ({ ...item, wanted })),
      now,
      'own',
    ).ok;
  if (facts.policy.fixedPeriods)
    return periodsIn(facts, frame)
      .filter(fits)
      .map((period) => ({ start: period.start, minMinutes: minutesIn(period), maxMinutes: minutesIn(period) }));
  const lengths = lengthsOf(facts.policy);
  return startsIn(candidateStarts(facts, frame), was.start, frame).flatMap((start) => {
    const refused = lengths.findIndex((minutes) => !fits({ start, end: addMinutes(start, minutes) }));
    const accepted = refused === -1 ? lengths : lengths.slice(0, refused);
    const [minMinutes, maxMinutes] = [accepted[0], accepted.at(-1)];
    return minMinutes === undefined || maxMinutes === undefined ? [] : [{ start, minMinutes, maxMinutes }];
  });
}

function startsIn(candidates: readonly Date[], own: Date, frame: Interval): Date[] {
  const times = new Set(candidates.map((at) => at.getTime()));
  if (includes(frame, own)) times.add(own.getTime());
  return [...times].sort((a, b) => a - b).map((time) => new Date(time));
}

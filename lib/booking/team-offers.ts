import type { Refusal } from '@/lib/refusal';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { bookingJudge, patronObjection } from './decide-booking';
import { candidateStarts } from './slots';
import type { BookingFacts } from './types';

/**
 * One of a team, for one kind at one of their places. `facts` as `factsForAppointment` reads them; `room`, where they meet
 * in one, as `factsForRoom` does.
 */
export type TeamOption = { personId: number; minutes: number; facts: BookingFacts; room: BookingFacts | null };

/** A start that is on offer, and with whom and where. */
export type TeamStart<Option> = { start: Date; options: Option[] };

/**
 * Every start inside `frame` at which somebody could be booked now, in order, each with all who could. The rule is that of
 * one person (`offers`), for one length; so what a page of many offers is what a booking accepts.
 */
export function teamOffers<Option extends TeamOption>(
  options: readonly Option[],
  frame: Interval,
  now: Date,
): TeamStart<Option>[] {
  const starts = new Map<number, TeamStart<Option>>();
  for (const option of options) {
    const objections = factsOf(option).map((facts) => patronObjection(facts, now));
    for (const start of candidateStarts(option.facts, frame)) {
      const wanted = { start, end: addMinutes(start, option.minutes) };
      if (objections.some((against) => against(wanted) !== null)) continue;
      const known = starts.get(start.getTime());
      if (known) known.options.push(option);
      else starts.set(start.getTime(), { start, options: [option] });
    }
  }
  return [...starts.values()].sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** Who could be booked at `start`, and of the others why not, both in the order given. */
export function judgeTeam<Option extends TeamOption>(
  options: readonly Option[],
  start: Date,
  now: Date,
): { free: Option[]; refusals: Refusal[] } {
  const judged = options.map((option) => {
    const wanted = { start, end: addMinutes(start, option.minutes) };
    const refused = factsOf(option)
      .map((facts) => bookingJudge(facts, now)(wanted))
      .find((decision) => !decision.ok);
    return { option, refusal: refused && !refused.ok ? refused.refusal : null };
  });
  return {
    free: judged.filter(({ refusal }) => refusal === null).map(({ option }) => option),
    refusals: judged.flatMap(({ refusal }) => refusal ?? []),
  };
}

const factsOf = ({ facts, room }: TeamOption): BookingFacts[] => (room ? [facts, room] : [facts]);

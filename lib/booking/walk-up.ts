import { addMinutes } from '@/lib/time/interval';
import { lengthsOf } from './decide-booking';
import { offers } from './slots';
import type { BookingFacts } from './types';

/** What somebody in front of the door may have now: a start, and the lengths in minutes to choose from. */
export type WalkUp = { start: Date; minutes: number[] };

/** Nobody stands in front of a door for longer. */
const SOON_MINUTES = 30;
const USUAL_MINUTES = [15, 30, 60];

/**
 * The slot under way, where rules allow that; else the next that begins within half an hour. Of its lengths the usual
 * ones; where rules know none of these, the shortest. Null: nothing that a patron could book here now.
 */
export function walkUp(facts: BookingFacts, now: Date): WalkUp | null {
  const frame = { start: addMinutes(now, -facts.policy.maxMinutes), end: addMinutes(now, SOON_MINUTES) };
  const offered = offers(facts, frame, now);
  const offer = offered.findLast(({ start }) => start <= now) ?? offered[0];
  if (!offer) return null;
  const { start, minMinutes, maxMinutes } = offer;
  const lengths = facts.policy.fixedPeriods ? [minMinutes] : lengthsOf({ ...facts.policy, minMinutes, maxMinutes });
  const usual = USUAL_MINUTES.filter((minutes) => lengths.includes(minutes));
  return { start, minutes: usual.length > 0 ? usual : [minMinutes] };
}

import type { Refusal } from '@/lib/refusal';
import { addMinutes, type Interval, overlaps, widen } from '@/lib/time/interval';
import { decideBooking, lengthsOf } from './decide-booking';
import { periodsIn } from './fixed-periods';
import { offers } from './slots';
import type { BookingFacts, ClosedTime, Offer } from './types';

export type WhyClosed = {
  /** In the words of `refusal`: closed, taken, too soon, over a limit until …, needs sign-in, … */
  refusal: Refusal;
  /** What takes it, where that is the reason; 'held': somebody is about to confirm. 'padding': set up or cleaned. */
  takenBy: ClosedTime['kind'] | 'padding' | null;
  /** When it is free again, if nobody makes a booking of what holds it; null: it is not only held. */
  freeAt: Date | null;
  /** The nearest start within the hours read that would be accepted now. */
  nearest: Offer | null;
};

/**
 * Why a start is not on offer: what the shortest booking (or the period) there meets, as the one rule has it. Null: it
 * is on offer.
 */
export function whyClosed(facts: BookingFacts, start: Date, now: Date): WhyClosed | null {
  const wanted = shortestAt(facts, start, now);
  const decision = decideBooking(wanted, facts, now);
  if (decision.ok) return null;
  const { refusal } = decision;
  return {
    refusal,
    takenBy: refusal.code === 'slot_taken' ? takenBy(wanted, facts) : null,
    freeAt: refusal.code === 'slot_taken' ? freeAt(wanted, facts) : null,
    nearest: nearestOffer(facts, start, now),
  };
}

function shortestAt(facts: BookingFacts, start: Date, now: Date): Interval {
  const { policy } = facts;
  const [period] = policy.fixedPeriods ? periodsIn(facts, { start, end: addMinutes(start, 1) }) : [];
  // Of a slot under way the shortest that is not over.
  const minutes = lengthsOf(policy).find((one) => addMinutes(start, one) > now) ?? policy.minMinutes;
  return period ?? { start, end: addMinutes(start, minutes) };
}

/** What a time that is taken meets first of all. */
export function takenBy(wanted: Interval, { closed, policy }: BookingFacts): WhyClosed['takenBy'] {
  const uses = closed.filter((other) => !other.pad && overlaps(other, wanted));
  // What is only held may become free again: that is no news where something else is in the way as well.
  const use = uses.find(({ kind }) => kind !== 'held') ?? uses[0];
  if (use) return use.kind;
  const padded = widen(wanted, policy.setupMinutes, policy.cleanupMinutes);
  return closed.some((other) => overlaps(other, other.pad ? wanted : padded)) ? 'padding' : null;
}

/** The last of the holds in the way; null where anything else is in the way too. */
export function freeAt(wanted: Interval, { closed, policy }: BookingFacts): Date | null {
  const padded = widen(wanted, policy.setupMinutes, policy.cleanupMinutes);
  const met = closed.filter((other) => overlaps(other, other.pad ? wanted : padded));
  const ends = met.flatMap(({ until }) => until?.getTime() ?? []);
  return ends.length > 0 && ends.length === met.length ? new Date(Math.max(...ends)) : null;
}

/** Of two as near the later one. */
function nearestOffer(facts: BookingFacts, start: Date, now: Date): Offer | null {
  const ends = facts.open.map(({ end }) => end.getTime());
  const starts = facts.open.map((stretch) => stretch.start.getTime());
  if (ends.length === 0) return null;
  const frame = { start: new Date(Math.min(...starts)), end: new Date(Math.max(...ends)) };
  const distance = (offer: Offer) => Math.abs(offer.start.getTime() - start.getTime());
  return offers(facts, frame, now).reduce<Offer | null>(
    (best, offer) => (!best || distance(offer) <= distance(best) ? offer : best),
    null,
  );
}

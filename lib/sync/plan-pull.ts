import { sameInterval } from '@/lib/time/interval';
import { intervalOf } from './owned-fields';
import { type Collision, type CollisionAction, type PromisedBooking, planCollisions } from './plan-collisions';
import { type ForeignAction, type ForeignFacts, planForeign } from './plan-foreign';
import { type Adoption, type MirrorAction, type MirrorFacts, planAdoptions, planMirror } from './plan-mirrors';

export type PullFacts = MirrorFacts &
  ForeignFacts & {
    resourceId: number;
    /** Bookings that are promised and close the link's resource, one row for each resource of theirs that it meets. */
    bookings: readonly PromisedBooking[];
    /** Cases of a foreign event over a booking: open ones, and those that a person let stand. */
    collisions: readonly Collision[];
  };

export type PullAction = Adoption | MirrorAction | ForeignAction | CollisionAction;

/**
 * How Outlook's calendar changes ours: what we knew and what was read in, a list of deeds out. Compares intervals and
 * status only, so an echo of our own writing, or the same page read twice, plans nothing (I7, I9).
 */
export function planPull(facts: PullFacts): PullAction[] {
  const mine = new Set(facts.mirrors.flatMap(({ remoteId }) => (remoteId ? [remoteId] : [])));
  const adopted = planAdoptions(facts, mine);
  const ours = [...mine, ...adopted.map(({ event }) => event.remoteId), ...ownOccurrences(facts)];
  const foreign = planForeign(facts, new Set(ours));
  const mirrors = facts.mirrors.flatMap((mirror) => planMirror(mirror, facts));
  // Where a booking that was edited too will stand is not known before the edit is answered: its cases come with the next
  // reading, which that answer asks for.
  const edited = new Set([
    ...adopted.flatMap(({ bookingId, isEdited }) => (isEdited ? [bookingId] : [])),
    ...mirrors.flatMap((action) => (action.do === 'mirror_edited' ? [action.bookingId] : [])),
  ]);
  const settled = ({ bookingId }: { bookingId: number }) => !edited.has(bookingId);
  const collisions = facts.collisions.filter(settled);
  return [
    ...adopted,
    ...mirrors,
    ...foreign.actions,
    ...planCollisions(facts.bookings.filter(settled), collisions, foreign.busy, facts.now),
  ];
}

/** A person made a series of a mirror: the time that the booking has is the booking's, the others are that person's. */
function ownOccurrences({ mirrors, seen, known }: PullFacts): string[] {
  const bases = new Map(mirrors.flatMap(({ remoteId, base }) => (remoteId ? [[remoteId, intervalOf(base)]] : [])));
  return [...known.values(), ...seen.values()].flatMap((event) => {
    const base = event.seriesMasterId ? bases.get(event.seriesMasterId) : undefined;
    return base && sameInterval(event, base) ? [event.remoteId] : [];
  });
}

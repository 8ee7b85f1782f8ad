import type { BookingFacts } from '@/lib/booking/types';
import { appointmentWorld, type PersonOffering } from '@/lib/db/appointment-world';
import { factsOf } from '@/lib/db/booking-facts';
import type { Tx } from '@/lib/db/client';
import type { Kept } from '@/lib/db/kept';
import { digestOf, momentFacts } from '@/lib/db/moment-facts';
import type { Patron } from '@/lib/db/patron-bookings';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { writtenFacts } from '@/lib/db/written-facts';
import { addMinutes, type Interval } from '@/lib/time/interval';

type Asking = {
  people: readonly ResourceRecord[];
  frame: Interval;
  patron: Patron | null;
  /** A booking that does not stand in its own way. */
  without?: number;
};

export type PeopleFacts = {
  offeringOf: (person: ResourceRecord) => PersonOffering;
  /** Of what may be otherwise a moment later: while it is the same, so is all that follows from it at that moment. */
  digest: string;
  /** Of people and rooms, by id. Worked out when asked for, and not before. */
  known: () => ReadonlyMap<number, BookingFacts>;
};

/**
 * What appointments with these people that begin inside `frame` are judged by. They and the rooms they meet in are read
 * together: as many queries for thirty as for one. `kept`: for what admins and staff have written (lib/db/kept).
 */
export async function peopleFacts(
  tx: Tx,
  { people, frame, patron, without }: Asking,
  now: Date,
  kept: Kept = (_, read) => read(),
): Promise<PeopleFacts> {
  const name = `${people.map(({ id }) => id)}`;
  const offeringOf = await kept(`offerings ${name}`, () => appointmentWorld(tx, people));
  const roomIds = [
    ...new Set(people.flatMap((person) => offeringOf(person).places.flatMap(({ spaceId }) => spaceId ?? []))),
  ];
  const rooms = roomIds.length === 0 ? [] : await kept(`rooms ${roomIds}`, () => resources(tx, { ids: roomIds }));
  const all = [...people, ...rooms];
  const longest = people.flatMap((person) => offeringOf(person).kinds.map(({ maxMinutes }) => maxMinutes));
  const range = { start: frame.start, end: addMinutes(frame.end, Math.max(0, ...longest)) };
  const when = `${range.start.getTime()} ${range.end.getTime()}`;
  const written = await kept(`written ${name} ${roomIds} ${when}`, () => writtenFacts(tx, all, range));
  const moment = await momentFacts(tx, all, range, written, { patron, now, without });
  return {
    offeringOf,
    digest: digestOf(moment),
    known: () => new Map(factsOf(all, range, written, moment).map(({ resource, facts }) => [resource.id, facts])),
  };
}

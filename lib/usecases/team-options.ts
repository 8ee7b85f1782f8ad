import { factsForAppointment, factsForRoom, suits } from '@/lib/booking/appointment';
import type { AppointmentWish, Place } from '@/lib/booking/appointment-types';
import { kindKey } from '@/lib/booking/team-kinds';
import type { TeamOption } from '@/lib/booking/team-offers';
import type { BookingFacts } from '@/lib/booking/types';
import type { PersonOffering } from '@/lib/db/appointment-world';
import type { ResourceRecord } from '@/lib/db/resources';
import type { PlaceAt } from '@/lib/db/teams';
import type { Team } from './team-of';

/** Where somebody meets, as far as patrons choose: at a location, or online. Stands in addresses: `online`, or its id. */
export type Where = { key: string /** Null: online. */; location: PlaceAt | null };

/** What may be asked of one person of a team: a kind of theirs at one of their places. */
export type TeamChance = { person: ResourceRecord; wish: AppointmentWish; where: Where };

type World = { offeringOf: (person: ResourceRecord) => PersonOffering; placeAt: ReadonlyMap<number, PlaceAt> };

const ONLINE: Where = { key: 'online', location: null };

/**
 * All that a team offers of one kind: people in their order, each at their places in theirs. At the page of a location: what
 * takes place there, and online what its own people offer.
 */
export function teamChances(
  { people, groupId, locationId }: Pick<Team, 'people' | 'groupId' | 'locationId'>,
  key: string,
  world: World,
): TeamChance[] {
  return people.flatMap((person) => {
    const { kinds, places, usualPlaceId } = world.offeringOf(person);
    const kind = kinds.find((one) => kindKey(one) === key);
    if (!kind) return [];
    return places.flatMap((place) => {
      const where = whereOf(person, place, world);
      const isHere = locationId === null || (where?.location ? where.location.id : person.locationId) === locationId;
      return where && isHere && suits(kind, place)
        ? [{ person, where, wish: { kind, place, usualPlaceId, groupId } }]
        : [];
    });
  });
}

/** Null: at a location that is closed down. */
export function whereOf(person: ResourceRecord, place: Place, { placeAt }: Pick<World, 'placeAt'>): Where | null {
  if (place.kind === 'online') return ONLINE;
  const own = { id: person.locationId, name: person.locationName };
  const location = place.id === null ? own : placeAt.get(place.id);
  return location ? { key: `${location.id}`, location } : null;
}

/** The same, with the facts that it is judged by; who is not known is left out. */
export function withFacts<Chance extends TeamChance>(
  chances: readonly Chance[],
  known: ReadonlyMap<number, BookingFacts>,
): (Chance & TeamOption)[] {
  return chances.flatMap((chance) => {
    const { person, wish } = chance;
    const facts = known.get(person.id);
    const { spaceId } = wish.place;
    const room = spaceId === null ? null : known.get(spaceId);
    if (!facts || room === undefined) return [];
    const minutes = wish.kind.defaultMinutes;
    const [own, itsRoom] = [factsForAppointment(facts, wish), room && factsForRoom(room)];
    return [{ ...chance, personId: person.id, minutes, facts: own, room: itsRoom }];
  });
}

/** Each once: locations as they come, and online last. */
export const wheresOf = (chances: readonly Pick<TeamChance, 'where'>[]): Where[] =>
  [...new Map(chances.map(({ where }) => [where.key, where])).values()].sort(
    (a, b) => Number(a.location === null) - Number(b.location === null),
  );

import { appointmentWorld } from '@/lib/db/appointment-world';
import type { Tx } from '@/lib/db/client';
import { formerGroupsOfPerson, groupsOfPerson } from '@/lib/db/own-appointments';
import { placesOfPerson } from '@/lib/db/own-places';
import type { ResourceRecord } from '@/lib/db/resources';

/** What a rule's places and group are called. */
export type RuleNames = {
  /** A person's places that are offered, the usual one first; none: they are at their location. */
  places: { id: number; name: string }[];
  /** Places that are not offered any more. */
  gone: { id: number; name: string }[];
  usualPlace: string;
  groups: { id: number; name: string }[];
  /** Named by a rule of theirs, though they are no member any more. */
  formerGroups: { id: number; name: string }[];
};

export async function ruleNames(tx: Tx, person: ResourceRecord): Promise<RuleNames> {
  const all = await placesOfPerson(tx, person.id);
  const offered = (await appointmentWorld(tx, [person]))(person).places;
  const named = offered.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]));
  return {
    places: named,
    gone: all.flatMap(({ id, name }) => (named.some((one) => one.id === id) ? [] : [{ id, name }])),
    usualPlace: offered[0]?.name ?? person.locationName,
    groups: await groupsOfPerson(tx, person.id),
    formerGroups: await formerGroupsOfPerson(tx, person.id),
  };
}

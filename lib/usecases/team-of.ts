import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import type { Kept } from '@/lib/db/kept';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { activeLocations, appointmentGroups } from '@/lib/db/teams';
import { maySee, shownTo } from './shown-to';
import { emptyAsMissing } from './space-filter';
import { helpsWith, subjectKey, subjectNames } from './subjects';

/** Which people: those of a group, of a subject or of a location. */
export const teamKeyInput = {
  group: emptyAsMissing(z.string().max(100)),
  subject: emptyAsMissing(z.string().max(100)),
  location: emptyAsMissing(z.coerce.number().int().positive()),
};

export type TeamKey = { group?: string; subject?: string; location?: number };

/** People who can be met on one page, with one calendar of all their times. Nobody may be there at present. */
export type Team = {
  kind: 'group' | 'subject' | 'location';
  /** What the page's address says: the group's address, the subject as it is mostly written, the location's id. */
  key: string;
  name: string;
  description: string;
  /** Time that people keep for a group is offered on its page only. */
  groupId: number | null;
  /** Of a location: only what takes place there, or online with its own people, is offered. */
  locationId: number | null;
  /** Patrons may leave it to the library whom they meet. */
  anyMember: boolean;
  people: ResourceRecord[];
};

/** The people whom this person may be shown: in lists, or, by an address that they have, within what is there. */
export const peopleShownTo = async (actor: Actor, kept: Kept): Promise<ResourceRecord[]> => {
  const people = await kept('people', () => resources(db(), { kind: 'person', activeOnly: true }));
  return people.filter(({ slug, access }) => slug !== null && maySee(actor, access));
};

/**
 * The team by its key, or null: there is none, or it is not for this person to see. As with spaces, whoever has the address
 * of an unlisted group or location sees it, and in it what its categories list.
 */
export async function teamOf(actor: Actor, { group, subject, location }: TeamKey, kept: Kept): Promise<Team | null> {
  const shown = shownTo(actor);
  const people = await peopleShownTo(actor, kept);
  const within = people.filter(({ categoryAccess }) => shown.includes(categoryAccess));
  if (group) {
    const found = (await kept('groups', () => appointmentGroups(db()))).find(({ slug }) => slug === group);
    if (!found || !maySee(actor, found.access)) return null;
    const { id: groupId, name, description, anyMember, memberIds } = found;
    const members = within.filter(({ id }) => memberIds.includes(id));
    return {
      ...{ kind: 'group', key: group, name, description, groupId, locationId: null, anyMember },
      people: members,
    };
  }
  const others = { description: '', groupId: null, anyMember: true };
  if (subject) {
    const offering = people.filter((one) => shown.includes(one.access) && helpsWith(one, subject));
    const name = subjectNames(offering).get(subjectKey(subject));
    if (name === undefined) return null;
    return { ...others, ...{ kind: 'subject', key: name, name, locationId: null }, people: offering };
  }
  if (!location) return null;
  const found = (await kept('active locations', () => activeLocations(db()))).find(({ id }) => id === location);
  if (!found || !maySee(actor, found.access)) return null;
  return {
    ...others,
    ...{ kind: 'location', key: `${location}`, name: found.name, locationId: location },
    people: within,
  };
}

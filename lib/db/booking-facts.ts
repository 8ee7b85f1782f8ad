import type { Admission, BookingFacts } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import { type MomentFacts, momentFacts } from '@/lib/db/moment-facts';
import type { Patron } from '@/lib/db/patron-bookings';
import { bansAt, type Standing } from '@/lib/db/patron-standing';
import type { PlaceRules } from '@/lib/db/place-rules';
import type { Family, ResourceRecord } from '@/lib/db/resources';
import { takenRows } from '@/lib/db/taken-time';
import { type WrittenFacts, writtenFacts } from '@/lib/db/written-facts';
import { type Interval, merge } from '@/lib/time/interval';
import { type HoursLevel, type Opening, openingIn, stretchesIn } from '@/lib/time/opening';

/** The facts of one resource, with what a page shows or a write needs beside them. */
export type ResourceFacts = { resource: ResourceRecord; facts: BookingFacts; hours: HoursLevel[]; family: Family };

/**
 * What bookings of these resources within `range` are judged by: the same reading for one booking and for the day of a
 * whole location, five queries however many resources there are. One more where a calendar's silence closes some of them, and
 * two for a known patron: what groups and bans say, and, where there are limits or gaps, what they have already.
 *
 * Reaches beyond `range`: hours from the day before; taken time by the longest pads; limits over whole local days. Time
 * taken is looked for in each resource, its parts and, for Outlook's, their wholes too (sync-design §2). `without`: the
 * booking that is to be moved, which neither stands in its own way nor counts twice.
 */
export async function bookingFacts(
  tx: Tx,
  resources: readonly ResourceRecord[],
  range: Interval,
  patron: Patron | null,
  now: Date,
  without = 0,
): Promise<ResourceFacts[]> {
  if (resources.length === 0) return [];
  const written = await writtenFacts(tx, resources, range);
  return factsOf(resources, range, written, await momentFacts(tx, resources, range, written, { patron, now, without }));
}

/** Both put together, without asking anybody. */
export function factsOf(
  resources: readonly ResourceRecord[],
  range: Interval,
  { familyOf, hoursOf, rulesOf }: WrittenFacts,
  { taken, unknown, standing, own }: MomentFacts,
): ResourceFacts[] {
  const { booked, blocks } = takenRows(taken);
  const bookedIn = byResource(booked);
  const blocksIn = byResource(blocks);
  const openingOf = openingFinder(range);

  return resources.map((resource) => {
    const { id, categoryId, locationId, active, isContainer, timeZone, policy } = resource;
    const { periods, limits } = rulesOf(resource);
    const family = familyOf(id);
    const hours = hoursOf(resource);
    const closed = [...[id, ...family.partIds].flatMap(bookedIn), ...family.blockerIds.flatMap(blocksIn)];
    const facts: BookingFacts = {
      ...{ resourceId: id, categoryId, locationId, active, isContainer, timeZone, policy, periods, limits, own },
      admission: admissionOf(resource, rulesOf(resource), standing),
      ...openingOf(resource, hours),
      closed,
      calendarUnknown: unknown.includes(id),
    };
    return { resource, facts, hours, family };
  });
}

/** By what a resource and its places say of who may book, and what is known of whoever asks. */
export function admissionOf(
  { access, locationId, signInRequired, emailDomains }: ResourceRecord,
  { groups }: Pick<PlaceRules, 'groups'>,
  { bans, ...known }: Standing,
): Admission {
  const staffOnly = access === 'staff';
  return { ...known, staffOnly, signInRequired, groups, emailDomains, bans: bansAt(bans, locationId) };
}

/** The rows of one resource, found without looking at the others: a search asks for hundreds. */
function byResource<T extends { resourceId: number }>(rows: readonly T[]): (id: number) => readonly T[] {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.resourceId);
    if (group) group.push(row);
    else groups.set(row.resourceId, [row]);
  }
  return (id) => groups.get(id) ?? [];
}

/** Most resources are open as their category is, and seats as what holds them: that is worked out once. */
function openingFinder(
  range: Interval,
): (resource: ResourceRecord, levels: HoursLevel[]) => Opening & Pick<BookingFacts, 'stretches'> {
  const shared = new Map<string, Opening>();
  return ({ kind, categoryId, container, timeZone }, levels) => {
    const [own] = levels;
    if (kind === 'person') {
      const stretches = stretchesIn(levels, range, timeZone);
      return { open: merge(stretches), openings: stretches.map(({ start }) => start), stretches };
    }
    if (own && own.weeks.length + own.dates.length > 0) return openingIn(levels, range, timeZone);
    const key = `${categoryId} ${container?.id ?? ''}`;
    const known = shared.get(key) ?? openingIn(levels, range, timeZone);
    shared.set(key, known);
    return known;
  };
}

import type { BookingFacts, Limit, OwnBooking } from '@/lib/booking/types';
import { busyBlocks } from '@/lib/db/blocks';
import type { Tx } from '@/lib/db/client';
import { hoursOf } from '@/lib/db/hours';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { bookedTime } from '@/lib/db/occupancy';
import { ownBookings, type Patron } from '@/lib/db/patron-bookings';
import { standingOf } from '@/lib/db/patron-standing';
import { type PlaceRules, placeRules } from '@/lib/db/place-rules';
import { type Family, familiesOf, type ResourceRecord } from '@/lib/db/resources';
import { calendarSpanOf } from '@/lib/time/calendar-span';
import { addMinutes, type Interval, overlaps } from '@/lib/time/interval';
import { type HoursLevel, type Opening, openingIn } from '@/lib/time/opening';
import { addDays, localDateOf, localDayOf } from '@/lib/time/zone';

/** The facts of one resource, with what a page shows or a write needs beside them. */
export type ResourceFacts = { resource: ResourceRecord; facts: BookingFacts; hours: HoursLevel[]; family: Family };

/**
 * What bookings of these resources within `range` are judged by: the same reading for one booking and for the day of a
 * whole location, six queries however many resources there are. One more where a calendar's silence closes some of them, and
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
  const [any] = resources;
  if (!any) return [];
  const wide = widest(resources, range);
  const from = addDays(localDateOf(wide.start, any.timeZone), -2);
  const to = addDays(localDateOf(wide.end, any.timeZone), 1);
  const familyOf = await familiesOf(
    tx,
    resources.map(({ id }) => id),
  );
  const hours = await hoursOf(tx, resources, from, to);
  const closing = new Set(resources.flatMap(({ id }) => [id, ...familyOf(id).partIds]));
  const blocking = new Set(resources.flatMap(({ id }) => familyOf(id).blockerIds));
  const booked = await bookedTime(tx, [...closing], wide, now, without);
  const blocks = await busyBlocks(tx, [...blocking], wide);
  const unknown = await unknownCalendars(tx, resources, familyOf, now);
  const rulesOf = await placeRules(tx, resources);
  const standing = await standingOf(tx, patron);
  const own = await ownWhereAsked(tx, { resources, rulesOf, patron, range, without }, now);
  const bookedIn = byResource(booked);
  const blocksIn = byResource(blocks);
  const openingOf = openingFinder(range);

  return resources.map((resource) => {
    const { id, categoryId, locationId, active, isContainer, timeZone, policy, signInRequired } = resource;
    const { periods, limits, groups } = rulesOf(resource);
    const { bansAt, ...known } = standing;
    const family = familyOf(id);
    const levels = hours(resource);
    const closed = [...[id, ...family.partIds].flatMap(bookedIn), ...family.blockerIds.flatMap(blocksIn)];
    const facts: BookingFacts = {
      ...{ resourceId: id, categoryId, locationId, active, isContainer, timeZone, policy, periods, limits, own },
      admission: {
        ...{ ...known, staffOnly: resource.access === 'staff', signInRequired, groups, bans: bansAt(locationId) },
      },
      ...openingOf(resource, levels),
      closed: closed.filter((row) => overlaps(row, wide)),
      calendarUnknown: unknown.has(id),
    };
    return { resource, facts, hours: levels, family };
  });
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

/** Most resources are open as their category is: that is worked out once. */
function openingFinder(range: Interval): (resource: ResourceRecord, levels: HoursLevel[]) => Opening {
  const ofCategory = new Map<number, Opening>();
  return ({ categoryId, timeZone }, levels) => {
    const [own] = levels;
    if (own && own.weeks.length + own.dates.length > 0) return openingIn(levels, range, timeZone);
    const known = ofCategory.get(categoryId) ?? openingIn(levels, range, timeZone);
    ofCategory.set(categoryId, known);
    return known;
  };
}

type Asked = {
  resources: readonly ResourceRecord[];
  rulesOf: (resource: ResourceRecord) => PlaceRules;
  patron: Patron | null;
  range: Interval;
  without: number;
};

/** The patron's bookings as far back as any limit or gap looks; nothing is read where there is none. */
async function ownWhereAsked(
  tx: Tx,
  { resources, rulesOf, patron, range, without }: Asked,
  now: Date,
): Promise<OwnBooking[]> {
  const since = resources.flatMap((resource) => {
    const { policy, timeZone } = resource;
    const gap = policy.gapMinutes ? [addMinutes(range.start, -policy.gapMinutes)] : [];
    return [...gap, ...rulesOf(resource).limits.map(({ per }) => limitSince(per, range.start, timeZone, now))];
  });
  if (!patron || since.length === 0) return [];
  return ownBookings(tx, patron, new Date(Math.min(...since.map((at) => at.getTime()))), without);
}

function limitSince(per: Limit['per'], start: Date, timeZone: string, now: Date): Date {
  if (per === 'upcoming') return now;
  return per === 'at_once' ? start : calendarSpanOf(per, start, timeZone).start;
}

/** Those that are not to be offered while their calendar, or one that closes them, cannot be asked (sync-design §9). */
async function unknownCalendars(
  tx: Tx,
  resources: readonly ResourceRecord[],
  familyOf: (id: number) => Family,
  now: Date,
): Promise<ReadonlySet<number>> {
  const careful = resources.filter(({ syncPolicy }) => (syncPolicy as { stale?: unknown } | null)?.stale === 'closed');
  if (careful.length === 0) return new Set();
  const calendars = await trustOfCalendars(tx, [...new Set(careful.flatMap(({ id }) => familyOf(id).blockerIds))], now);
  const stale = new Set(
    calendars.filter(({ reads, trust }) => reads && trust === 'stale').map(({ resourceId }) => resourceId),
  );
  return new Set(careful.map(({ id }) => id).filter((id) => familyOf(id).blockerIds.some((one) => stale.has(one))));
}

/** `range` in whole local days, with room for the longest padding. */
function widest(resources: readonly ResourceRecord[], range: Interval): Interval {
  const pad = Math.max(0, ...resources.map(({ policy }) => Math.max(policy.setupMinutes, policy.cleanupMinutes)));
  const zones = [...new Set(resources.map(({ timeZone }) => timeZone))];
  const starts = zones.map((zone) => localDayOf(range.start, zone).start.getTime());
  const ends = zones.map((zone) => localDayOf(range.end, zone).end.getTime());
  return { start: addMinutes(new Date(Math.min(...starts)), -pad), end: addMinutes(new Date(Math.max(...ends)), pad) };
}

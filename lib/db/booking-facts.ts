import type { BookingFacts } from '@/lib/booking/types';
import { busyBlocks } from '@/lib/db/blocks';
import type { Tx } from '@/lib/db/client';
import { hoursOf } from '@/lib/db/hours';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { bookedTime } from '@/lib/db/occupancy';
import { ownTimes, type Patron } from '@/lib/db/patron-bookings';
import { type Family, familiesOf, type ResourceRecord } from '@/lib/db/resources';
import { addMinutes, type Interval, overlaps } from '@/lib/time/interval';
import { type HoursLevel, openingIn } from '@/lib/time/opening';
import { addDays, localDateOf, localDay } from '@/lib/time/zone';

/** The facts of one resource, with what a page shows or a write needs beside them. */
export type ResourceFacts = { resource: ResourceRecord; facts: BookingFacts; hours: HoursLevel[]; family: Family };

/**
 * What bookings of these resources within `range` are judged by: the same reading for one booking and for the day of a
 * whole location, six queries however many resources there are, and one more where a calendar's silence closes some of them.
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
  const own =
    patron && (await ownTimes(tx, patron, [...new Set(resources.map((one) => one.categoryId))], wide, without));

  return resources.map((resource) => {
    const { id, categoryId, active, timeZone, policy } = resource;
    const family = familyOf(id);
    const levels = hours(resource);
    const within = new Set([id, ...family.partIds]);
    const blockers = new Set(family.blockerIds);
    const closed = [
      ...booked.filter((row) => within.has(row.resourceId)),
      ...blocks.filter((row) => blockers.has(row.resourceId)),
    ];
    const facts: BookingFacts = {
      ...{ resourceId: id, categoryId, timeZone, policy },
      // A container is booked by its seats (libcal-domain §1.1).
      active: active && !resource.isContainer,
      ...openingIn(levels, range, timeZone),
      closed: closed.filter((row) => overlaps(row, wide)),
      own: own?.(categoryId) ?? [],
      calendarUnknown: unknown.has(id),
    };
    return { resource, facts, hours: levels, family };
  });
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
  const pads = resources.map(({ policy }) => Math.max(policy.setupMinutes, policy.cleanupMinutes));
  const pad = Math.max(0, ...pads);
  const starts = resources.map(({ timeZone }) =>
    localDay(localDateOf(range.start, timeZone), timeZone).start.getTime(),
  );
  const ends = resources.map(({ timeZone }) => localDay(localDateOf(range.end, timeZone), timeZone).end.getTime());
  return { start: addMinutes(new Date(Math.min(...starts)), -pad), end: addMinutes(new Date(Math.max(...ends)), pad) };
}

import { createHash } from 'node:crypto';
import type { Limit, OwnBooking } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { ownBookings, type Patron } from '@/lib/db/patron-bookings';
import { type Standing, standingOf } from '@/lib/db/patron-standing';
import type { PlaceRules } from '@/lib/db/place-rules';
import type { Family, ResourceRecord } from '@/lib/db/resources';
import { takenTime } from '@/lib/db/taken-time';
import { padded, type WrittenFacts, widest } from '@/lib/db/written-facts';
import { calendarSpanOf } from '@/lib/time/calendar-span';
import { addMinutes, type Interval } from '@/lib/time/interval';

/** What may be otherwise a moment later: time taken, calendars that are silent, and what the patron may and has. */
export type MomentFacts = {
  /** As {@link takenTime} has it. */
  taken: string;
  /** Ids of those not to be offered while their calendar cannot be asked. */
  unknown: number[];
  standing: Standing;
  own: OwnBooking[];
};

/** `within`: only time taken there is asked for, not in the whole days of the range. */
type Asking = { patron: Patron | null; now: Date; without?: number; within?: Interval };

export async function momentFacts(
  tx: Tx,
  resources: readonly ResourceRecord[],
  range: Interval,
  written: WrittenFacts,
  { patron, now, without = 0, within }: Asking,
): Promise<MomentFacts> {
  const wide = within ? padded(resources, within) : widest(resources, range);
  return {
    taken: await takenTime(tx, { ...closersOf(resources, written), range: wide, without }, now),
    ...(await factsBesideTime(tx, resources, range, written, { patron, now, without })),
  };
}

/** Whose bookings, and whose calendars, close these resources. */
export function closersOf(resources: readonly ResourceRecord[], { familyOf }: Pick<WrittenFacts, 'familyOf'>) {
  const families = resources.map(({ id }) => ({ id, ...familyOf(id) }));
  return {
    closing: [...new Set(families.flatMap(({ id, partIds }) => [id, ...partIds]))],
    blocking: [...new Set(families.flatMap(({ blockerIds }) => blockerIds))],
  };
}

/** The same but for the time that is taken. */
export async function factsBesideTime(
  tx: Tx,
  resources: readonly ResourceRecord[],
  range: Interval,
  { familyOf, rulesOf }: WrittenFacts,
  { patron, now, without = 0 }: Omit<Asking, 'within'>,
): Promise<Omit<MomentFacts, 'taken'>> {
  return {
    unknown: await unknownCalendars(tx, resources, familyOf, now),
    standing: await standingOf(tx, patron),
    own: await ownWhereAsked(tx, { resources, rulesOf, patron, range, without }, now),
  };
}

/** One name for all of it: what follows from the same facts at the same moment need not be worked out twice. */
export const digestOf = ({ taken, ...facts }: MomentFacts): string =>
  createHash('sha256').update(taken).update(JSON.stringify(facts)).digest('base64url');

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
): Promise<number[]> {
  const careful = resources.filter(({ syncPolicy }) => (syncPolicy as { stale?: unknown } | null)?.stale === 'closed');
  if (careful.length === 0) return [];
  const calendars = await trustOfCalendars(tx, [...new Set(careful.flatMap(({ id }) => familyOf(id).blockerIds))], now);
  const stale = new Set(
    calendars.filter(({ reads, trust }) => reads && trust === 'stale').map(({ resourceId }) => resourceId),
  );
  return careful.map(({ id }) => id).filter((id) => familyOf(id).blockerIds.some((one) => stale.has(one)));
}

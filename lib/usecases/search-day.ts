import type { Actor } from '@/lib/auth/can';
import { decideBooking } from '@/lib/booking/decide-booking';
import { fits } from '@/lib/booking/fits';
import { longestFit } from '@/lib/booking/longest-fit';
import { takenBy, type WhyClosed } from '@/lib/booking/why-closed';
import { whyNone } from '@/lib/booking/why-none';
import { factsOf, type ResourceFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import type { Kept } from '@/lib/db/kept';
import { momentFacts } from '@/lib/db/moment-facts';
import type { ResourceRecord } from '@/lib/db/resources';
import { writtenFacts } from '@/lib/db/written-facts';
import { addMinutes, type Interval, minutesBetween } from '@/lib/time/interval';
import { addDays, type LocalDate, type LocalDay, localDay, wallTime } from '@/lib/time/zone';
import { patronFor } from './view-space-day';

/** As much of a space as a result shows. */
export type SpaceSummary = Pick<
  ResourceRecord,
  | 'id'
  | 'name'
  | 'capacity'
  | 'features'
  | 'picture'
  | 'zone'
  | 'categoryName'
  | 'locationId'
  | 'locationName'
  | 'timeZone'
>;

export type WhyNot = Pick<WhyClosed, 'refusal' | 'takenBy'>;

export type FoundSpace = {
  space: SpaceSummary;
  /** Begins at the time that was asked for. */
  isExact: boolean;
  /** Times of the length wanted, the nearest first. */
  times: Interval[];
  /** Why not when asked; told of the first ones only, and null where no time was asked for. */
  why: WhyNot | null;
};

/** Free at no time of the date for so long. `shorter`: the longest time that it is free for. */
export type NotFree = { space: SpaceSummary; why: WhyNot; shorter: Interval | null };

/** Who asks, and when; what admins wrote was read before, or is now. */
type Asker = { actor: Actor; kept: Kept; now: Date };
type Wish = { date: LocalDate; at: string | null; minutes: number };

const TIMES_EACH = 3;
/** Reasons are told for so many: a page shows no more. */
const REASONS = 40;
const OTHERS = 12;

/** What is free on one date, the nearest to the time asked for first; and of the rest why not, and what might do. */
export async function searchDay(
  asker: Asker,
  spaces: readonly ResourceRecord[],
  wish: Wish,
): Promise<{ found: FoundSpace[]; others: NotFree[] }> {
  const { minutes } = wish;
  const { now } = asker;
  const looked = (
    await Promise.all(
      [...byZone(spaces)].map(([timeZone, within]) => lookAt(asker, within, asked(wish, timeZone, now), minutes)),
    )
  ).flat();
  const free = looked.filter(({ times }) => times.length > 0).sort(nearestFirst);
  const taken = looked.filter(({ times }) => times.length === 0);
  return { found: free.map(asFound), others: taken.slice(0, OTHERS).flatMap(asOther) };

  function asFound(one: Looked, place: number): FoundSpace {
    const { near, hasTime } = one.asked;
    const isExact = hasTime && one.times[0]?.start.getTime() === near.getTime();
    const why = hasTime && !isExact && place < REASONS ? whyNotAt(one, minutes, now) : null;
    return { ...foundSpace(one.resource, one.times), isExact, why };
  }

  function asOther(one: Looked): NotFree[] {
    const { day, near, hasTime } = one.asked;
    const why = (hasTime && whyNotAt(one, minutes, now)) || whyNone(one.facts, day, minutes, now);
    const shorter = longestFit(one.facts, day, { minutes, near }, now);
    return why ? [{ space: summary(one.resource), why, shorter }] : [];
  }
}

export const foundSpace = (resource: ResourceRecord, times: Interval[]): FoundSpace => ({
  ...{ space: summary(resource), isExact: false, times, why: null },
});

/** What is asked of the spaces of one time zone. */
type Asked = { day: LocalDay; near: Date; hasTime: boolean };
type Looked = ResourceFacts & { asked: Asked; times: Interval[] };

function asked({ date, at }: Wish, timeZone: string, now: Date): Asked {
  const day = localDay(date, timeZone);
  const near =
    at === null ? new Date(Math.max(now.getTime(), day.start.getTime())) : wallTime(date, minuteOf(at), timeZone);
  return { day, near, hasTime: at !== null };
}

function minuteOf(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return hours * 60 + minutes;
}

async function lookAt(
  { actor, kept, now }: Asker,
  spaces: ResourceRecord[],
  ask: Asked,
  minutes: number,
): Promise<Looked[]> {
  const { day, near } = ask;
  // What is open past midnight belongs to the evening before, and may begin then.
  const range = { start: day.start, end: localDay(addDays(day.date, 1), spaces[0]?.timeZone ?? 'UTC').end };
  const ids = spaces.map(({ id }) => id);
  const written = await kept(`written ${ids} ${day.date}`, () => writtenFacts(db(), spaces, range));
  const moment = await momentFacts(db(), spaces, range, written, { patron: patronFor(actor), now });
  const known = factsOf(spaces, range, written, moment);
  return known.map((one) => ({ ...one, asked: ask, times: fits(one.facts, day, { minutes, near }, now, TIMES_EACH) }));
}

/** What speaks against the very time that was asked for. */
function whyNotAt({ facts, asked: { near } }: Looked, minutes: number, now: Date): WhyNot | null {
  const wanted = { start: near, end: addMinutes(near, minutes) };
  const decision = decideBooking(wanted, facts, now);
  if (decision.ok) return null;
  const { refusal } = decision;
  return { refusal, takenBy: refusal.code === 'slot_taken' ? takenBy(wanted, facts) : null };
}

const summary = ({
  id,
  name,
  capacity,
  features,
  picture,
  zone,
  categoryName,
  locationId,
  locationName,
  timeZone,
}: ResourceRecord): SpaceSummary => ({
  ...{ id, name, capacity, features, picture, zone, categoryName, locationId, locationName, timeZone },
});

const nearestFirst = (a: Looked, b: Looked) =>
  distance(a) - distance(b) ||
  (a.resource.capacity ?? 0) - (b.resource.capacity ?? 0) ||
  a.resource.name.localeCompare(b.resource.name);

const distance = ({ times: [first], asked: { near } }: Looked) =>
  first ? Math.abs(minutesBetween(near, first.start)) : 0;

function byZone(spaces: readonly ResourceRecord[]): Map<string, ResourceRecord[]> {
  const zones = new Map<string, ResourceRecord[]>();
  for (const space of spaces) zones.set(space.timeZone, [...(zones.get(space.timeZone) ?? []), space]);
  return zones;
}

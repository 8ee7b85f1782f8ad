import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { fits } from '@/lib/booking/fits';
import { factsOf } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { keptCatalogue } from '@/lib/db/kept';
import { type LocationRecord, locations } from '@/lib/db/library';
import { momentFacts } from '@/lib/db/moment-facts';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { writtenFacts } from '@/lib/db/written-facts';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { type Interval, minutesBetween } from '@/lib/time/interval';
import { addDays, isLocalDate, type LocalDate, localDateOf, localDay, wallTime } from '@/lib/time/zone';
import { shownTo } from './shown-to';
import { patronFor } from './view-space-day';

const emptyAsMissing = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const searchSpacesInput = z.object({
  date: emptyAsMissing(z.string().refine(isLocalDate, 'not_date')),
  /** By the library's clock, `14:30`; left out: now, or the opening. */
  at: emptyAsMissing(z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'invalid')),
  minutes: emptyAsMissing(z.coerce.number().int('invalid').min(5, 'invalid').max(1440, 'too_long')),
  people: emptyAsMissing(z.coerce.number().int('invalid').min(1, 'invalid').max(10_000, 'too_long')),
  locationId: emptyAsMissing(z.coerce.number().int().positive()),
  /** All of them must be there: what patrons expect of a page (libcal-domain §1.1, own reading). */
  features: z.array(z.string().max(120)).max(40).default([]),
});

export type FoundSpace = {
  space: Pick<
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
  /** Begins at the time that was asked for. */
  isExact: boolean;
  /** Times of the length wanted, the nearest first. */
  times: Interval[];
};

export type SpaceSearch = {
  locations: LocationRecord[];
  /** Every feature that some space has, to choose from. */
  features: string[];
  wish: {
    date: LocalDate;
    at: string | null;
    minutes: number;
    people: number | null;
    locationId: number | null;
    features: string[];
  };
  /** Those that begin when asked first, then the nearest in time, then in size. */
  found: FoundSpace[];
  /** How many spaces suit by size and features, free or not. */
  suitable: number;
};

const USUAL_MINUTES = 60;
const TIMES_EACH = 3;

/**
 * Spaces of all locations that are free on a date for so long, for so many, with all that is wanted. Six queries, however
 * many spaces there are. What is offered is what would be accepted.
 */
export async function searchSpaces(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceSearch>> {
  const input = parse(searchSpacesInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { at = null, minutes = USUAL_MINUTES, people = null, locationId = null, features } = input.value;
  const shown = shownTo(actor);
  const kept = await keptCatalogue(db());
  const places = (
    await kept(`locations ${shown}`, () => locations(db(), { kind: 'space', categoryAccess: shown }))
  ).filter(({ access }) => shown.includes(access));
  if (locationId !== null && !places.some(({ id }) => id === locationId)) return refuse({ code: 'not_found' });
  const here = new Set(places.map(({ id }) => id));
  const within = { kind: 'space', categoryAccess: shown, activeOnly: true } as const;
  const all = (await kept(`spaces ${shown}`, () => resources(db(), within))).filter(
    (space) => here.has(space.locationId) && !space.isContainer,
  );
  const date = input.value.date ?? localDateOf(now, places[0]?.timeZone ?? 'UTC');
  const suitable = all.filter(
    (space) =>
      (locationId === null || space.locationId === locationId) &&
      (people === null || (space.capacity ?? 0) >= people) &&
      features.every((feature) => space.features.includes(feature)),
  );
  const found = (
    await Promise.all(
      [...byZone(suitable)].map(async ([timeZone, spaces]) => {
        const day = localDay(date, timeZone);
        const near =
          at === null ? new Date(Math.max(now.getTime(), day.start.getTime())) : wallTime(date, minuteOf(at), timeZone);
        // What is open past midnight belongs to the evening before, and may begin then.
        const range = { start: day.start, end: localDay(addDays(date, 1), timeZone).end };
        const ids = spaces.map(({ id }) => id);
        const written = await kept(`written ${ids} ${date}`, () => writtenFacts(db(), spaces, range));
        const moment = await momentFacts(db(), spaces, range, written, { patron: patronFor(actor), now });
        const known = factsOf(spaces, range, written, moment);
        return known.flatMap(({ resource, facts }) => {
          const times = fits(facts, day, { minutes, near }, now, TIMES_EACH);
          return times.length > 0 ? [foundSpace(resource, times, at === null ? null : near)] : [];
        });
      }),
    )
  ).flat();
  return ok({
    ...{
      locations: places,
      suitable: suitable.length,
      found: found.sort(nearestFirst).map(({ distance: _, ...one }) => one),
    },
    features: [...new Set(all.flatMap((space) => space.features))].sort((a, b) => a.localeCompare(b)),
    wish: { date, at, minutes, people, locationId, features },
  });
}

type Ranked = FoundSpace & { distance: number };

function foundSpace(resource: ResourceRecord, times: Interval[], near: Date | null): Ranked {
  const { id, name, capacity, features, picture, zone, categoryName, locationId, locationName, timeZone } = resource;
  const [first] = times;
  const distance = first && near ? Math.abs(minutesBetween(near, first.start)) : (first?.start.getTime() ?? 0);
  return {
    space: { id, name, capacity, features, picture, zone, categoryName, locationId, locationName, timeZone },
    isExact: near !== null && first?.start.getTime() === near.getTime(),
    ...{ times, distance },
  };
}

const nearestFirst = (a: Ranked, b: Ranked) =>
  a.distance - b.distance ||
  (a.space.capacity ?? 0) - (b.space.capacity ?? 0) ||
  a.space.name.localeCompare(b.space.name);

function byZone(spaces: readonly ResourceRecord[]): Map<string, ResourceRecord[]> {
  const zones = new Map<string, ResourceRecord[]>();
  for (const space of spaces) zones.set(space.timeZone, [...(zones.get(space.timeZone) ?? []), space]);
  return zones;
}

function minuteOf(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return hours * 60 + minutes;
}

import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { searchOutcome } from '@/lib/booking/search-outcome';
import type { SearchOutcome } from '@/lib/booking/types';
import { db } from '@/lib/db/client';
import { keptCatalogue } from '@/lib/db/kept';
import { type LocationRecord, locations } from '@/lib/db/library';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { RefusalCode } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { isLocalDate, type LocalDate, localDateOf, startOfDay } from '@/lib/time/zone';
import { countSearch } from './count-search';
import { type FoundSpace, foundSpace, type NotFree, searchDay } from './search-day';
import { shownTo } from './shown-to';
import { emptyAsMissing, featuresOf, type SpaceFilter, spaceFilterInput, suits } from './space-filter';
import { nextFree } from './view-next-free';

const searchSpacesInput = spaceFilterInput.extend({
  /** On a date, or as soon as there is something from that date on. */
  when: emptyAsMissing(z.enum(['date', 'next'])),
  date: emptyAsMissing(z.string().refine(isLocalDate, 'not_date')),
  /** By the library's clock, `14:30`; left out: now, or the opening. */
  at: emptyAsMissing(z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'invalid')),
  minutes: emptyAsMissing(z.coerce.number().int('invalid').min(5, 'invalid').max(1440, 'too_long')),
  locationId: emptyAsMissing(z.coerce.number().int().positive()),
});

export type SpaceSearch = {
  locations: LocationRecord[];
  /** Every feature that some space has, to choose from. */
  features: string[];
  wish: SpaceFilter & {
    when: 'date' | 'next';
    date: LocalDate;
    at: string | null;
    minutes: number;
    locationId: number | null;
  };
  /** Those that begin when asked first, then the nearest in time, then in size; or the soonest first. */
  found: FoundSpace[];
  /** Of those that suit and are not free on the date, some: why, and what might do as well. */
  others: NotFree[];
  /** How many spaces suit by size and features, free or not. */
  suitable: number;
};

const USUAL_MINUTES = 60;

/**
 * Spaces of all locations that are free on a date for so long, for so many, with all that is wanted; or the next time of
 * each. Six queries for a date, however many spaces there are, and one that counts the search. What is offered is what would be
 * accepted.
 */
export async function searchSpaces(actor: Actor, raw: unknown, now: Date): Promise<Result<SpaceSearch>> {
  const input = parse(searchSpacesInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { when = 'date', at = null, minutes = USUAL_MINUTES, locationId = null, ...rest } = input.value;
  const { people = null, zone = null, features } = rest;
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
  const timeZone = places[0]?.timeZone ?? 'UTC';
  const date = rest.date ?? localDateOf(now, timeZone);
  const suitable = all.filter(
    (space) => (locationId === null || space.locationId === locationId) && suits(space, { people, zone, features }),
  );
  const wish = { when, date, at, minutes, people, zone, locationId, features };
  const answer =
    when === 'date'
      ? await searchDay({ actor, kept, now }, suitable, wish)
      : { found: await soonest(), others: [] satisfies NotFree[] };
  // The form as it is opened asks for nothing yet.
  if (isAsked(input.value)) {
    const asked = {
      locationId,
      people,
      features,
      minutes,
      hour: when === 'date' && at ? Number.parseInt(at, 10) : null,
    };
    const seen = { ...asked, kind: 'space', timeZone, date: when === 'date' ? date : null } as const;
    await countSearch(actor, { ...seen, outcome: outcomeOf(answer, suitable, wish) }, now);
  }
  return ok({ locations: places, features: featuresOf(all), wish, suitable: suitable.length, ...answer });

  async function soonest(): Promise<FoundSpace[]> {
    const times = await nextFree(actor, suitable, { minutes, from: startOfDay(date, timeZone) }, now);
    const spaceOf = new Map(suitable.map((space) => [space.id, space]));
    return times.flatMap(({ spaceId, start, end }) => {
      const space = spaceOf.get(spaceId);
      return space ? [foundSpace(space, [{ start, end }])] : [];
    });
  }
}

const isAsked = (given: Record<string, unknown>) =>
  Object.values(given).some((one) => (Array.isArray(one) ? one.length > 0 : one !== undefined));

function outcomeOf(
  { found, others }: Pick<SpaceSearch, 'found' | 'others'>,
  suitable: readonly ResourceRecord[],
  { when, at, minutes }: SpaceSearch['wish'],
): SearchOutcome {
  const exact = when === 'date' && at !== null ? found.filter(({ isExact }) => isExact) : found;
  const isTooLong = suitable.every(({ policy }) => !policy.fixedPeriods && policy.maxMinutes < minutes);
  // As far as one may book there is nothing: all of it is taken, unless nobody may have it for so long.
  const soonest: RefusalCode = isTooLong ? 'too_long' : 'slot_taken';
  const reasons = when === 'date' ? others.map(({ why }) => why.refusal.code) : [soonest];
  return searchOutcome({ suitable: suitable.length, exact: exact.length, near: found.length, reasons });
}

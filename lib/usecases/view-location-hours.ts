import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { catalogueRows } from '@/lib/db/catalogue-rows';
import { db } from '@/lib/db/client';
import { hoursLevels } from '@/lib/db/hours';
import { keptCatalogue } from '@/lib/db/kept';
import type { Access } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { DAY_MS, includes } from '@/lib/time/interval';
import { openingIn, sayingOn, spansOn, type WallSpan } from '@/lib/time/opening';
import { addDays, datesBetween, isLocalDate, type LocalDate, localDateOf, weekdayOf } from '@/lib/time/zone';
import { readableBy } from './shown-to';

const localDate = z.string().refine(isLocalDate, 'not_date');
const viewLocationHoursInput = z.object({
  /** These, listed or not; without any all that are listed. */
  ids: z.array(z.number().int().positive()).max(1_000).optional(),
  /** Today unless said, on each location's clock. */
  from: localDate.optional(),
  to: localDate.optional(),
  /** So many weeks instead, from the Sunday before or on `from`. */
  weeks: z.number().int().min(1).max(53).optional(),
});

/** `spans` are empty unless open. 'always': the whole day. 'unknown': nobody has said so far. */
export type HoursOfDate = { date: LocalDate; state: 'open' | 'always' | 'closed' | 'unknown'; spans: WallSpan[] };

export type LocationHours = {
  id: number;
  name: string;
  address: string;
  description: string;
  access: Access;
  timeZone: string;
  today: LocalDate;
  isOpenNow: boolean;
  dates: HoursOfDate[];
};

/** More than a year is nobody's question. */
const MOST_DAYS = 371;

/** When locations are open, for whoever asks: their own hours, not those of single categories. Seven queries at most. */
export async function viewLocationHours(actor: Actor, raw: unknown, now: Date): Promise<Result<LocationHours[]>> {
  const input = parse(viewLocationHoursInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { ids, weeks, ...asked } = input.value;
  const levels = ids ? readableBy(actor) : (['public'] satisfies Access[]);
  const kept = await keptCatalogue(db());
  const all = await kept('catalogue', () => catalogueRows(db()));
  const places = all
    .filter(({ id, active, access }) => active && levels.includes(access) && (!ids || ids.includes(id)))
    .map((place) => ({ ...place, ...datesOf(asked, weeks, localDateOf(now, place.timeZone)) }));
  if (places.some(({ from, to }) => addDays(from, MOST_DAYS) < to))
    return refuse({ code: 'invalid', fields: { to: 'range_too_long' } });
  const near = localDateOf(now, 'UTC');
  const first = [near, ...places.map(({ from }) => from)].sort()[0] ?? near;
  const last = [near, ...places.map(({ to }) => to)].sort().at(-1) ?? near;
  const read = { from: addDays(first, -2), to: addDays(last, 2) };
  const locationIds = places.map(({ id }) => id);
  // Not kept: dates are anybody's to choose, and what is kept has an end.
  const level = await hoursLevels(db(), { locationIds }, read.from, read.to);
  return ok(
    places.map(({ id, name, address, description, access, timeZone, today, from, to }) => {
      const own = [level(`location ${id}`)];
      const soon = { start: now, end: new Date(now.getTime() + DAY_MS) };
      const isOpenNow = openingIn(own, soon, timeZone).open.some((stretch) => includes(stretch, now));
      const dates = datesBetween(from, to).map((date) => ({ date, ...hoursOn(own, date) }));
      return { id, name, address, description, access, timeZone, today, isOpenNow, dates };
    }),
  );
}

function datesOf({ from, to }: { from?: LocalDate; to?: LocalDate }, weeks: number | undefined, today: LocalDate) {
  const first = from ?? today;
  if (weeks === undefined) return { today, from: first, to: to ?? first };
  const sunday = addDays(first, -(weekdayOf(first) % 7));
  return { today, from: sunday, to: addDays(sunday, weeks * 7 - 1) };
}

function hoursOn(levels: Parameters<typeof spansOn>[0], date: LocalDate): Omit<HoursOfDate, 'date'> {
  const spans = spansOn(levels, date).map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute }));
  if (spans.length === 0) return { state: sayingOn(levels, date) ? 'closed' : 'unknown', spans };
  const isAlways = spans.some(({ opensMinute, closesMinute }) => opensMinute <= 0 && closesMinute >= 1440);
  return isAlways ? { state: 'always', spans: [] } : { state: 'open', spans };
}

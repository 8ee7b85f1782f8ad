import { z } from 'zod';
import { type Actor, canSomewhere, within } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { locations } from '@/lib/db/library';
import type { FieldProblem } from '@/lib/field-problem';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { readTimeframe, type Timeframe, timeframeBefore } from '@/lib/time/timeframe';
import { localDateOf } from '@/lib/time/zone';
import { allowedAt } from './allowed-at';

const text = z.preprocess((given) => (given === '' ? undefined : given), z.string().max(40).optional());
const id = z.coerce.number().int().positive().max(2_147_483_647);

/** What every page and table of statistics is asked for: dates of the library's calendar, and a location's id. */
const askedInput = z.object({
  from: text.catch('?'),
  to: text.catch('?'),
  location: z.preprocess((given) => (given === '' ? undefined : given), id.optional()),
});

/** What the form shows: what was asked for, what is wrong with it, and the locations to choose from. */
export type StatisticsFilter = {
  from: string;
  to: string;
  location: number | null;
  locations: { id: number; name: string }[];
  problems: Partial<Record<'from' | 'to', FieldProblem>>;
};

/** What is counted: a timeframe with the one before it, and the locations that whoever asks may see. */
export type StatisticsScope = { timeframe: Timeframe; before: Timeframe; locationIds: number[]; timeZone: string };

export type AskedStatistics = {
  filter: StatisticsFilter /** Null: the dates are wrong. */;
  scope: StatisticsScope | null;
};

/**
 * Who may see statistics, of which locations and of when. Whose role counts for some locations sees those; another one is
 * `not_allowed`, one that is not there `not_found`. Wrong dates are no refusal: the form says what is wrong with them.
 */
export async function askedStatistics(actor: Actor, raw: unknown, now: Date): Promise<Result<AskedStatistics>> {
  const input = parse(askedInput, raw);
  if (!canSomewhere(actor, 'view_statistics')) return refuse({ code: 'not_allowed' });
  if (!input.ok) return refuse({ code: 'not_found' });
  const { from = '', to = '', location = null } = input.value;
  if (location !== null) {
    const allowed = await allowedAt(db(), actor, 'view_statistics', [['location', location]]);
    if (!allowed.ok) return allowed;
  }
  const places = within(actor, await locations(db()), (place) => place.id);
  const shown = places.filter((place) => location === null || place.id === location);
  if (location !== null && shown.length === 0) return refuse({ code: 'not_found' });
  const timeZone = shown[0]?.timeZone ?? 'UTC';
  const read = readTimeframe({ from, to }, localDateOf(now, timeZone), timeZone);
  const choices = places.map(({ id, name }) => ({ id, name }));
  if ('problems' in read) {
    const given = { from: from === '?' ? '' : from, to: to === '?' ? '' : to };
    return ok({ filter: { ...given, location, locations: choices, problems: read.problems }, scope: null });
  }
  const { timeframe } = read;
  return ok({
    filter: { from: timeframe.from, to: timeframe.to, location, locations: choices, problems: {} },
    scope: {
      timeframe,
      before: timeframeBefore(timeframe, timeZone),
      locationIds: shown.map((place) => place.id),
      timeZone,
    },
  });
}

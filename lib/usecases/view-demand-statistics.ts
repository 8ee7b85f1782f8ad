import { type Actor, placesOf } from '@/lib/auth/can';
import { type DemandAdvice, demandAdvice } from '@/lib/booking/demand-advice';
import { AHEAD_BANDS, FRUITLESS, MINUTES_BANDS, PEOPLE_BANDS, SEARCH_OUTCOMES } from '@/lib/booking/search-bands';
import type { SearchOutcome } from '@/lib/booking/types';
import { db } from '@/lib/db/client';
import {
  type SearchedBy,
  type SearchRow,
  type SearchTally,
  searchesBy,
  searchTally,
} from '@/lib/db/statistics-searches';
import { ok, type Result } from '@/lib/result';
import { type Grain, grainFor, type Slice, slicesOf } from '@/lib/time/timeframe';
import { type AskedStatistics, askedStatistics, type StatisticsFilter, type StatisticsScope } from './asked-statistics';

/** Searches that had something in common. `key` null: whoever searched left it open. */
export type SearchLine<K> = { key: K | null; searches: number; fruitless: number };

/** What was looked for, and how much of it was not to be had. Bands as lib/booking/search-bands has them. */
export type DemandStatistics = {
  grain: Grain;
  total: SearchTally;
  /** Of as many days before. */
  before: SearchTally;
  /** Asked by programs. */
  byPrograms: number;
  trend: (Slice & { searches: number; fruitless: number })[];
  outcomes: { outcome: SearchOutcome; spaces: number; people: number }[];
  /** Searches for spaces by the hour of the week that was wanted: Monday's first hour is 24. */
  weekHours: SearchLine<number>[];
  people: SearchLine<number>[];
  minutes: SearchLine<number>[];
  ahead: SearchLine<number>[];
  features: SearchLine<string>[];
  /** Searches for people. */
  subjects: SearchLine<string>[];
  /** Of both, by the location's name, or `online`. */
  places: SearchLine<string>[];
  advice: DemandAdvice | null;
};

/** `numbers` null: the dates are wrong, and the form says how. `isWhole`: searches that named no location are in them. */
export type DemandStatisticsView = AskedStatistics & { numbers: DemandStatistics | null; isWhole: boolean };

/**
 * Searches, and those without a result (docs/decisions/0047): for whoever manages the locations that were searched. Those that
 * named no location are the whole library's. Two queries, however many searches there were.
 */
export async function viewDemandStatistics(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<DemandStatisticsView>> {
  const asked = await askedStatistics(actor, raw, now);
  if (!asked.ok) return asked;
  const { scope, filter } = asked.value;
  const isWhole = placesOf(actor) === null && filter.location === null;
  return ok({ ...asked.value, isWhole, numbers: scope && (await numbersOf(scope, filter, isWhole)) });
}

async function numbersOf(
  { timeframe, before, locationIds }: StatisticsScope,
  { locations }: StatisticsFilter,
  isWhole: boolean,
): Promise<DemandStatistics> {
  const about = { locationIds: isWhole ? null : locationIds, fruitless: FRUITLESS };
  const rows = await searchesBy(db(), { ...timeframe, ...about });
  const grain = grainFor(timeframe);
  const lines = (by: SearchedBy, kind?: SearchRow['kind']) => linesOf(rows, by, kind);
  const numbered = (by: SearchedBy) => lines(by, 'space').map((one) => ({ ...one, key: asNumber(one.key) }));
  const inOrder = (by: SearchedBy, bands: readonly number[]) => inBands(numbered(by), bands);
  const nameOf = (key: string) => locations.find(({ id }) => `${id}` === key)?.name ?? key;
  const outcomeOf = (outcome: SearchOutcome, kind: SearchRow['kind']) =>
    sum(rows.filter((row) => row.by === 'outcome' && row.kind === kind && row.key === outcome).map(allOf));
  const outcomes = SEARCH_OUTCOMES.map((outcome) => {
    return { outcome, spaces: outcomeOf(outcome, 'space'), people: outcomeOf(outcome, 'person') };
  });
  const fruitless = lines('outcome', 'space').flatMap(({ key, ...one }) => {
    const outcome = SEARCH_OUTCOMES.find((known) => known === key);
    return outcome ? [{ ...one, key: outcome }] : [];
  });
  const places = lines('place').map(({ key, ...one }) => ({ ...one, key: key && nameOf(key) }));
  const shown = {
    weekHours: numbered('weekHour'),
    people: inOrder('people', PEOPLE_BANDS),
    minutes: inOrder('minutes', MINUTES_BANDS),
    features: mostFirst(lines('feature', 'space')),
  };
  return {
    ...{ grain, outcomes, ...shown, ahead: inOrder('ahead', AHEAD_BANDS), places: mostFirst(places) },
    total: totalOf(rows),
    before: await searchTally(db(), { ...before, ...about }),
    byPrograms: sum(lines('program').flatMap((one) => (one.key === 'true' ? one.searches : []))),
    trend: slicesOf(timeframe, grain).map((slice) => {
      const within = lines('day').filter(({ key }) => key !== null && slice.from <= key && key <= slice.to);
      const of = (what: 'searches' | 'fruitless') => sum(within.map((one) => one[what]));
      return { ...slice, searches: of('searches'), fruitless: of('fruitless') };
    }),
    subjects: mostFirst(lines('subject', 'person')),
    advice: demandAdvice({
      ...{ total: sum(fruitless.map((one) => one.fruitless)), outcome: fruitless, weekHour: shown.weekHours },
      ...{ people: shown.people, minutes: shown.minutes, feature: shown.features },
      // Of what is asked of some locations only, where is no news.
      place: isWhole ? lines('place', 'space').map(({ key, ...one }) => ({ ...one, key: key && nameOf(key) })) : [],
    }),
  };
}

/** By one thing, of one kind or of both together. What holds only times that were taken meanwhile is no search. */
function linesOf(rows: readonly SearchRow[], by: SearchedBy, kind?: SearchRow['kind']): SearchLine<string>[] {
  const found = rows.filter((row) => row.by === by && (kind === undefined || row.kind === kind));
  const keys = [...new Set(found.map(({ key }) => key))];
  return keys
    .map((key) => {
      const same = found.filter((row) => row.key === key);
      return { key, searches: sum(same.map((one) => one.searches)), fruitless: sum(same.map((one) => one.fruitless)) };
    })
    .filter(({ searches }) => searches > 0);
}

/** Every band in its order, those without any search too; and last what was left open. */
function inBands(lines: readonly SearchLine<number>[], bands: readonly number[]): SearchLine<number>[] {
  const known = (key: number | null) => lines.find((one) => one.key === key) ?? { key, searches: 0, fruitless: 0 };
  return [...bands.map(known), ...lines.filter(({ key }) => key === null)];
}

const mostFirst = (lines: readonly SearchLine<string>[]) =>
  lines.toSorted(
    (a, b) => b.fruitless - a.fruitless || b.searches - a.searches || (a.key ?? '').localeCompare(b.key ?? ''),
  );

const allOf = ({ searches, taken }: SearchTally) => searches + taken;
const asNumber = (key: string | null) => (key === null ? null : Number(key));
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** Every search is of one day. */
function totalOf(rows: readonly SearchRow[]): SearchTally {
  const days = rows.filter(({ by }) => by === 'day');
  const of = (what: keyof SearchTally) => sum(days.map((row) => row[what]));
  return { searches: of('searches'), fruitless: of('fruitless'), otherTime: of('otherTime'), taken: of('taken') };
}

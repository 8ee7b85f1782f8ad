import { type StatisticsTable, shareIn } from './space-statistics-tables';
import type { DemandStatistics, SearchLine } from './view-demand-statistics';

const NUMBERS = ['searches', 'found_nothing', 'share'];

const numbersOf = ({ searches, fruitless }: Pick<SearchLine<string>, 'searches' | 'fruitless'>) => [
  ...[searches, fruitless, shareIn(fruitless, searches)],
];

/** What was left open is an empty cell. */
const linesBy = (column: string, lines: readonly SearchLine<string | number>[]): StatisticsTable => ({
  columns: [column, ...NUMBERS],
  rows: lines.map((line) => [line.key, ...numbersOf(line)]),
});

const DAY_HOURS = 24;

/** Every table of the page about unmet demand, by the name of its file. */
export const DEMAND_TABLES = {
  demand: ({ total, before, byPrograms }) => ({
    columns: ['number', 'value', 'days_before'],
    rows: [
      ['searches', total.searches, before.searches],
      ['found_nothing', total.fruitless, before.fruitless],
      ['found_another_time', total.otherTime, before.otherTime],
      ['taken_meanwhile', total.taken, before.taken],
      ['by_programs', byPrograms, null],
    ],
  }),
  'demand-over-time': ({ trend }) => ({
    columns: ['from', 'to', ...NUMBERS],
    rows: trend.map((slice) => [slice.from, slice.to, ...numbersOf(slice)]),
  }),
  'demand-outcomes': ({ outcomes }) => ({
    columns: ['outcome', 'for_spaces', 'for_people'],
    rows: outcomes.map(({ outcome, spaces, people }) => [outcome, spaces, people]),
  }),
  'demand-hours': ({ weekHours }) => ({
    columns: ['weekday', 'hour', ...NUMBERS],
    rows: weekHours
      .flatMap(({ key, ...line }) => (key === null ? [] : [{ key, ...line }]))
      .toSorted((a, b) => a.key - b.key)
      .map(({ key, ...line }) => [Math.floor(key / DAY_HOURS), key % DAY_HOURS, ...numbersOf(line)]),
  }),
  'demand-people': ({ people }) => linesBy('people_least', people),
  'demand-lengths': ({ minutes }) => linesBy('minutes_most', minutes),
  'demand-ahead': ({ ahead }) => linesBy('days_ahead_least', ahead),
  'demand-locations': ({ places }) => linesBy('location', places),
  'demand-features': ({ features }) => linesBy('feature', features),
  'demand-subjects': ({ subjects }) => linesBy('subject', subjects),
} as const satisfies Record<string, (numbers: DemandStatistics) => StatisticsTable>;

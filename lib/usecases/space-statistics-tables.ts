import type { BandCount, SpaceStatistics } from './space-statistics';

/** A table of statistics: names of its columns, and its rows. Codes and plain numbers, so that a program may read it. */
export type StatisticsTable = { columns: string[]; rows: (string | number | null)[][] };

/** Hours with two places, of minutes; and shares of one with four. Null: not known. */
export const hoursOf = (minutes: number | null): number | null =>
  minutes === null ? null : Math.round((minutes / 60) * 100) / 100;
export const shareIn = (part: number | null, whole = 1): number | null =>
  part === null || whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

/** Every table of the page about spaces, by the name of its file. */
export const SPACE_TABLES = {
  overview: ({ bookings, minutes, total, noShows, cancelled, medianLeadMinutes, medianMinutes }) => ({
    columns: ['number', 'value', 'days_before'],
    rows: [
      ['bookings', bookings.now, bookings.before],
      ['booked_hours', hoursOf(minutes.now), hoursOf(minutes.before)],
      ['share_of_open', shareIn(total.share), null],
      ['no_show_share', shareIn(noShows.now), shareIn(noShows.before)],
      ['cancelled_share', shareIn(cancelled.now), shareIn(cancelled.before)],
      ['median_lead_hours', hoursOf(medianLeadMinutes), null],
      ['median_hours', hoursOf(medianMinutes), null],
    ],
  }),
  'over-time': ({ trend }) => ({
    columns: ['from', 'to', 'bookings', 'booked_hours'],
    rows: trend.map(({ from, to, bookings, minutes }) => [from, to, bookings, hoursOf(minutes)]),
  }),
  hours: ({ weekHours }) => ({
    columns: ['weekday', 'hour', 'booked_hours'],
    rows: weekHours.map(({ weekday, hour, minutes }) => [weekday, hour, hoursOf(minutes)]),
  }),
  categories: ({ categories }) => ({
    columns: ['location', 'category', 'spaces', ...NUMBERS],
    rows: categories.map((one) => [one.locationName, one.categoryName, one.spaces, ...numbersOf(one)]),
  }),
  spaces: ({ spaces }) => ({
    columns: ['location', 'category', 'space', 'seats', ...NUMBERS],
    rows: spaces.map((one) => [one.locationName, one.categoryName, one.name, one.seats, ...numbersOf(one)]),
  }),
  'booked-by': ({ origins }) => withShares('booked_by', Object.entries(origins)),
  lead: ({ leads }) => withShares('booked_ahead', pairs(leads)),
  lengths: ({ lengths }) => withShares('length', pairs(lengths)),
  'check-in': ({ presences }) => withShares('check_in', Object.entries(presences)),
  cancellations: ({ endings }) => ({
    columns: ['ending', 'before_start', 'bookings'],
    rows: endings.flatMap(({ ending, bands }) => bands.map(({ band, count }) => [ending, band, count])),
  }),
  requests: ({ requests }) => ({
    columns: ['answer', 'waited', 'requests'],
    rows: requests.flatMap(({ answer, bands }) => bands.map(({ band, count }) => [answer, band, count])),
  }),
} as const satisfies Record<string, (numbers: SpaceStatistics) => StatisticsTable>;

export type SpaceTable = keyof typeof SPACE_TABLES;

const NUMBERS = [
  ...['bookings', 'booked_hours', 'open_hours', 'booked_open_hours', 'share_of_open'],
  ...['blocked_hours', 'outlook_hours'],
];

const numbersOf = (one: SpaceStatistics['total']) => [
  ...[one.bookings, hoursOf(one.minutes), hoursOf(one.open), hoursOf(one.booked), shareIn(one.share)],
  ...[hoursOf(one.blocked), hoursOf(one.outlook)],
];

const pairs = (bands: readonly BandCount<string>[]) => bands.map(({ band, count }): [string, number] => [band, count]);

/** Groups of bookings, each with its part of all. */
export function withShares(name: string, groups: readonly [string, number][]): StatisticsTable {
  const all = groups.reduce((sum, [, count]) => sum + count, 0);
  return {
    columns: [name, 'bookings', 'share'],
    rows: groups.map(([group, count]) => [group, count, shareIn(count, all)]),
  };
}

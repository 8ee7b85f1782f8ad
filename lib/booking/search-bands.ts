import type { SearchOutcome } from './types';

export const SEARCH_OUTCOMES = [
  'found',
  'other_time',
  'all_taken',
  'none_suit',
  'closed',
  'too_far_ahead',
  'too_soon',
  'too_long',
  'not_for_them',
  'not_known',
  'taken_meanwhile',
] as const satisfies SearchOutcome[];

/** Those that leave somebody without anything. */
export const FRUITLESS = SEARCH_OUTCOMES.filter(
  (one) => one !== 'found' && one !== 'other_time' && one !== 'taken_meanwhile',
);

/** Head counts, the least of each band: those that LibCal's clients search by (libcal-api §4.17). */
export const PEOPLE_BANDS = [1, 5, 9, 20] as const;

/** Lengths, the most of each band, in minutes. */
export const MINUTES_BANDS = [30, 60, 120, 240, 1440] as const;

/** Days from the asking to the wanted date, the least of each band. */
export const AHEAD_BANDS = [0, 1, 3, 8, 15] as const;

/** The band of something that is counted from a least on; what is below the first is in the first. */
export const bandFrom = (bands: readonly number[], value: number): number =>
  bands.findLast((least) => least <= value) ?? bands[0] ?? 0;

/** The band of something that is counted up to a most; what is above the last is in the last. */
export const bandUpTo = (bands: readonly number[], value: number): number =>
  bands.find((most) => value <= most) ?? bands.at(-1) ?? 0;

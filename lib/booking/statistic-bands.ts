/** Bands of statistics: numbers that lie close together count as one. Own reading of what a library asks about. */

/** How far ahead somebody books, by the clock and by days of the calendar. */
export const LEAD_BANDS = ['hour', 'same_day', 'days_2', 'days_7', 'days_14', 'more'] as const;
export type LeadBand = (typeof LEAD_BANDS)[number];

/** `withinHour`: less than an hour before the start, or after it. `days`: between the two dates of the calendar. */
export function leadBand({ withinHour, days }: { withinHour: boolean; days: number }): LeadBand {
  if (withinHour) return 'hour';
  if (days <= 0) return 'same_day';
  if (days <= 2) return 'days_2';
  if (days <= 7) return 'days_7';
  return days <= 14 ? 'days_14' : 'more';
}

/** Minutes at which the next band begins, for what is told by real time: cancelled before the start, waited for an answer. */
export const TIME_BAND_MINUTES = [60, 24 * 60, 3 * 24 * 60, 7 * 24 * 60] as const;

/** Under an hour, up to a day, three days, seven, and more; in the order of `TIME_BAND_MINUTES`. */
export const TIME_BANDS = ['hour', 'day', 'days_3', 'days_7', 'more'] as const;
export type TimeBand = (typeof TIME_BANDS)[number];

/** Of real minutes; less than none, such as a cancellation after the start, is in the first. */
export const timeBand = (minutes: number): TimeBand =>
  TIME_BANDS[TIME_BAND_MINUTES.filter((begins) => minutes >= begins).length] ?? 'more';

/** Real minutes of a booking. */
export const LENGTH_BANDS = ['min_30', 'min_60', 'min_90', 'min_120', 'min_240', 'more'] as const;
export type LengthBand = (typeof LENGTH_BANDS)[number];

/** Up to half an hour, one hour, one and a half, two, four, and more. */
export function lengthBand(minutes: number): LengthBand {
  const upTo = [30, 60, 90, 120, 240];
  return LENGTH_BANDS[upTo.filter((most) => minutes > most).length] ?? 'more';
}

/** How many in each band, in the order of the bands, those with none included. */
export function countBands<B extends string>(
  bands: readonly B[],
  rows: readonly { band: B; count: number }[],
): { band: B; count: number }[] {
  return bands.map((band) => ({
    band,
    count: rows.filter((row) => row.band === band).reduce((sum, row) => sum + row.count, 0),
  }));
}

/** The middle one of values that come so often each: half of them are as large at most. Null: there are none. */
export function medianOf(rows: readonly { value: number; count: number }[]): number | null {
  const inOrder = rows.filter(({ count }) => count > 0).toSorted((a, b) => a.value - b.value);
  const total = inOrder.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  for (const { value, count } of inOrder) {
    seen += count;
    if (seen * 2 >= total) return value;
  }
  return null;
}

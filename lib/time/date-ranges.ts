import type { LocalDate } from './zone';

/** Local dates, both included. `from` null: always valid (the usual hours); `to` null: without end. */
export type DateRange = { from: LocalDate | null; to: LocalDate | null };

/**
 * What stands against a range beside others of the same level, so that on each date it is clear which of them holds: of
 * several the one that began last (`spansOn`). One range may lie within another, and goes before it; two may neither
 * begin on the same day nor cross. Null: nothing (own reading of libcal-domain §1.5).
 */
export function rangeProblem<T extends DateRange>(
  range: DateRange,
  others: readonly T[],
): 'same_start' | 'crosses' | null {
  if (others.some(({ from }) => from === range.from)) return 'same_start';
  return others.some((other) => crosses(range, other) || crosses(other, range)) ? 'crosses' : null;
}

/** `late` begins within `early` and outlasts it. */
const crosses = (early: DateRange, late: DateRange): boolean =>
  begin(early) < begin(late) && begin(late) <= end(early) && end(early) < end(late);

const begin = ({ from }: DateRange) => from ?? '';
const end = ({ to }: DateRange) => to ?? '9999-12-31';

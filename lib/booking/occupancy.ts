import { addMinutes, type Interval, merge, overlaps, subtract } from '@/lib/time/interval';
import type { BookingFacts, OccupancyRow, WantedItem } from './types';

/**
 * What a booking closes (sync-design §2): use rows for each item's resource and every part below it, pad rows for the
 * time before and after. Rows of one booking never meet each other, even where two items close the same part, since
 * the exclusion constraint compares them too.
 */
export function occupancyRows(items: readonly WantedItem[]): OccupancyRow[] {
  const uses = new Map<number, Interval[]>();
  const pads = new Map<number, Interval[]>();
  for (const { resourceId, partIds, start, end, setupMinutes, cleanupMinutes } of items)
    for (const closed of [resourceId, ...partIds]) {
      uses.set(closed, [...(uses.get(closed) ?? []), { start, end }]);
      pads.set(closed, [
        ...(pads.get(closed) ?? []),
        { start: addMinutes(start, -setupMinutes), end: start },
        { start: end, end: addMinutes(end, cleanupMinutes) },
      ]);
    }
  return [...uses].flatMap(([resourceId, used]) => [
    ...merge(used).map((use) => ({ resourceId, ...use, pad: false })),
    ...subtract(pads.get(resourceId) ?? [], used).map((pad) => ({ resourceId, ...pad, pad: true })),
  ]);
}

/** What a booking closes that goes where it meets the time before or after others: there it keeps none of its own. */
export const movedRows = (items: readonly (WantedItem & { facts: Pick<BookingFacts, 'closed'> })[]): OccupancyRow[] =>
  keptPads(
    occupancyRows(items),
    items.map(({ facts }) => facts),
  );

/**
 * The rows without the pads that would meet a use of somebody else, which only staff book so close to. For patrons none
 * would: their padding has to be free.
 */
export function keptPads(
  rows: readonly OccupancyRow[],
  facts: readonly Pick<BookingFacts, 'closed'>[],
): OccupancyRow[] {
  const uses = facts.flatMap(({ closed }) => closed.filter(({ pad, kind }) => !pad && kind !== 'outlook'));
  return rows.filter((row) => !row.pad || !uses.some((use) => overlaps(use, row)));
}

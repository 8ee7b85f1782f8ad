import { judgeSeries, type TimeToJudge, type Verdict } from '@/lib/booking/judge-series';
import type { BookingFacts } from '@/lib/booking/types';
import { bookingFacts } from '@/lib/db/booking-facts';
import type { Tx } from '@/lib/db/client';
import { type InTheWay, usesInTheWay } from '@/lib/db/in-the-way';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import type { SeriesRow } from '@/lib/db/series';
import { type Interval, overlaps } from '@/lib/time/interval';
import { withoutPads } from './judge-for-staff';

export type Place = Interval & { resourceId: number };

export type PlaceJudge = {
  /** The word on each; a space that is gone has none. */
  judge: (times: readonly TimeToJudge[]) => Map<number, Verdict>;
  spaces: Map<number, ResourceRecord>;
  /** The bookings in the way of a place: of the space itself and its parts. */
  uses: (place: Place) => InTheWay[];
};

/** One reading of the facts for all that `reach` names, however many times a series has. */
export async function placeJudge(tx: Tx, series: SeriesRow, reach: readonly Place[], now: Date): Promise<PlaceJudge> {
  const range = rangeOf(reach);
  const found = await resources(tx, { ids: [...new Set(reach.map(({ resourceId }) => resourceId))] });
  const known = await bookingFacts(tx, found, range, series.wish?.patron ?? null, now);
  const facts = new Map<number, BookingFacts>(
    known.map((one) => [one.resource.id, series.isBlock ? withoutPads(one.facts) : one.facts]),
  );
  const closing = new Map(known.map(({ resource: { id }, family }) => [id, [id, ...family.partIds]]));
  const uses = await usesInTheWay(tx, [...new Set([...closing.values()].flat())], range);
  return {
    judge: (times) => judgeSeries(times, (id) => facts.get(id) ?? null, now),
    spaces: new Map(found.map((space) => [space.id, space])),
    uses: (place) => {
      const met = uses.filter((use) => closing.get(place.resourceId)?.includes(use.resourceId) && overlaps(use, place));
      return met.filter((use, at) => met.findIndex(({ publicId }) => publicId === use.publicId) === at);
    },
  };
}

export function rangeOf(places: readonly Interval[]): Interval {
  const starts = places.map(({ start }) => start.getTime());
  const ends = places.map(({ end }) => end.getTime());
  return { start: new Date(Math.min(...starts)), end: new Date(Math.max(...ends)) };
}

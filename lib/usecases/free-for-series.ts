import { decideForStaff } from '@/lib/booking/decide-for-staff';
import { bookingFacts } from '@/lib/db/booking-facts';
import type { Tx } from '@/lib/db/client';
import { likeSpaces } from '@/lib/db/like-spaces';
import { resources } from '@/lib/db/resources';
import { contains, type Interval, overlaps, widen } from '@/lib/time/interval';
import { rangeOf } from './judge-series-places';

/** So many spaces are looked at, the most alike first: their bookings are read for the whole of a series. */
const MOST = 12;
const DAY_MINUTES = 1440;

export type OtherSpaces = {
  /** The most alike first. */
  spaces: { id: number; name: string }[];
  /** Those that are open and free then, out of the padding of others; staff may name any other. */
  freeAt: (when: Interval) => number[];
};

/** Where the times of a series could go instead of `spaceId` (`likeSpaces`), read once for all `times`. */
export async function otherSpacesFor(
  tx: Tx,
  spaceId: number,
  times: readonly Interval[],
  now: Date,
): Promise<OtherSpaces> {
  const ids = times.length > 0 ? (await likeSpaces(tx, spaceId)).slice(0, MOST) : [];
  if (ids.length === 0) return { spaces: [], freeAt: () => [] };
  const found = await resources(tx, { ids, activeOnly: true });
  const known = (await bookingFacts(tx, found, rangeOf(times), null, now)).sort(
    (a, b) => ids.indexOf(a.resource.id) - ids.indexOf(b.resource.id),
  );
  return {
    spaces: known.map(({ resource: { id, name } }) => ({ id, name })),
    freeAt: (when) =>
      known.flatMap(({ resource: { id }, facts }) => {
        const near = widen(when, DAY_MINUTES, DAY_MINUTES);
        const closed = facts.closed.filter((one) => overlaps(one, near));
        const decision = decideForStaff(when, { ...facts, closed }, now, false);
        const isFree = decision.ok && !decision.value.beyond.includes('padding') && !facts.calendarUnknown;
        return isFree && facts.open.some((stretch) => contains(stretch, when)) ? [id] : [];
      }),
  };
}

import { decideMove } from '@/lib/booking/decide-move';
import { bookingFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import { resourceById, resources } from '@/lib/db/resources';
import type { Interval } from '@/lib/time/interval';

export type FreeSpace = { id: number; name: string; capacity: number | null; locationName: string };

const MOST = 8;

/** Other spaces of the same location that hold as many and are free then, those nearest in size first (sync-design §7). */
export async function freeSpacesLike(
  spaceId: number | null,
  items: readonly Interval[],
  now: Date,
): Promise<FreeSpace[]> {
  const space = spaceId === null ? null : await resourceById(db(), spaceId);
  const [wanted] = items;
  if (space?.kind !== 'space' || !wanted) return [];
  const seats = space.capacity ?? 0;
  const { locationId } = space;
  const others = (await resources(db(), { kind: 'space', locationId, activeOnly: true })).filter(
    ({ id, capacity }) => id !== spaceId && (capacity ?? 0) >= seats,
  );
  const known = await bookingFacts(db(), others, wanted, null, now);
  const distance = (capacity: number | null) => (capacity ?? 0) - seats;
  return known
    .filter(({ facts }) => decideMove([{ was: wanted, wanted, facts }], now, 'hours').ok)
    .map(({ resource: { id, name, capacity, locationName } }) => ({ id, name, capacity, locationName }))
    .sort((a, b) => distance(a.capacity) - distance(b.capacity))
    .slice(0, MOST);
}

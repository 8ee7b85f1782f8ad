import { decideBooking } from '@/lib/booking/decide-booking';
import { bookingFacts } from '@/lib/db/booking-facts';
import type { Tx } from '@/lib/db/client';
import { likeSpaces } from '@/lib/db/like-spaces';
import { resources } from '@/lib/db/resources';
import { contains, type Interval } from '@/lib/time/interval';

export type LikeSpace = { id: number; name: string; capacity: number | null };

/**
 * Spaces that can stand in for one (`likeSpaces`), are open for all of a booking's time and free then, the best first.
 * One whose calendar cannot be asked is left out where that was chosen (`stale: closed`).
 */
export async function freeLike(
  tx: Tx,
  { spaceId, bookingId, ...time }: Interval & { spaceId: number; bookingId: number },
  now: Date,
): Promise<LikeSpace[]> {
  const ids = await likeSpaces(tx, spaceId);
  if (ids.length === 0) return [];
  const when = { start: time.start, end: time.end };
  const known = await bookingFacts(tx, await resources(tx, { ids }), when, null, now, bookingId);
  const isFree = ({ facts }: (typeof known)[number]) => {
    const decision = decideBooking(when, facts, now, 'staff');
    // Staff may book into others' padding; nobody is sent there.
    const intoPadding = decision.ok && decision.value.beyond.includes('padding');
    const isOpen = facts.open.some((stretch) => contains(stretch, when));
    return decision.ok && !intoPadding && isOpen && !facts.calendarUnknown;
  };
  return known
    .filter(isFree)
    .map(({ resource: { id, name, capacity } }) => ({ id, name, capacity }))
    .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

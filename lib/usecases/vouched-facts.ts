import type { Actor } from '@/lib/auth/can';
import { bookingFacts, type ResourceFacts } from '@/lib/db/booking-facts';
import { db } from '@/lib/db/client';
import type { ResourceRecord } from '@/lib/db/resources';
import type { Interval } from '@/lib/time/interval';

/**
 * What bookings are judged by as long as nobody says for whom they are. A program knows its patrons, and whoever it books
 * for is judged then: until it says who, neither sign-in nor groups stand against anybody, and what only staff book is shown
 * to it with its times. Everybody else is told what a guest is told.
 */
export async function vouchedFacts(
  actor: Actor,
  spaces: readonly ResourceRecord[],
  range: Interval,
  now: Date,
): Promise<ResourceFacts[]> {
  const known = await bookingFacts(db(), spaces, range, null, now);
  if (actor.kind !== 'client') return known;
  return known.map(({ facts, ...rest }) => {
    const admission = { ...facts.admission, staffOnly: false, signInRequired: false, groups: null };
    return { ...rest, facts: { ...facts, admission } };
  });
}

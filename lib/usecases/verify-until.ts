import type { Actor } from '@/lib/auth/can';
import type { ResourceRecord } from '@/lib/db/resources';
import { addMinutes, type Interval } from '@/lib/time/interval';

/** Until when a guest's link counts: never past the booking itself. Null: nobody has to follow one. */
export function verifyUntilOf(
  actor: Actor,
  email: string,
  found: readonly Pick<ResourceRecord, 'verifyMinutes'>[],
  items: readonly Interval[],
  now: Date,
): Date | null {
  const asked = found.flatMap(({ verifyMinutes }) => verifyMinutes ?? []);
  // Whoever stands at the door has no mail to follow a link from.
  if (actor.kind !== 'guest' || email === '' || asked.length === 0) return null;
  const ends = items.map(({ end }) => end.getTime());
  return new Date(Math.min(addMinutes(now, Math.min(...asked)).getTime(), ...ends));
}

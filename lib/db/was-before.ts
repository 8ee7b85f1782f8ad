import { lastNotice } from '@/lib/db/booking-notices';
import { lastMove } from '@/lib/db/cases';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** Its patron said no to the time that the library chose. */
export const NEW_TIME_REFUSED = 'new_time_refused';

/**
 * Where a booking was before the library moved it. What was moved in Outlook has a case that says so; what staff moved has a
 * notice, unless they did it by a case: then the later of the two.
 */
export async function wasBefore(
  tx: Tx,
  { id, statusReason }: { id: number; statusReason: string | null },
): Promise<(Interval & { name: string }) | null> {
  const noticed = statusReason === 'moved_in_outlook' ? null : await lastNotice(tx, id);
  const moved = await lastMove(tx, id);
  if (!noticed || !moved) return noticed ?? moved;
  if (statusReason === NEW_TIME_REFUSED) return moved;
  return moved.at > noticed.at ? moved : noticed;
}

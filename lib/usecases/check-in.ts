import type { Actor } from '@/lib/auth/can';
import { decideCheckIn } from '@/lib/booking/decide-check-in';
import { type CheckInRecord, checkInById, markCheckedIn } from '@/lib/db/check-ins';
import { inTransaction } from '@/lib/db/client';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { ok, type Result, refuse } from '@/lib/result';
import { findCheckIn, type Network } from './find-check-in';

/** What the door says to whoever came: never a name. */
export type CheckedIn = Pick<CheckInRecord, 'publicId' | 'spaces' | 'locationName' | 'timeZone' | 'start' | 'end'>;

/**
 * By code, by the booking's link, or by staff; inside the window only (libcal-domain §2.6). A second time says the same
 * and changes nothing. Refusals: those of `decideCheckIn`, `check_in_unknown`, `too_many_attempts`.
 */
export async function checkIn(actor: Actor, raw: unknown, network: Network, now: Date): Promise<Result<CheckedIn>> {
  const seen = await findCheckIn(actor, raw, network, now);
  if (!seen.ok) return seen;
  return inTransaction(async (tx) => {
    await lockWholeBooking(tx, seen.value.id);
    const found = await checkInById(tx, seen.value.id);
    if (!found) return refuse({ code: 'not_found' });
    const decision = decideCheckIn(found, now);
    if (!decision.ok) return decision;
    if (decision.value === 'now') await markCheckedIn(tx, found.id, now);
    return ok(asCheckedIn(found));
  });
}

export const asCheckedIn = ({ publicId, spaces, locationName, timeZone, start, end }: CheckInRecord): CheckedIn => ({
  ...{ publicId, spaces, locationName, timeZone, start, end },
});

import type { BookingStatus } from '@/lib/booking/types';
import { forgetOthers } from '@/lib/db/appointments';
import { isUnsettled } from '@/lib/db/bookings';
import type { Tx } from '@/lib/db/client';

type Change = { status: BookingStatus; statusReason: string | null; holdUntil: Date | null; settledAt: Date | null };

/** A guest followed the link: what was held is a booking from now on. Its occupancy stands as it is. */
export async function verified(tx: Tx, id: number, change: Change, now: Date): Promise<void> {
  await tx.booking.update({ where: { id }, data: { ...change, verifiedAt: now, version: { increment: 1 } } });
  if (!isUnsettled(change.status)) await forgetOthers(tx, id);
}

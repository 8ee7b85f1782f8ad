import type { BeyondCode } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';

/** What belongs to a booking beside its time: its patron's words, and the words of staff about it. */
type Details = {
  nickname?: string;
  note?: string;
  staffNote?: string;
  cancelReason?: string;
  beyond?: readonly BeyondCode[];
};

/** Under the booking's lock. No calendar shows any of it, so its version stays. */
export async function saveDetails(tx: Tx, bookingId: number, { beyond, ...details }: Details): Promise<void> {
  await tx.booking.update({ where: { id: bookingId }, data: { ...details, ...(beyond && { beyond: [...beyond] }) } });
}

/** Whoever comes at another time has not come yet. */
export async function forgetArrival(tx: Tx, bookingId: number): Promise<void> {
  const data = { checkedInAt: null, checkedOutAt: null, noShowAt: null, checkInRemindedAt: null };
  await tx.booking.update({ where: { id: bookingId }, data });
}

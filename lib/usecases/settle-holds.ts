import { bookingById, lockBooking, overdueBookings, setBookingStatus } from '@/lib/db/bookings';
import { db, transaction } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { lockResources } from '@/lib/db/resources';

const AT_ONCE = 200;

/**
 * What waited too long, on a timer: holds and unverified requests expire; a booking that Outlook has not answered for
 * stands (the patron was promised an answer, and the slot was held in Carrel all the while), with a mail and a reason,
 * while its push job goes on. Returns how many were settled.
 */
export async function settleHolds(now: Date): Promise<{ expired: number; confirmed: number }> {
  const settled = { expired: 0, confirmed: 0 };
  for (const { id, resourceIds } of await overdueBookings(db(), now, AT_ONCE)) {
    const to = await settleOne(id, resourceIds, now);
    if (to) settled[to]++;
  }
  return settled;
}

const settleOne = (id: number, resourceIds: number[], now: Date) =>
  transaction(async (tx) => {
    await lockResources(tx, resourceIds);
    await lockBooking(tx, id);
    const booking = await bookingById(tx, id);
    // Another worker may have been faster.
    if (!booking?.holdUntil || booking.holdUntil > now) return null;
    if (booking.status === 'pending_remote') {
      const statusReason = 'not_yet_in_outlook';
      const change = {
        status: 'confirmed',
        statusReason,
        cause: booking.cause,
        closes: true,
        changesEvent: false,
      } as const;
      await setBookingStatus(tx, id, change, now);
      await enqueue(tx, { kind: 'mail', mail: { template: 'booking_confirmed', bookingId: id } });
      return 'confirmed';
    }
    if (booking.status !== 'hold' && booking.status !== 'unverified') return null;
    const change = {
      status: 'expired',
      statusReason: null,
      cause: 'system',
      closes: false,
      changesEvent: true,
    } as const;
    await setBookingStatus(tx, id, change, now);
    return 'expired';
  });

import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingById, lockBooking } from '@/lib/db/bookings';
import type { Tx } from '@/lib/db/client';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { enqueue } from '@/lib/db/outbox';
import { confirmBooking, confirmIfAllAgree } from '@/lib/db/remote-confirmation';
import { familiesOf, lockResources } from '@/lib/db/resources';
import { waitingBookings, wasAskedOf } from '@/lib/db/waiting-bookings';

/**
 * Runs what takes calendars away from these resources, or their say: a pause, an end, the whole integration. Bookings
 * that waited for such a calendar are settled in the same transaction, since nobody will ask it any more: on the
 * library's own rules where none is left (sync-design §11), else on the word of those that are. Locks resources, so call
 * it before any link is touched.
 */
export async function settlingWaiting<T>(
  tx: Tx,
  resourceIds: readonly number[],
  now: Date,
  work: () => Promise<T>,
): Promise<T> {
  const waiting = await waitingBookings(tx);
  const locked = new Set(await lockResources(tx, [...resourceIds, ...waiting.flatMap((one) => one.resourceIds)]));
  const done = await work();
  // Whatever was booked since the look at them, elsewhere, is settled by the timer in its own time.
  for (const { id } of (await waitingBookings(tx)).filter((one) => one.resourceIds.every((each) => locked.has(each)))) {
    await lockBooking(tx, id);
    const booking = await bookingById(tx, id);
    if (booking?.status === 'pending_remote') await settle(tx, booking, now);
  }
  return done;
}

async function settle(tx: Tx, booking: BookingRecord, now: Date): Promise<void> {
  const ids = booking.items.map(({ resourceId }) => resourceId);
  const familyOf = await familiesOf(tx, ids);
  const concerned = ids.flatMap((id) => [id, ...familyOf(id).partIds, ...familyOf(id).wholeIds]);
  const calendars = await trustOfCalendars(tx, [...new Set(concerned)], now);
  if (calendars.length === 0) return confirmBooking(tx, booking, now);
  const asked = await wasAskedOf(
    tx,
    booking.id,
    calendars.map(({ linkId }) => linkId),
  );
  // The job that is left promises it, or it was the last that was waited for.
  if (asked === 'still') return;
  if (asked === 'agreed') {
    await confirmIfAllAgree(tx, booking.id, now);
    return;
  }
  const reading = calendars.find(({ reads, trust }) => reads && trust === 'live');
  if (reading) await enqueue(tx, { kind: 'look_before_promise', bookingId: booking.id, linkId: reading.linkId });
}

import { movedRows } from '@/lib/booking/occupancy';
import type { OccupancyRow } from '@/lib/booking/types';
import { forgetArrival, saveDetails } from '@/lib/db/booking-details';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingById, lockBooking } from '@/lib/db/bookings';
import type { Tx } from '@/lib/db/client';
import { dropPads, expireHolds } from '@/lib/db/occupancy';
import { lockPatron } from '@/lib/db/patron-bookings';
import { readCalendarsOf } from '@/lib/db/read-calendars-of';
import { lockResources } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';
import type { JudgedMove } from './judge-move';

/**
 * The booking under every lock that a new time needs: old and new resources (`others`), then the booking, then its patron, whose
 * limits are asked again. `version`: as it was when it was looked at, before the locks.
 */
export async function lockForMove(
  tx: Tx,
  seen: Pick<BookingRecord, 'id' | 'items' | 'version'>,
  others: readonly number[],
  now: Date,
): Promise<Result<BookingRecord>> {
  const ids = seen.items.map(({ resourceId }) => resourceId);
  const locked = await lockResources(tx, [...new Set([...ids, ...others])]);
  await lockBooking(tx, seen.id);
  const booking = await bookingById(tx, seen.id);
  if (!booking) return refuse({ code: 'not_found' });
  if (booking.version !== seen.version) return refuse({ code: 'changed_meanwhile' });
  await lockPatron(tx, { personId: booking.personId, email: booking.patronEmail });
  await expireHolds(tx, locked, now);
  return ok(booking);
}

/**
 * What a judged move writes beside the new time itself, which `change` does: the pads it meets end, rules gone beyond are
 * noted, who had arrived has not for a time still to come, and the calendars there are read at once, so that what was written
 * between the look and this opens its case (sync-design §9).
 */
export async function writeMove(
  tx: Tx,
  booking: BookingRecord,
  { items, beyond }: JudgedMove,
  change: (occupancy: OccupancyRow[]) => Promise<void>,
  now: Date,
): Promise<void> {
  if (beyond.includes('padding')) await dropPads(tx, items);
  const occupancy = movedRows(items);
  await change(occupancy);
  await saveDetails(tx, booking.id, { beyond });
  // Who sits there while staff correct when it began has come all the same.
  if (items.some(({ was, wanted }) => was.start.getTime() !== wanted.start.getTime() && wanted.start > now))
    await forgetArrival(tx, booking.id);
  await readCalendarsOf(tx, occupancy, now);
}

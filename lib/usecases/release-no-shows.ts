import { isNoShow, isReminderDue } from '@/lib/booking/decide-check-in';
import { bugFacts } from '@/lib/bug-facts';
import { setBookingStatus } from '@/lib/db/bookings';
import { giveMissingCodes } from '@/lib/db/check-in-codes';
import { awaitedAtDoors, checkInById, claimCheckInReminder, markNoShow } from '@/lib/db/check-ins';
import { db, type Tx, transaction } from '@/lib/db/client';
import { resolveCasesOfBooking } from '@/lib/db/conflicts';
import { enqueue } from '@/lib/db/outbox';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { log } from '@/lib/log';

const AT_ONCE = 200;

/**
 * On a timer, at locations with check-in: whoever has not come is reminded near the end of the window; where the
 * location wants it, the space is then free again, here and in Outlook, and the patron is told (libcal-domain §2.6). It
 * counts towards limits all the same. Each booking under its own locks, so several workers do it once.
 */
export async function releaseNoShows(now: Date): Promise<{ reminded: number; released: number }> {
  const done = { reminded: 0, released: 0 };
  await transaction((tx) => giveMissingCodes(tx, now, AT_ONCE));
  for (let after = 0; ; ) {
    const awaited = await awaitedAtDoors(db(), now, after, AT_ONCE);
    for (const { id } of awaited) {
      try {
        const what = await transaction((tx) => remindOrRelease(tx, id, now));
        if (what) done[what]++;
      } catch (error) {
        // The next turn comes back to it; those behind it do not wait for that.
        log.error({ bookingId: id, ...bugFacts(error) }, 'check-in not settled');
      }
    }
    const last = awaited.at(-1);
    if (!last || awaited.length < AT_ONCE) return done;
    after = last.id;
  }
}

async function remindOrRelease(tx: Tx, id: number, now: Date): Promise<'reminded' | 'released' | null> {
  const seen = await checkInById(tx, id);
  if (!seen || (!isNoShow(seen, now) && !isReminderDue(seen, now))) return null;
  await lockWholeBooking(tx, id);
  // Somebody may have checked in, or another worker been faster.
  const found = await checkInById(tx, id);
  if (!found) return null;
  if (isNoShow(found, now)) {
    const change = {
      status: 'released',
      statusReason: null,
      cause: 'system',
      closes: false,
      changesEvent: true,
    } as const;
    await setBookingStatus(tx, id, change, now);
    await markNoShow(tx, id, now);
    await resolveCasesOfBooking(tx, id, 'booking_over', now);
    await enqueue(tx, { kind: 'push_booking', bookingId: id, urgent: true });
    await enqueue(tx, { kind: 'mail', mail: { template: 'booking_released', bookingId: id } });
    return 'released';
  }
  if (!isReminderDue(found, now) || !(await claimCheckInReminder(tx, id, now))) return null;
  await enqueue(tx, { kind: 'mail', mail: { template: 'check_in_reminder', bookingId: id } });
  return 'reminded';
}

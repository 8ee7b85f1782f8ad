import { askedUntil } from '@/lib/booking/asked-until';
import { syncPolicy } from '@/lib/booking/sync-policy';
import type { CalendarTrust } from '@/lib/booking/types';
import { bugFacts } from '@/lib/bug-facts';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { overdueBookings, setBookingStatus } from '@/lib/db/bookings';
import { db, type Tx, transaction } from '@/lib/db/client';
import { forgetHolds } from '@/lib/db/holds';
import { trustOfCalendars } from '@/lib/db/link-trust';
import { enqueue } from '@/lib/db/outbox';
import { recordAnswer } from '@/lib/db/record-answer';
import { confirmBooking, lockWholeBooking, refuseUnconfirmed } from '@/lib/db/remote-confirmation';
import { familiesOf, resources } from '@/lib/db/resources';
import { leaveToStaff } from '@/lib/db/to-confirm';
import { agreedCalendars } from '@/lib/db/waiting-bookings';
import { log } from '@/lib/log';
import { observeAnswer } from '@/lib/observe-answer';

const AT_ONCE = 200;

export type Settled = 'expired' | 'confirmed' | 'to_confirm' | 'refused';

/**
 * What waited too long, on a timer: holds of open forms vanish, unverified requests expire; a booking that Outlook has not answered for is
 * settled as whose time it is has chosen, with a mail either way (sync-design §9). Returns how many of each.
 */
export async function settleHolds(now: Date): Promise<Record<Settled, number>> {
  const settled = { expired: 0, confirmed: 0, to_confirm: 0, refused: 0 };
  for (const { id, createdAt } of await overdueBookings(db(), now, AT_ONCE)) {
    try {
      const to = await transaction((tx) => settleOne(tx, id, now));
      if (to) settled[to]++;
      if (to && to !== 'expired') observeAnswer('unanswered', createdAt, now);
    } catch (error) {
      // The next turn comes back to it; those behind it do not wait for that.
      log.error({ bookingId: id, ...bugFacts(error) }, 'booking not settled');
    }
  }
  await forgetHolds(db());
  return settled;
}

async function settleOne(tx: Tx, id: number, now: Date): Promise<Settled | null> {
  const booking = await lockWholeBooking(tx, id);
  // Another worker may have been faster.
  if (!booking?.holdUntil || booking.holdUntil > now) return null;
  if (booking.status === 'pending_remote') {
    const { linkId, settled } = await settlePending(tx, booking, now);
    await recordAnswer(tx, { linkId, bookingId: id, kind: 'unanswered', answer: settled }, now);
    return settled;
  }
  if (booking.status !== 'hold' && booking.status !== 'unverified') return null;
  const change = { status: 'expired', statusReason: null, cause: 'system', closes: false, changesEvent: true } as const;
  await setBookingStatus(tx, id, change, now);
  if (booking.patronEmail) await enqueue(tx, { kind: 'mail', mail: { template: 'booking_lapsed', bookingId: id } });
  return 'expired';
}

type SettledPending = { linkId: number | null; settled: Settled };

async function settlePending(tx: Tx, booking: BookingRecord, now: Date): Promise<SettledPending> {
  const ids = booking.items.map(({ resourceId }) => resourceId);
  const familyOf = await familiesOf(tx, ids);
  const concerned = ids.flatMap((id) => [id, ...familyOf(id).partIds, ...familyOf(id).wholeIds]);
  const calendars = await trustOfCalendars(tx, [...new Set(concerned)], now);
  // Of an appointment with a room one calendar may have agreed: whose is silent says what happens then.
  const silent = silentOf(calendars, await agreedCalendars(tx, booking.id));
  const [calendar] = silent;
  // Nothing asks Outlook any more: switched off or let go meanwhile.
  if (!calendar) {
    await confirmBooking(tx, booking, now);
    return { linkId: null, settled: 'confirmed' };
  }
  const { linkId } = calendar;
  const isSilent = (id: number) =>
    silent.some(({ resourceId }) => {
      const { partIds, wholeIds } = familyOf(id);
      return [id, ...partIds, ...wholeIds].includes(resourceId);
    });
  const choices = (await resources(tx, { ids: ids.filter(isSilent) })).map(
    ({ kind, syncPolicy: stored }) => syncPolicy(kind, stored).stale,
  );
  if (choices.includes('closed')) {
    await refuseUnconfirmed(tx, booking.id, now);
    return { linkId, settled: 'refused' };
  }
  await leaveToStaff(tx, booking, { ...calendar, settleBy: askedUntil(booking.items, now) }, now);
  return { linkId, settled: 'to_confirm' };
}

/** Those that have not agreed; one that is only read has nothing to agree to, and counts where no other is missing. */
function silentOf(calendars: readonly CalendarTrust[], agreed: ReadonlySet<number>): readonly CalendarTrust[] {
  const open = calendars.filter(({ linkId }) => !agreed.has(linkId));
  const written = open.filter(({ writes }) => writes);
  if (written.length > 0) return written;
  return open.length > 0 ? open : calendars;
}

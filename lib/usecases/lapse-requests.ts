import { bugFacts } from '@/lib/bug-facts';
import { setBookingStatus } from '@/lib/db/bookings';
import { db, transaction } from '@/lib/db/client';
import { resolveCasesOfBooking } from '@/lib/db/conflicts';
import { enqueue } from '@/lib/db/outbox';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';
import { undecidedInTime } from '@/lib/db/requests';
import { log } from '@/lib/log';
import type { Interval } from '@/lib/time/interval';

const AT_ONCE = 200;

/**
 * On a timer: requests whose time begins and that nobody decided on lapse, and their patrons hear so. Own reading: at
 * the start and not later, since nobody waits in front of a door for an answer; who asked for a slot under way knew that
 * it was. Returns how many.
 */
export async function lapseRequests(now: Date): Promise<number> {
  let lapsed = 0;
  for (const id of await undecidedInTime(db(), now, AT_ONCE)) {
    try {
      if (await lapse(id, now)) lapsed += 1;
    } catch (error) {
      log.error({ bookingId: id, ...bugFacts(error) }, 'request not lapsed');
    }
  }
  return lapsed;
}

const lapse = (id: number, now: Date): Promise<boolean> =>
  transaction(async (tx) => {
    const booking = await lockWholeBooking(tx, id);
    // A mediator, or another worker, may have been faster.
    if (booking?.status !== 'mediation') return false;
    const isLate = ({ start, end }: Interval) => start <= now && (booking.createdAt < start || end <= now);
    if (!booking.items.some(isLate)) return false;
    const change = { status: 'expired', statusReason: 'undecided', cause: 'system' } as const;
    await setBookingStatus(tx, id, { ...change, closes: false, changesEvent: true }, now);
    await resolveCasesOfBooking(tx, id, 'booking_over', now);
    await enqueue(tx, { kind: 'push_booking', bookingId: id, urgent: true });
    // To its patron a request that nobody approved in time was not approved; the other mail of lapses is about links.
    await enqueue(tx, { kind: 'mail', mail: { template: 'booking_denied', bookingId: id } });
    return true;
  });

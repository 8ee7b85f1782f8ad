import { askedUntil } from '@/lib/booking/asked-until';
import type { Footing } from '@/lib/booking/decide-footing';
import type { CalendarTrust } from '@/lib/booking/types';
import { awaitCalendars } from '@/lib/db/await-calendars';
import type { BookingRecord } from '@/lib/db/booking-rows';
import { bookingById } from '@/lib/db/bookings';
import type { Tx } from '@/lib/db/client';
import { confirmBooking } from '@/lib/db/remote-confirmation';
import { leaveToStaff } from '@/lib/db/to-confirm';
import { waitForOthers } from '@/lib/db/waiting-bookings';
import type { Answer } from '@/lib/question';
import { addMinutes, type Interval } from '@/lib/time/interval';

/** How long it may wait for Outlook before it is settled without it (sync-design §9). */
const AWAIT_CALENDAR_MINUTES = 15;

type Next = {
  items: readonly (Interval & { resourceId: number })[];
  answers: readonly Answer[];
  calendars: readonly CalendarTrust[];
  footing: Footing;
};

/**
 * A booking that nobody was promised has gone to somebody else: what it stands on now. The calendars that it left are
 * cleaned, but not waited for.
 */
export async function askNext(
  tx: Tx,
  { id: bookingId }: Pick<BookingRecord, 'id'>,
  { items, answers, calendars, footing }: Next,
  now: Date,
): Promise<void> {
  const holdUntil = addMinutes(now, AWAIT_CALENDAR_MINUTES);
  await tx.booking.update({ where: { id: bookingId }, data: { answers: [...answers], holdUntil } });
  const jobs = await tx.pushJob.findMany({ where: { bookingId }, select: { linkId: true } });
  const asked = new Set(calendars.map(({ linkId }) => linkId));
  await waitForOthers(
    tx,
    bookingId,
    jobs.flatMap(({ linkId }) => (asked.has(linkId) ? [] : [linkId])),
  );
  if (footing === 'strict') return awaitCalendars(tx, bookingId, calendars);
  const booking = await bookingById(tx, bookingId);
  const doubted = calendars.find(({ reads, trust }) => reads && trust === 'stale');
  if (!booking) return;
  if (footing === 'to_confirm' && doubted) {
    const { linkId, resourceId } = doubted;
    await leaveToStaff(tx, booking, { linkId, resourceId, settleBy: askedUntil(items, now) }, now);
  } else await confirmBooking(tx, booking, now);
}

import { askedUntil } from '@/lib/booking/asked-until';
import type { Footing } from '@/lib/booking/decide-footing';
import type { CalendarTrust } from '@/lib/booking/types';
import { awaitCalendars } from '@/lib/db/await-calendars';
import type { Tx } from '@/lib/db/client';
import { tellOfOutcome } from '@/lib/db/tell-of-outcome';
import { openToConfirm } from '@/lib/db/to-confirm';
import type { Interval } from '@/lib/time/interval';

type Made = {
  bookingId: number;
  footing: Footing;
  calendars: readonly CalendarTrust[];
  items: readonly (Interval & { resourceId: number })[];
};

/** Of a booking that was just made: who is told what at once, and who looks before anything is promised. */
export async function followUpBooking(
  tx: Tx,
  { bookingId, footing, calendars, items }: Made,
  now: Date,
): Promise<void> {
  const doubted = calendars.find(({ reads, trust }) => reads && trust === 'stale');
  if (footing === 'strict') await awaitCalendars(tx, bookingId, calendars);
  else if (footing === 'to_confirm' && doubted) {
    const question = { linkId: doubted.linkId, resourceId: doubted.resourceId, settleBy: askedUntil(items, now) };
    await openToConfirm(tx, { id: bookingId, items, createdAt: now }, question, now);
  } else await tellOfOutcome(tx, bookingId, 'booking_confirmed');
}

import { askedUntil } from '@/lib/booking/asked-until';
import type { Footing } from '@/lib/booking/decide-footing';
import type { CalendarTrust } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { openToConfirm } from '@/lib/db/to-confirm';
import { waitForOthers } from '@/lib/db/waiting-bookings';
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
  if (footing === 'strict') {
    // Calendars that cannot be asked now are written to later; their last reading has to do (sync-design §9).
    const silent = calendars.filter(({ trust }) => trust !== 'live').map(({ linkId }) => linkId);
    await waitForOthers(tx, bookingId, silent);
    // Where nothing is written now, a calendar that is only read has to be asked all the same (sync-design §8).
    const reading = calendars.find(({ reads, trust }) => reads && trust === 'live');
    if (reading && !calendars.some(({ writes, trust }) => writes && trust === 'live'))
      await enqueue(tx, { kind: 'look_before_promise', bookingId, linkId: reading.linkId });
  } else if (footing === 'to_confirm' && doubted) {
    const question = { linkId: doubted.linkId, resourceId: doubted.resourceId, settleBy: askedUntil(items, now) };
    await openToConfirm(tx, { id: bookingId, items, createdAt: now }, question, now);
  } else await enqueue(tx, { kind: 'mail', mail: { template: 'booking_confirmed', bookingId } });
}

import type { CalendarTrust } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { waitForOthers } from '@/lib/db/waiting-bookings';

/** A booking waits for Outlook before it is promised: for which of its calendars, and who looks (sync-design §9). */
export async function awaitCalendars(tx: Tx, bookingId: number, calendars: readonly CalendarTrust[]): Promise<void> {
  // Calendars that cannot be asked now are written to later; their last reading has to do (sync-design §9).
  const silent = calendars.filter(({ trust }) => trust !== 'live').map(({ linkId }) => linkId);
  await waitForOthers(tx, bookingId, silent);
  // Where nothing is written now, a calendar that is only read has to be asked all the same (sync-design §8).
  const reading = calendars.find(({ reads, trust }) => reads && trust === 'live');
  if (reading && !calendars.some(({ writes, trust }) => writes && trust === 'live'))
    await enqueue(tx, { kind: 'look_before_promise', bookingId, linkId: reading.linkId });
}

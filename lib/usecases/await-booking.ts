import type { BookingStatus } from '@/lib/booking/types';
import { bookingByPublicId } from '@/lib/db/bookings';
import { db } from '@/lib/db/client';
import { sleep as elapsed } from '@/lib/time/sleep';

/** A patron looks at the page no longer than this; then it says "being confirmed" (sync-design §9). */
const PATIENCE_MS = 3_500;
const FIRST_LOOK_MS = 60;
const LONGEST_MS = 250;

/**
 * Waits on the booking's row until the worker has settled it, or patience is at an end. No transaction is open and
 * nothing is asked of Microsoft meanwhile. Answers what it is then; null: there is no such booking.
 */
export async function awaitBooking(
  publicId: string,
  { patienceMs = PATIENCE_MS, sleep = elapsed }: { patienceMs?: number; sleep?: (ms: number) => Promise<void> } = {},
): Promise<BookingStatus | null> {
  let pause = FIRST_LOOK_MS;
  for (let waited = 0; waited < patienceMs; waited += pause, pause = Math.min(pause * 1.3, LONGEST_MS)) {
    const booking = await bookingByPublicId(db(), publicId);
    if (booking?.status !== 'pending_remote') return booking?.status ?? null;
    await sleep(pause);
  }
  return 'pending_remote';
}

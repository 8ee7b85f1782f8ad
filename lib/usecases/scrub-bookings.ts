import { scrubBookingsBefore } from '@/lib/db/bookings';
import { transaction } from '@/lib/db/client';
import { library } from '@/lib/db/library';
import { addMinutes } from '@/lib/time/interval';

/** Once a day: bookings that ended longer ago than the library keeps names lose theirs. Returns how many. */
export const scrubBookings = (now: Date): Promise<number> =>
  transaction(async (tx) => {
    const known = await library(tx);
    if (!known) return 0;
    return scrubBookingsBefore(tx, addMinutes(now, -known.retentionDays * 24 * 60), now);
  });

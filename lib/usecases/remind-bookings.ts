import { transaction } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { takeReminders } from '@/lib/db/reminders';

const AT_ONCE = 200;

/**
 * On a timer: each booking's reminder once. That it was sent is noted in the transaction that puts the mail into the
 * outbox, so neither a crash nor a second worker sends it again or loses it. Returns how many.
 */
export async function remindBookings(now: Date): Promise<number> {
  let sent = 0;
  for (;;) {
    const taken = await transaction(async (tx) => {
      const ids = await takeReminders(tx, now, AT_ONCE);
      for (const bookingId of ids)
        await enqueue(tx, { kind: 'mail', mail: { template: 'booking_reminder', bookingId } });
      return ids.length;
    });
    sent += taken;
    if (taken < AT_ONCE) return sent;
  }
}

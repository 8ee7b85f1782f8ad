import { transaction } from '@/lib/db/client';
import { takeFollowUps } from '@/lib/db/follow-ups';
import { enqueue } from '@/lib/db/outbox';

const AT_ONCE = 200;

/**
 * On a timer: after each appointment one mail with the words of whoever was met, where they want that. That it was sent is
 * noted in the transaction that puts the mail into the outbox, so neither a crash nor a second worker sends it again or
 * loses it. Returns how many.
 */
export async function followUpAppointments(now: Date): Promise<number> {
  let sent = 0;
  for (;;) {
    const taken = await transaction(async (tx) => {
      const ids = await takeFollowUps(tx, now, AT_ONCE);
      for (const bookingId of ids) await enqueue(tx, { kind: 'mail', mail: { template: 'follow_up', bookingId } });
      return ids.length;
    });
    sent += taken;
    if (taken < AT_ONCE) return sent;
  }
}

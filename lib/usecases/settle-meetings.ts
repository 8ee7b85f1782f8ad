import { db, transaction } from '@/lib/db/client';
import { hopelessMeetings, meetingFailed, releaseOverdueMails } from '@/lib/db/online-meetings';
import { lockWholeBooking } from '@/lib/db/remote-confirmation';

const AT_ONCE = 200;

/**
 * On a timer: mails that have waited long enough for the link of a Teams meeting leave without it; and where the appointment
 * is near and still has none, or no calendar is left that could make one, nobody waits any longer.
 */
export async function settleMeetings(now: Date): Promise<{ released: number; givenUp: number }> {
  const released = await transaction((tx) => releaseOverdueMails(tx, now, AT_ONCE));
  const hopeless = await hopelessMeetings(db(), now, AT_ONCE);
  for (const bookingId of hopeless) {
    await transaction(async (tx) => {
      await lockWholeBooking(tx, bookingId);
      await meetingFailed(tx, bookingId);
    });
  }
  return { released, givenUp: hopeless.length };
}

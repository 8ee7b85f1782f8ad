import { resolveConflictsOfBooking } from '@/lib/db/conflicts';
import { type Mirror, saveMirror } from '@/lib/db/mirrors';
import { deleteEvent } from '@/lib/graph/events';
import { fenced, intentOf, type Push } from './push-facts';
import { GONE, saveMirrorOf } from './save-mirror-of';

/** The booking is not in this calendar any more: its event goes, and with it what was to be decided about it. */
export async function remove(push: Push, remoteId: string): Promise<void> {
  const { session, link, job, world } = push;
  await deleteEvent(session, link.mailboxOid, remoteId);
  await fenced(push, async (tx) => {
    await saveMirror(tx, link.id, job.bookingId, GONE);
    await resolveConflictsOfBooking(tx, link.id, job.bookingId, 'booking_over', world.clock());
  });
}

/** Nothing stands there, so there is nothing to take away. */
export const forget = (push: Push, mirror: Mirror | null): Promise<void> =>
  saveMirrorOf(push, GONE, (mirror && intentOf(mirror)?.content) ?? null);

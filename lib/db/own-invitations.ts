import type { Tx } from '@/lib/db/client';
import { bookingOfStaffUid } from '@/lib/ics-uid';

/**
 * Which of these events of a person's calendar are appointments of their own that they took there from a file of ours, as
 * UIDs. The booking closes its time by itself; its copy in Outlook, which nobody may have moved with it, closes none. One
 * that somebody passed on to a colleague is the colleague's: busy.
 */
export async function ownInvitations(
  tx: Tx,
  resourceId: number,
  icalUids: Iterable<string | null>,
): Promise<Set<string>> {
  const library = await tx.library.findUnique({ where: { id: 1 }, select: { installationId: true } });
  const found = new Map<string, string>();
  for (const uid of library ? icalUids : []) {
    const publicId = uid && library ? bookingOfStaffUid(uid, library.installationId) : null;
    if (uid && publicId) found.set(uid, publicId);
  }
  if (found.size === 0) return new Set();
  const bookings = await tx.booking.findMany({
    where: { publicId: { in: [...found.values()] }, appointment: { resourceId } },
    select: { publicId: true },
  });
  const theirs = new Set(bookings.map(({ publicId }) => publicId));
  return new Set([...found].flatMap(([uid, publicId]) => (theirs.has(publicId) ? [uid] : [])));
}

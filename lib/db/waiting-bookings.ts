import type { Tx } from '@/lib/db/client';

/** Bookings that nobody was promised yet, since Outlook is being asked; there are few at any time. */
export async function waitingBookings(tx: Tx): Promise<{ id: number; resourceIds: number[] }[]> {
  const rows = await tx.booking.findMany({
    where: { status: 'pending_remote' },
    orderBy: { id: 'asc' },
    select: { id: true, items: { select: { resourceId: true } } },
  });
  return rows.map(({ id, items }) => ({ id, resourceIds: items.map(({ resourceId }) => resourceId) }));
}

/** Of these calendars: one is still to be asked about the booking, or they were and agreed, or none ever was. */
export async function wasAskedOf(
  tx: Tx,
  bookingId: number,
  linkIds: readonly number[],
): Promise<'still' | 'agreed' | 'never'> {
  const where = { bookingId, linkId: { in: [...linkIds] } };
  if ((await tx.pushJob.count({ where })) > 0) return 'still';
  return (await tx.bookingMirror.count({ where: { ...where, agreedAt: { not: null } } })) > 0 ? 'agreed' : 'never';
}

/** The booking is not kept waiting by these calendars; they hear of it all the same. */
export async function waitForOthers(tx: Tx, bookingId: number, linkIds: readonly number[]): Promise<void> {
  if (linkIds.length === 0) return;
  await tx.pushJob.updateMany({ where: { bookingId, linkId: { in: [...linkIds] } }, data: { awaited: false } });
}

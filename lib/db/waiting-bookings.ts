import type { Tx } from '@/lib/db/client';

/** Bookings that nobody was promised yet, since Outlook is being asked; there are few at any time. */
export async function waitingBookings(tx: Tx): Promise<{ id: number; resourceIds: number[] }[]> {
  return tx.$queryRaw<{ id: number; resourceIds: number[] }[]>`
    SELECT booking.id, ARRAY(SELECT resource_id FROM booking_item WHERE booking_id = booking.id) AS "resourceIds"
    FROM booking WHERE status = 'pending_remote' ORDER BY booking.id`;
}

/**
 * Of these calendars: one is still to be asked about the booking, or they were and agreed, or none ever was. A job that
 * was given up, or stands at a paused calendar, asks nobody.
 */
export async function wasAskedOf(
  tx: Tx,
  bookingId: number,
  linkIds: readonly number[],
): Promise<'still' | 'agreed' | 'never'> {
  const where = { bookingId, linkId: { in: [...linkIds] } };
  const asking = { ...where, deadAt: null, link: { state: { not: 'paused' as const } } };
  if ((await tx.pushJob.count({ where: asking })) > 0) return 'still';
  return (await tx.bookingMirror.count({ where: { ...where, agreedAt: { not: null } } })) > 0 ? 'agreed' : 'never';
}

/** The booking is not kept waiting by these calendars; they hear of it all the same. */
export async function waitForOthers(tx: Tx, bookingId: number, linkIds: readonly number[]): Promise<void> {
  if (linkIds.length === 0) return;
  await tx.pushJob.updateMany({ where: { bookingId, linkId: { in: [...linkIds] } }, data: { awaited: false } });
}

/** Calendars that were written to and looked at again for this booking. */
export async function agreedCalendars(tx: Tx, bookingId: number): Promise<ReadonlySet<number>> {
  const rows = await tx.bookingMirror.findMany({
    where: { bookingId, state: 'live', agreedAt: { not: null } },
    select: { linkId: true },
  });
  return new Set(rows.map(({ linkId }) => linkId));
}

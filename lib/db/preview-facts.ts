import type { Tx } from '@/lib/db/client';
import { awaitedIds } from '@/lib/db/mirrors';
import type { Interval } from '@/lib/time/interval';

/** A booking that would be written to a resource's calendar. */
export type UpcomingBooking = { bookingId: number; publicId: string; interval: Interval };

/** Upcoming bookings of the resource, of its parts and of its wholes: one event each (sync-design §2). */
export async function upcomingBookings(tx: Tx, resourceId: number, range: Interval): Promise<UpcomingBooking[]> {
  const rows = await tx.$queryRaw<{ bookingId: number; publicId: string; start: Date; end: Date }[]>`
    SELECT booking.id AS "bookingId", booking.public_id AS "publicId", min(item.starts_at) AS start, max(item.ends_at) AS end
    FROM booking JOIN booking_item item ON item.booking_id = booking.id
    WHERE booking.status IN ('pending_remote', 'to_confirm', 'mediation', 'confirmed')
      AND item.ends_at > ${range.start}::timestamptz AND item.starts_at < ${range.end}::timestamptz
      AND (item.resource_id = ${resourceId}
        OR item.resource_id IN (SELECT part_id FROM resource_part WHERE whole_id = ${resourceId})
        OR item.resource_id IN (SELECT whole_id FROM resource_part WHERE part_id = ${resourceId}))
    GROUP BY booking.id ORDER BY start, booking.id`;
  return rows.map(({ bookingId, publicId, start, end }) => ({ bookingId, publicId, interval: { start, end } }));
}

/** Events of ours that may stand in a calendar of the resource from an earlier time: they are found again, not foreign. */
export async function earlierEvents(tx: Tx, resourceId: number) {
  const rows = await tx.bookingMirror.findMany({
    where: { link: { resourceId } },
    select: { remoteId: true, transactionId: true, bookingId: true, state: true },
  });
  return {
    remoteIds: new Set(rows.flatMap(({ remoteId }) => (remoteId ? [remoteId] : []))),
    transactionIds: awaitedIds(rows),
  };
}

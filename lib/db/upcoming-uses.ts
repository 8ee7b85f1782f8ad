import type { BookingStatus } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** One space or person of one booking that stands and is not over. */
export type UpcomingUse = Interval & {
  bookingId: number;
  publicId: string;
  resourceId: number;
  resourceName: string;
  kind: 'space' | 'person';
  /** Empty once it was scrubbed. */
  patronName: string;
  status: BookingStatus;
};

/** In order of time. Time that staff blocked has no patron and needs no hours; a hold is a form that is still open. */
export async function upcomingUses(tx: Tx, resourceIds: readonly number[], now: Date): Promise<UpcomingUse[]> {
  return tx.$queryRaw<UpcomingUse[]>`
    SELECT booking.id AS "bookingId", booking.public_id AS "publicId", resource.id AS "resourceId",
      resource.name AS "resourceName", resource.kind::text AS kind, booking.patron_name AS "patronName", booking.status::text AS status,
      item.starts_at AS start, item.ends_at AS end
    FROM booking_item item JOIN booking ON booking.id = item.booking_id JOIN resource ON resource.id = item.resource_id
    WHERE item.resource_id = ANY(${[...resourceIds]}::int[]) AND item.ends_at > ${now}::timestamptz
      AND NOT booking.is_block
      AND booking.status IN ('unverified', 'pending_remote', 'to_confirm', 'mediation', 'confirmed')
    ORDER BY item.starts_at, resource.position, resource.id`;
}

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
  /** Of an appointment at a desk in another building than the person's own: that one. */
  deskLocationId: number | null;
};

/** In order of time. Time that staff blocked has no patron and needs no hours; a hold is a form that is still open. */
export async function upcomingUses(tx: Tx, resourceIds: readonly number[], now: Date): Promise<UpcomingUse[]> {
  return tx.$queryRaw<UpcomingUse[]>`
    SELECT booking.id AS "bookingId", booking.public_id AS "publicId", resource.id AS "resourceId",
      resource.name AS "resourceName", resource.kind::text AS kind, booking.patron_name AS "patronName", booking.status::text AS status,
      item.starts_at AS start, item.ends_at AS end, place.location_id AS "deskLocationId"
    FROM booking_item item JOIN booking ON booking.id = item.booking_id JOIN resource ON resource.id = item.resource_id
      LEFT JOIN appointment ON appointment.booking_id = booking.id AND appointment.resource_id = item.resource_id
      LEFT JOIN appointment_place place ON place.id = appointment.place_id AND place.kind = 'desk'
    WHERE item.resource_id = ANY(${[...resourceIds]}::int[]) AND item.ends_at > ${now}::timestamptz
      AND NOT booking.is_block
      AND booking.status IN ('unverified', 'pending_remote', 'to_confirm', 'mediation', 'confirmed')
    ORDER BY item.starts_at, resource.position, resource.id`;
}

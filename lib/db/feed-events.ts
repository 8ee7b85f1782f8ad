import type { BookingStatus } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** A booking as a feed shows it: when, where and for what kind of thing, and nothing of whom. */
export type FeedEvent = Interval & {
  bookingId: number;
  resourceId: number;
  resourceName: string;
  locationName: string;
  status: BookingStatus;
  isBlock: boolean;
  /** Of an appointment: what it is for, as it was when it was booked; empty: not said. */
  kindName: string;
  placeName: string;
  /** Rises with every change that patrons hear of. */
  sequence: number;
  madeAt: Date;
  changedAt: Date;
};

/** Every booking of these resources, or of a category's, that holds its time and meets `range`, in order of time. */
export async function feedEvents(
  tx: Tx,
  of: { resourceIds: readonly number[] } | { categoryId: number },
  { start, end }: Interval,
): Promise<FeedEvent[]> {
  const ids = 'resourceIds' in of ? [...of.resourceIds] : [];
  const categoryId = 'categoryId' in of ? of.categoryId : 0;
  return tx.$queryRaw<FeedEvent[]>`
    SELECT booking.id AS "bookingId", item.resource_id AS "resourceId", resource.name AS "resourceName",
      location.name AS "locationName", booking.status::text AS status, booking.is_block AS "isBlock",
      coalesce(appointment.kind_name, '') AS "kindName", coalesce(appointment.place_name, '') AS "placeName",
      booking.ics_sequence AS sequence, booking.created_at AS "madeAt", booking.changed_at AS "changedAt",
      item.starts_at AS start, item.ends_at AS end
    FROM booking_item item JOIN booking ON booking.id = item.booking_id
      JOIN resource ON resource.id = item.resource_id JOIN category ON category.id = resource.category_id
      JOIN location ON location.id = category.location_id
      LEFT JOIN appointment ON appointment.booking_id = booking.id AND appointment.resource_id = item.resource_id
    WHERE (item.resource_id = ANY(${ids}::int[]) OR category.id = ${categoryId})
      AND item.ends_at > ${start}::timestamptz AND item.starts_at < ${end}::timestamptz
      AND booking.status IN ('pending_remote', 'to_confirm', 'mediation', 'confirmed')
    ORDER BY item.starts_at, booking.id, item.resource_id`;
}

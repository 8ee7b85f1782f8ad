import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** A booking as whoever books for somebody meets it. */
export type InTheWay = Interval & {
  resourceId: number;
  publicId: string;
  /** Empty once it was scrubbed, of blocked time, and while somebody fills in a form. */
  patronName: string;
  isBlock: boolean;
};

/** What closes time of these resources within `range`, padding left out. */
export const usesInTheWay = (tx: Tx, resourceIds: readonly number[], range: Interval): Promise<InTheWay[]> =>
  tx.$queryRaw<InTheWay[]>`
    SELECT occupancy.resource_id AS "resourceId", booking.public_id AS "publicId", booking.patron_name AS "patronName",
      booking.is_block AS "isBlock", occupancy.starts_at AS start, occupancy.ends_at AS end
    FROM occupancy JOIN booking ON booking.id = occupancy.booking_id
    WHERE occupancy.active AND NOT occupancy.pad AND occupancy.resource_id = ANY(${[...resourceIds]}::int[])
      AND occupancy.during && tstzrange(${range.start}::timestamptz, ${range.end}::timestamptz)
    ORDER BY occupancy.starts_at, occupancy.id`;

import { UNCOUNTED_STATUSES } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** What fair distribution weighs of one person: as `FairCandidate` of lib/booking. */
type FairFacts = { id: number; count: number; lastChosenAt: Date | null };

/**
 * How many appointments of each person stand and begin `within`, and when fair distribution chose them last. Under the
 * locks of whoever writes. Who was never booked comes too; one query for all.
 */
export async function fairFacts(tx: Tx, resourceIds: readonly number[], within: Interval): Promise<FairFacts[]> {
  return tx.$queryRaw<FairFacts[]>`
    SELECT person.id,
      count(*) FILTER (WHERE item.starts_at >= ${within.start}::timestamptz
        AND item.starts_at < ${within.end}::timestamptz)::int AS count,
      max(booking.created_at) FILTER (WHERE appointment.chosen_by = 'fair') AS "lastChosenAt"
    FROM unnest(${[...resourceIds]}::int[]) AS person(id)
      LEFT JOIN appointment ON appointment.resource_id = person.id
      LEFT JOIN booking ON booking.id = appointment.booking_id
        AND booking.status::text <> ALL(${[...UNCOUNTED_STATUSES]}::text[])
      LEFT JOIN booking_item item ON item.booking_id = booking.id AND item.resource_id = person.id
    GROUP BY person.id ORDER BY person.id`;
}

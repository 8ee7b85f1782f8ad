import { UNCOUNTED_STATUSES } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** What fair distribution weighs of one person: as `FairCandidate` of lib/booking. */
type FairFacts = { id: number; count: number; lastChosenAt: Date | null };

/**
 * How many appointments of each person stand and begin `within`, and when fair distribution chose them last. Under the
 * locks of whoever writes, so neither grows with all that ever was: items are read by their time, and of fair choices, which
 * have an index of their own, the newest that counts. Who was never booked comes too; one query for all.
 */
export async function fairFacts(tx: Tx, resourceIds: readonly number[], within: Interval): Promise<FairFacts[]> {
  const uncounted = [...UNCOUNTED_STATUSES];
  return tx.$queryRaw<FairFacts[]>`
    SELECT person.id, counted.count, chosen.created_at AS "lastChosenAt"
    FROM unnest(${[...resourceIds]}::int[]) AS person(id)
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS count FROM booking_item item
          JOIN appointment ON appointment.booking_id = item.booking_id AND appointment.resource_id = person.id
          JOIN booking ON booking.id = item.booking_id AND booking.status::text <> ALL(${uncounted}::text[])
        WHERE item.resource_id = person.id AND item.starts_at >= ${within.start}::timestamptz
          AND item.starts_at < ${within.end}::timestamptz) AS counted
      LEFT JOIN LATERAL (
        SELECT booking.created_at FROM appointment
          JOIN booking ON booking.id = appointment.booking_id AND booking.status::text <> ALL(${uncounted}::text[])
        WHERE appointment.resource_id = person.id AND appointment.chosen_by = 'fair'
        ORDER BY appointment.booking_id DESC LIMIT 1) AS chosen ON true
    ORDER BY person.id`;
}

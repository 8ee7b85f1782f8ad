import type { OccupancyRow } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import type { Interval } from '@/lib/time/interval';

/**
 * Staff book into the time before or after other bookings: the pad rows that meet the items, or a part of one, end
 * (libcal-domain §2.1). To be called under the resources' lock.
 */
export async function dropPads(
  tx: Tx,
  items: readonly (Interval & { resourceId: number; partIds: readonly number[] })[],
): Promise<void> {
  for (const { resourceId, partIds, start, end } of items)
    await tx.occupancy.deleteMany({
      where: { pad: true, resourceId: { in: [resourceId, ...partIds] }, startsAt: { lt: end }, endsAt: { gt: start } },
    });
}

/** The exclusion constraint has the last word: its refusal reaches the caller as `slot_taken` (`inTransaction`). */
export async function insertOccupancy(tx: Tx, bookingId: number, rows: readonly OccupancyRow[]): Promise<void> {
  await tx.occupancy.createMany({
    data: rows.map(({ resourceId, start, end, pad }) => ({ bookingId, resourceId, startsAt: start, endsAt: end, pad })),
  });
}

/**
 * Holds of these resources whose time is over give it free, and guests who did not follow their link hear so. To be called
 * under the resources' lock.
 */
export async function expireHolds(tx: Tx, resourceIds: readonly number[], now: Date): Promise<void> {
  const lapsed = await tx.$queryRaw<{ id: number }[]>`
    WITH over AS (
      UPDATE booking SET status = 'expired', hold_until = NULL, version = version + 1, cause = 'system',
        settled_at = ${now}::timestamptz
      WHERE status IN ('hold', 'unverified') AND hold_until <= ${now}::timestamptz
        AND id IN (SELECT booking_id FROM occupancy WHERE active AND resource_id = ANY(${[...resourceIds]}::int[]))
      RETURNING id, patron_email <> '' AS was_asked
    ), freed AS (
      UPDATE occupancy SET active = false WHERE active AND booking_id IN (SELECT id FROM over)
    )
    SELECT id FROM over WHERE was_asked`;
  for (const { id } of lapsed) await enqueue(tx, { kind: 'mail', mail: { template: 'booking_lapsed', bookingId: id } });
}

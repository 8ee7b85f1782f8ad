import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';

/** Everything chosen was seen to: the bookings have it now. To be called under the series' lock. */
export async function finishSeries(tx: Tx, id: number): Promise<void> {
  const { count } = await tx.bookingSeries.updateMany({ where: { id, state: 'working' }, data: { state: 'done' } });
  if (count === 0) return;
  await tx.$executeRaw`UPDATE booking_series SET wish = NULL WHERE id = ${id}`;
  // Asked in a transaction of its own, after this one: then the last to be settled sees all others.
  await enqueue(tx, { kind: 'series', seriesId: id });
}

/**
 * The one mail about a series, once nothing of it waits for Outlook any more; true: it was asked for now. The lock makes
 * those who come at the same time wait, and what is looked at is looked at after it was got.
 */
export async function mailSettledSeries(tx: Tx, id: number, now: Date): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM booking_series WHERE id = ${id} FOR UPDATE`;
  const settled = await tx.$executeRaw`
    UPDATE booking_series SET mailed_at = ${now}::timestamptz
    WHERE id = ${id} AND state = 'done' AND tell AND NOT is_block AND mailed_at IS NULL
      AND EXISTS (SELECT FROM booking WHERE series_id = ${id} AND patron_email <> '')
      AND NOT EXISTS (SELECT FROM booking WHERE series_id = ${id} AND status = 'pending_remote')`;
  if (settled === 0) return false;
  await enqueue(tx, { kind: 'series_mail', mail: { template: 'series_booked', seriesId: id } });
  return true;
}

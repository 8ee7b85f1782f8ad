import { PASSED_ON } from '@/lib/db/case-keeper';

import type { Tx } from '@/lib/db/client';

/** Cases that were left to one person and whose time is over. */
export const dueCases = async (tx: Tx, now: Date, take: number): Promise<number[]> =>
  (
    await tx.syncConflict.findMany({
      where: { state: 'open', settleBy: { lte: now } },
      select: { id: true },
      orderBy: { settleBy: 'asc' },
      take,
    })
  ).map(({ id }) => id);

/** True for the one who passes it on. */
export async function passOn(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.syncConflict.updateMany({
    where: { id, state: 'open', settleBy: { lte: now } },
    data: { policy: PASSED_ON, settleBy: null },
  });
  return count === 1;
}

/** Whatever is open about bookings that have ended: nobody is helped by an answer any more. */
export async function closeCasesOfThePast(tx: Tx, now: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE sync_conflict SET state = 'resolved', resolution = 'ended', resolved_at = ${now}::timestamptz
    WHERE state = 'open' AND booking_id IS NOT NULL AND NOT EXISTS (SELECT FROM booking_item item
      WHERE item.booking_id = sync_conflict.booking_id AND item.ends_at > ${now}::timestamptz)`;
}

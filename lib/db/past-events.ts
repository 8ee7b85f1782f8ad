import type { Tx } from '@/lib/db/client';

/** Days for which other people's events are kept after their end: windows begin with the day before. */
export const PAST_EVENT_DAYS = 3;

/**
 * Other people's events that ended before `before`, and what they closed: of no use any more, and kept of nobody longer
 * than needed (I12). Also of calendars that were let go. So are the settled cases about events over bookings that have lost
 * their names. `before` has to lie before every window that is read. Returns how many events went.
 */
export async function dropPastEvents(tx: Tx, before: Date): Promise<number> {
  await tx.$executeRaw`
    DELETE FROM busy_block block USING remote_event event
    WHERE event.link_id = block.link_id AND event.remote_id = block.remote_id AND event.end_at < ${before}::timestamptz`;
  await tx.busyBlock.deleteMany({ where: { endsAt: { lt: before } } });
  await tx.syncConflict.deleteMany({
    where: { kind: 'foreign_over_booking', state: 'resolved', booking: { scrubbedAt: { not: null } } },
  });
  return (await tx.remoteEvent.deleteMany({ where: { endAt: { lt: before } } })).count;
}

import type { Tx } from '@/lib/db/client';
import { readingChangesNothing } from '@/lib/db/link-pauses';

/**
 * How long after the time of its next round a calendar still counts as read (sync-design I11): one failure with its
 * back-off, and a queue of other calendars before it. With the safety round each 15 minutes: never more than 20.
 */
export const FRESH_SLACK_MS = 3 * 60_000;
/** A calendar that was linked, enabled or activated just now has this long until it is read for the first time. */
const FIRST_READ_MS = 15 * 60_000;

/** From now on these calendars are expected to be read: what they were before is no lateness. */
export async function expectReading(tx: Tx, linkIds: readonly number[], now: Date): Promise<void> {
  const freshUntil = new Date(now.getTime() + FIRST_READ_MS);
  await tx.calendarLink.updateMany({ where: { id: { in: [...linkIds] } }, data: { freshUntil } });
}

/**
 * Calendars whose last good reading is older than its bound are shown as degraded, whoever failed to read them and however
 * silently (I11). The next good reading brings them back. None while the integration is not active: nothing is read then,
 * and every page says so. Returns which they are.
 */
export async function degradeStaleLinks(tx: Tx, now: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    UPDATE calendar_link SET state = 'degraded', state_reason = 'stale'
    WHERE state IN ('backfilling', 'live')
      AND coalesce(fresh_until, created_at + ${FIRST_READ_MS} * interval '1 millisecond') < ${now}::timestamptz
      -- A round that has just ended well may not have said yet when the next is due.
      AND coalesce(last_pull_ok_at, '-infinity') < ${new Date(now.getTime() - FRESH_SLACK_MS)}::timestamptz
      AND EXISTS (SELECT FROM integration WHERE id = 1 AND state = 'active')
    RETURNING id`;
  return rows.map(({ id }) => id);
}

/** A good reading: whatever was doubtful is so no more, save what {@link readingChangesNothing} names. */
export async function backToLive(tx: Tx, linkId: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE calendar_link SET state = 'live', state_reason = NULL, broken_at = NULL, reminders = 0,
      next_write_at = NULL
    WHERE id = ${linkId} AND state <> 'live' AND NOT ${readingChangesNothing(now)}`;
}

import type { Tx } from '@/lib/db/client';
import { addMinutes } from '@/lib/time/interval';

/** The mail about a case is answered within an hour, or the case is no longer new. */
const NEW_MINUTES = 60;
const DAY_MINUTES = 24 * 60;

/**
 * Calendars with a case that everybody has let lie for a day, or whose booking begins within one. What one person is still
 * asked about alone passes on by itself (`settleCases`), and a meeting that is being declined asks nobody.
 */
export async function linksWithUndecidedCases(tx: Tx, now: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ linkId: number }[]>`
    SELECT DISTINCT link_id AS "linkId" FROM sync_conflict conflict
    WHERE state = 'open' AND settle_by IS NULL AND policy IS DISTINCT FROM 'decline_meeting'
      AND seen_at < ${addMinutes(now, -NEW_MINUTES)}::timestamptz
      AND (seen_at < ${addMinutes(now, -DAY_MINUTES)}::timestamptz OR EXISTS (
        SELECT FROM booking_item item WHERE item.booking_id = conflict.booking_id
          AND item.starts_at < ${addMinutes(now, DAY_MINUTES)}::timestamptz))
    ORDER BY 1`;
  return rows.map(({ linkId }) => linkId);
}

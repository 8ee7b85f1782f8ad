import type { CalendarTrust } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';

/** How far a calendar's last reading is believed once it cannot be asked any more, in minutes (sync-design §8, §9). */
const FRESH_MINUTES = { space: 15, person: 5 };

const minutesAgo = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000);

/**
 * Of every calendar that belongs to these resources and counts, whether it can be asked now (`live`), or what was read of
 * it last may still be believed (`fresh`), or not (`stale`). Live: the link works, its connection too, and no breaker is
 * open. None while the integration is off, none that was let go or that a person has paused, for then the library's own
 * rules are all there is (sync-design §11).
 */
export const trustOfCalendars = (tx: Tx, resourceIds: readonly number[], now: Date): Promise<CalendarTrust[]> =>
  tx.$queryRaw<CalendarTrust[]>`
  SELECT link.id AS "linkId", link.resource_id AS "resourceId", link.writes, link.reads,
    CASE
      WHEN link.state IN ('backfilling', 'live') AND connection.status = 'active' AND NOT EXISTS (
        SELECT FROM graph_gate gate WHERE gate.breaker_state <> 'closed'
          AND gate.key IN ('app', 'tenant:' || connection.tenant_id, 'mailbox:' || link.mailbox_oid)) THEN 'live'
      WHEN link.last_pull_ok_at > CASE resource.kind WHEN 'space' THEN ${minutesAgo(now, FRESH_MINUTES.space)}::timestamptz
        ELSE ${minutesAgo(now, FRESH_MINUTES.person)}::timestamptz END THEN 'fresh'
      ELSE 'stale'
    END AS trust
  FROM calendar_link link
  JOIN resource ON resource.id = link.resource_id
  JOIN sync_connection connection ON connection.id = link.connection_id
  WHERE link.resource_id = ANY(${[...resourceIds]}::int[]) AND connection.status <> 'disabled'
    AND link.state NOT IN ('unlinked', 'closing')
    AND NOT (link.state = 'paused' AND link.state_reason IS NOT DISTINCT FROM 'by_person')
    AND EXISTS (SELECT FROM integration WHERE id = 1 AND state = 'active')
  ORDER BY link.writes DESC, link.id`;

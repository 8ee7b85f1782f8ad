import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { isSilent } from '@/lib/db/silence';

/** How one calendar stands, for whoever has to look after it (sync-design §12). Ids, codes and times only. */
export type LinkOverview = {
  linkId: number;
  resourceId: number;
  locationId: number;
  resourceName: string;
  resourceKind: 'space' | 'person';
  mailbox: string;
  connectionId: number;
  /** The account that was connected; rooms by the application have none of their own. */
  account: string;
  connectionMode: 'delegated' | 'app';
  connectionPurpose: 'own' | 'rooms';
  connectionStatus: 'active' | 'needs_reauth' | 'app_error' | 'disabled';
  /** What Microsoft said when it stopped; null: nothing. */
  connectionReason: string | null;
  state: 'backfilling' | 'live' | 'degraded' | 'paused' | 'closing';
  stateReason: string | null;
  changeMode: 'webhook' | 'poll';
  isDefaultCalendar: boolean;
  /** 'listing' where the calendar refuses delta. */
  changeSource: string;
  lastReadAt: Date | null;
  lastWriteAt: Date | null;
  /** Since the last good reading, or since the link was made. */
  lagSeconds: number;
  /** Writes that wait or run, since when the oldest does, and writes that were given up. */
  due: number;
  oldestDueAt: Date | null;
  dead: number;
  subscriptionExpiresAt: Date | null;
  lastNotifiedAt: Date | null;
  /** Changes are found by the quarter-hourly rounds, and Microsoft tells of none of them. */
  isSilent: boolean;
  openConflicts: number;
  skippedItems: number;
  corrections: number;
  /** Microsoft told us to wait until then. */
  throttledUntil: Date | null;
  /** Too many requests went unanswered: one each half minute is tried. */
  isUnreachable: boolean;
};

/** One request that did not go well. */
export type Trouble = {
  at: Date;
  op: string;
  outcome: string;
  http: number | null;
  requestId: string | null;
  clientRequestId: string | null;
};

/** Every open link, or those of one resource or the one, in one query whatever their number. */
export const linkOverviews = (
  tx: Tx,
  now: Date,
  { resourceId, linkId }: { resourceId?: number | undefined; linkId?: number | undefined } = {},
): Promise<LinkOverview[]> =>
  tx.$queryRaw<LinkOverview[]>`
    -- Few of the gates, of which each mailbox has one, hold anybody back.
    WITH shut AS MATERIALIZED (
      SELECT key, CASE WHEN throttled_until > ${now}::timestamptz THEN throttled_until END AS throttled_until,
        breaker_state = 'open' AS is_open
      FROM graph_gate WHERE throttled_until > ${now}::timestamptz OR breaker_state = 'open')
    SELECT link.id AS "linkId", link.resource_id AS "resourceId", resource.name AS "resourceName",
      category.location_id AS "locationId",
      resource.kind::text AS "resourceKind", link.mailbox_address AS mailbox, link.connection_id AS "connectionId",
      connection.principal_name AS account, connection.mode::text AS "connectionMode",
      connection.purpose::text AS "connectionPurpose", connection.status::text AS "connectionStatus",
      connection.status_reason AS "connectionReason",
      link.state::text AS state, link.state_reason AS "stateReason", link.change_mode::text AS "changeMode",
      link.is_default_calendar AS "isDefaultCalendar", link.change_source AS "changeSource",
      link.last_pull_ok_at AS "lastReadAt", link.last_push_ok_at AS "lastWriteAt", link.corrections,
      greatest(0, extract(epoch FROM ${now}::timestamptz - coalesce(link.last_pull_ok_at, link.created_at)))::float8
        AS "lagSeconds",
      coalesce(job.due, 0) AS due, job.oldest AS "oldestDueAt", coalesce(job.dead, 0) AS dead,
      subscription.expires_at AS "subscriptionExpiresAt", knock.last AS "lastNotifiedAt",
      coalesce(${isSilent(now)}, false) AS "isSilent",
      coalesce(conflict.open, 0) AS "openConflicts", coalesce(skipped.items, 0) AS "skippedItems",
      gate.throttled_until AS "throttledUntil", coalesce(gate.open, false) AS "isUnreachable"
    FROM calendar_link link
    JOIN resource ON resource.id = link.resource_id JOIN category ON category.id = resource.category_id
    JOIN sync_connection connection ON connection.id = link.connection_id
    LEFT JOIN (SELECT link_id, count(*) FILTER (WHERE dead_at IS NULL)::int AS due,
        min(asked_at) FILTER (WHERE dead_at IS NULL) AS oldest, count(*) FILTER (WHERE dead_at IS NOT NULL)::int AS dead
      FROM push_job GROUP BY link_id) job ON job.link_id = link.id
    LEFT JOIN (SELECT link_id, count(*)::int AS open FROM sync_conflict WHERE state = 'open' GROUP BY link_id) conflict
      ON conflict.link_id = link.id
    LEFT JOIN (SELECT link_id, count(*)::int AS items FROM skipped_item GROUP BY link_id) skipped
      ON skipped.link_id = link.id
    LEFT JOIN subscription ON subscription.link_id = link.id AND subscription.state = 'active'
    LEFT JOIN (SELECT link_id, max(last_notified_at) AS last FROM subscription GROUP BY link_id) knock
      ON knock.link_id = link.id
    LEFT JOIN LATERAL (SELECT max(throttled_until) AS throttled_until, bool_or(is_open) AS open FROM shut
      WHERE key IN ('app', 'tenant:' || connection.tenant_id, 'mailbox:' || link.mailbox_oid)) gate ON true
    WHERE link.state <> 'unlinked'
      ${resourceId === undefined ? Prisma.empty : Prisma.sql`AND link.resource_id = ${resourceId}`}
      ${linkId === undefined ? Prisma.empty : Prisma.sql`AND link.id = ${linkId}`}
    ORDER BY resource.kind, resource.name, link.writes DESC, link.id`;

/**
 * The last troubles of each of these links, the newest first, in one query. What Carrel answered by itself is on the same
 * record (`answer.…`), and no trouble.
 */
export async function lastTroubles(
  tx: Tx,
  linkIds: readonly number[],
  each: number,
): Promise<(linkId: number) => Trouble[]> {
  const rows = await tx.$queryRaw<(Trouble & { linkId: number })[]>`
    SELECT link.id AS "linkId", line.at, line.op, line.outcome, line.http, line.request_id AS "requestId",
      line.client_request_id AS "clientRequestId"
    FROM unnest(${[...linkIds]}::int[]) AS link (id)
    CROSS JOIN LATERAL (SELECT * FROM sync_log WHERE link_id = link.id AND outcome <> 'ok' AND op NOT LIKE 'answer.%'
      ORDER BY at DESC LIMIT ${each}) line
    ORDER BY line.at DESC`;
  const byLink = new Map<number, Trouble[]>();
  for (const { linkId, ...trouble } of rows) byLink.set(linkId, [...(byLink.get(linkId) ?? []), trouble]);
  return (linkId) => byLink.get(linkId) ?? [];
}

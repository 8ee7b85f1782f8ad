import type { Tx } from '@/lib/db/client';
import { leaseEnd, type PullLease } from '@/lib/db/cursors';
import { gatesOpen, shutGates } from '@/lib/db/gates';
import { Prisma } from '@/lib/db/generated/client';
import { aloneInMailbox, type Claimed, sharesMailbox } from '@/lib/db/mailbox-claims';

/**
 * A link that should be read now and whose lane is free: marked dirty and quiet for `quietMs`, the oldest mark first, or
 * its time has come. One pull a mailbox at a time; none while the integration is not active, the connection needs a
 * person, or Graph said to wait. A paused link is only probed when its time comes. A lease that ended without being given
 * back is a reading that nobody finished: it goes on at once, and counts as one that failed.
 *
 * Asked many times a second, mostly for nothing: each part walks an index in its order and ends at once, however many
 * links there are.
 */
export async function claimPullLink(tx: Tx, owner: string, now: Date, quietMs: number): Promise<PullLease | null> {
  const quietSince = new Date(now.getTime() - quietMs);
  const rows = await tx.$queryRaw<Claimed<PullLease>[]>`
    WITH ${shutGates(now)},
    being_read AS MATERIALIZED (
      SELECT id, mailbox_oid FROM calendar_link WHERE pull_lease_until >= ${now}::timestamptz),
    marked AS (
      SELECT link.id FROM ${usableLinks}
      WHERE link.dirty_seq > link.pulled_seq AND link.pull_failures = 0 AND link.state <> 'paused'
        AND (link.dirty_at IS NULL OR link.dirty_at <= ${quietSince}::timestamptz) AND ${mayBeRead(now)}
      ORDER BY link.dirty_at NULLS FIRST LIMIT 1
      FOR UPDATE OF link SKIP LOCKED),
    unfinished AS (
      SELECT link.id FROM ${usableLinks}
      WHERE NOT EXISTS (SELECT FROM marked) AND link.pull_lease_until < ${now}::timestamptz AND link.state <> 'paused'
        AND ${mayBeRead(now)}
      ORDER BY link.pull_lease_until LIMIT 1
      FOR UPDATE OF link SKIP LOCKED),
    due AS (
      SELECT link.id FROM ${usableLinks}
      WHERE NOT EXISTS (SELECT FROM marked) AND NOT EXISTS (SELECT FROM unfinished)
        AND ${dueAt} <= ${now}::timestamptz AND ${mayBeRead(now)}
      ORDER BY ${dueAt} LIMIT 1
      FOR UPDATE OF link SKIP LOCKED)
    UPDATE calendar_link SET pull_lease_owner = ${owner},
      pull_failures = pull_failures + CASE WHEN pull_lease_until IS NULL THEN 0 ELSE 1 END,
      pull_lease_until = ${leaseEnd(now)}::timestamptz, pull_fence = pull_fence + 1
    WHERE id = (SELECT id FROM marked UNION ALL SELECT id FROM unfinished UNION ALL SELECT id FROM due)
    RETURNING id AS "linkId", pull_fence AS fence, pull_lease_until AS until, next_pull_at AS "dueAt",
      ${sharesMailbox} AS shared`;
  return rows[0] ? aloneInMailbox(tx, 'pull', rows[0], now) : null;
}

const usableLinks = Prisma.sql`calendar_link link
  JOIN sync_connection connection ON connection.id = link.connection_id AND connection.status = 'active'
  JOIN integration ON integration.id = 1 AND integration.state = 'active'`;

/** Without a time it is due now. As the index `calendar_link_due` has it, whose condition has to be said too. */
const dueAt = Prisma.sql`COALESCE(link.next_pull_at, '-infinity'::timestamptz)`;

/** Gates and others at the mailbox are few: gathered once, not looked up for each link that comes into question. */
const mayBeRead = (now: Date) => Prisma.sql`link.state IN ('backfilling', 'live', 'degraded', 'paused')
  AND NOT (link.state = 'paused' AND link.state_reason IS NOT DISTINCT FROM 'by_person')
  AND (link.pull_lease_until IS NULL OR link.pull_lease_until < ${now}::timestamptz)
  AND ${gatesOpen}
  AND NOT EXISTS (SELECT FROM being_read WHERE being_read.mailbox_oid = link.mailbox_oid AND being_read.id <> link.id)`;

import type { Tx } from '@/lib/db/client';
import { WAKE_CHANNEL } from '@/lib/db/outbox';

/** What a knock is held against. */
export type Knock = { linkId: number; clientStateHash: string; state: 'creating' | 'active' | 'retiring' | 'dead' };

/** Whose address was called, whatever became of the subscription since (sync-design §5.6). */
export async function knockBy(tx: Tx, urlKey: string): Promise<Knock | null> {
  const rows = await tx.$queryRaw<Knock[]>`
    SELECT link_id AS "linkId", client_state_hash AS "clientStateHash", state::text AS state
    FROM subscription WHERE url_key = ${urlKey}`;
  return rows[0] ?? null;
}

/**
 * Something changed: the link is marked, the knock noted and the worker woken, in one statement and one commit. The link
 * comes first, as in every transaction that takes both rows.
 */
export async function noteChange(tx: Tx, urlKey: string, linkId: number, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH marked AS (
      UPDATE calendar_link SET dirty_seq = dirty_seq + 1,
        dirty_at = CASE WHEN dirty_seq > pulled_seq THEN coalesce(dirty_at, now()) ELSE now() END
      WHERE id = ${linkId} RETURNING id
    ), noted AS (
      UPDATE subscription SET last_notified_at = ${now}::timestamptz, untold_since = NULL, untold_rounds = 0
      WHERE url_key = ${urlKey} AND link_id IN (SELECT id FROM marked)
    )
    SELECT pg_notify(${WAKE_CHANNEL}, '')`;
}

/** A word about the subscription itself. */
export async function noteLifecycle(tx: Tx, urlKey: string, now: Date): Promise<void> {
  await tx.subscription.update({ where: { urlKey }, data: { lastNotifiedAt: now } });
}

/** Microsoft wants it renewed now. */
export async function renewSoon(tx: Tx, urlKey: string, now: Date): Promise<void> {
  await tx.subscription.updateMany({ where: { urlKey, state: 'active' }, data: { renewAt: now } });
}

/** Microsoft says that it removed it. */
export async function subscriptionLost(tx: Tx, urlKey: string, now: Date): Promise<void> {
  await tx.subscription.updateMany({
    where: { urlKey, state: { not: 'dead' } },
    data: { state: 'dead', endedAt: now, farewellEnc: null, farewellUntil: null },
  });
}

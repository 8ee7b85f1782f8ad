import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { type Cloud, cloudOf } from '@/lib/microsoft-clouds';

/** Whether a request may be made now. */
export type Gate = {
  integration: 'draft' | 'active' | 'inactive' | 'disconnected' | null;
  /** Which of Microsoft's clouds it is in. */
  cloud: Cloud;
  /** Graph told us to wait until then, or an open breaker lets the next probe through then. */
  shutUntil: Date | null;
  /** Open breakers whose next probe is due: whoever goes on claims it first. */
  probes: string[];
  /** Gates that remember failures or throttling: a request that succeeds tells them. */
  shaky: string[];
};

/** Whom a gate holds back: one mailbox, one tenant's mailboxes, or everybody (sync-design §4.3). */
export const mailboxKey = (mailbox: string) => `mailbox:${mailbox}`;
export const tenantKey = (tenantId: string) => `tenant:${tenantId}`;
export const APP_KEY = 'app';

/** So many failures to reach Graph inside a minute are an outage (sync-design §4.3). */
export const BREAKER = { mailbox: 5, others: 20, withinMs: 60_000, probeEveryMs: 30_000 };

/**
 * For queries that claim work: the few gates that hold somebody back now, found by index, as the table `shut`. Each mailbox
 * that was ever asked has a row, so looking them up for every link that is due costs seconds among thousands of rooms.
 */
export const shutGates = (now: Date) => Prisma.sql`shut AS MATERIALIZED (
  SELECT key FROM graph_gate WHERE throttled_until > ${now}::timestamptz
  UNION ALL SELECT key FROM graph_gate WHERE breaker_state = 'open' AND probe_at > ${now}::timestamptz)`;

/** Beside {@link shutGates}, with `link` and `connection` in scope: nothing holds the mailbox back. */
export const gatesOpen = Prisma.sql`NOT EXISTS (
  SELECT FROM shut
  WHERE shut.key IN (${APP_KEY}, 'tenant:' || connection.tenant_id, 'mailbox:' || link.mailbox_oid))`;

/** Asked before every request: one query for the state of the integration and every gate concerned. */
export async function readGate(tx: Tx, keys: readonly string[], now: Date): Promise<Gate> {
  const rows = await tx.$queryRaw<GateRow[]>`
    SELECT integration.state::text AS integration, integration.cloud, gate.key, gate.failures, gate.throttles, gate.breaker_state AS "breakerState",
      gate.throttled_until AS "throttledUntil", gate.probe_at AS "probeAt"
    FROM (SELECT 1) one
    LEFT JOIN integration ON integration.id = 1
    LEFT JOIN graph_gate gate ON gate.key = ANY(${[...keys]}::text[])`;
  const isOpen = (row: GateRow) => row.breakerState === 'open';
  const waits = rows.flatMap((row) => [row.throttledUntil, isOpen(row) ? row.probeAt : null]);
  const shutUntil = waits.filter((at) => at !== null && at > now).reduce(later, null);
  const keysOf = (which: GateRow[]) => which.flatMap(({ key }) => (key ? [key] : []));
  return {
    integration: rows[0]?.integration ?? null,
    cloud: cloudOf(rows[0]?.cloud),
    shutUntil,
    probes: keysOf(rows.filter(isOpen)),
    shaky: keysOf(rows.filter((row) => isOpen(row) || (row.failures ?? 0) + (row.throttles ?? 0) > 0)),
  };
}

type GateRow = {
  cloud: string | null;
  integration: Gate['integration'];
  key: string | null;
  failures: number | null;
  throttles: number | null;
  breakerState: string | null;
  throttledUntil: Date | null;
  probeAt: Date | null;
};

const later = (a: Date | null, b: Date | null) => (a && b && a > b ? a : b);

/** Nobody asks again before `until`; an earlier wait never shortens a later one. */
export async function shutGate(tx: Tx, key: string, until: Date, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO graph_gate (key, throttled_until, changed_at) VALUES (${key}, ${until}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET changed_at = EXCLUDED.changed_at,
      throttled_until = GREATEST(graph_gate.throttled_until, EXCLUDED.throttled_until)`;
}

/** Throttled once more. Answers how often in a row that was. */
export async function countThrottle(tx: Tx, key: string, now: Date): Promise<number> {
  const rows = await tx.$queryRaw<{ throttles: number }[]>`
    INSERT INTO graph_gate AS gate (key, throttles, changed_at) VALUES (${key}, 1, ${now}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET changed_at = EXCLUDED.changed_at, throttles = gate.throttles + 1
    RETURNING throttles`;
  return rows[0]?.throttles ?? 1;
}

/** One request goes through an open breaker, and the next only after a while. False: somebody else has just tried. */
export async function claimProbe(tx: Tx, key: string, now: Date): Promise<boolean> {
  const next = new Date(now.getTime() + BREAKER.probeEveryMs);
  const count = await tx.$executeRaw`
    UPDATE graph_gate SET probe_at = ${next}::timestamptz
    WHERE key = ${key} AND breaker_state = 'open' AND probe_at <= ${now}::timestamptz`;
  return count === 1;
}

/** Graph could not be reached. The breaker opens when that has happened often enough within a minute. */
export async function countFailure(tx: Tx, key: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - BREAKER.withinMs);
  const limit = key.startsWith('mailbox:') ? BREAKER.mailbox : BREAKER.others;
  const probeAt = new Date(now.getTime() + BREAKER.probeEveryMs);
  await tx.$executeRaw`
    INSERT INTO graph_gate AS gate (key, failures, failures_since, changed_at)
    VALUES (${key}, 1, ${now}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET changed_at = EXCLUDED.changed_at,
      failures = CASE WHEN gate.failures_since >= ${since}::timestamptz THEN gate.failures + 1 ELSE 1 END,
      failures_since = CASE WHEN gate.failures_since >= ${since}::timestamptz THEN gate.failures_since
        ELSE ${now}::timestamptz END,
      probe_at = CASE WHEN gate.breaker_state = 'open' THEN gate.probe_at ELSE ${probeAt}::timestamptz END,
      breaker_state = CASE WHEN gate.breaker_state = 'open'
        OR gate.failures_since >= ${since}::timestamptz AND gate.failures + 1 >= ${limit} THEN 'open' ELSE 'closed' END`;
}

/** An answer came: whatever was wrong is over. */
export async function clearFailures(tx: Tx, keys: readonly string[], now: Date): Promise<void> {
  await tx.graphGate.updateMany({
    where: { key: { in: [...keys] } },
    data: { failures: 0, failuresSince: null, throttles: 0, breakerState: 'closed', probeAt: null, changedAt: now },
  });
}

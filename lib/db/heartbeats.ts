import type { Tx } from '@/lib/db/client';

export type Heartbeat = { id: string; lastSeenAt: Date };

/** Says that the worker lives, and tells the database's clock, by which all leases are measured. */
export async function beat(tx: Tx, id: string): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ now: Date }]>`
    INSERT INTO worker_heartbeat (id, started_at, last_seen_at) VALUES (${id}, now(), now())
    ON CONFLICT (id) DO UPDATE SET last_seen_at = now(), ended_at = NULL RETURNING last_seen_at AS now`;
  return row.now;
}

/** It stopped as it should. Its row stays for a while: it says since when nobody works, where nobody does. */
export async function endHeartbeat(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE worker_heartbeat SET last_seen_at = now(), ended_at = now() WHERE id = ${id}`;
}

/** How many run by what was seen since then, and when any was seen last, one that stopped included (null: never). */
export async function workersSeen(tx: Tx, since: Date): Promise<{ seen: number; lastSeenAt: Date | null }> {
  const [row] = await tx.$queryRaw<[{ seen: number; lastSeenAt: Date | null }]>`
    SELECT (count(*) FILTER (WHERE ended_at IS NULL AND last_seen_at > ${since}::timestamptz))::int AS seen,
      max(last_seen_at) AS "lastSeenAt"
    FROM worker_heartbeat`;
  return row;
}

/** Workers that have not stopped, the one seen last first; the rows of those long gone are dropped by {@link dropOldHeartbeats}. */
export async function heartbeats(tx: Tx): Promise<Heartbeat[]> {
  return tx.workerHeartbeat.findMany({
    where: { endedAt: null },
    select: { id: true, lastSeenAt: true },
    orderBy: { lastSeenAt: 'desc' },
  });
}

export async function dropOldHeartbeats(tx: Tx, before: Date): Promise<void> {
  await tx.workerHeartbeat.deleteMany({ where: { lastSeenAt: { lt: before } } });
}

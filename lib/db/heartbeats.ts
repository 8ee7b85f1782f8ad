import type { Tx } from '@/lib/db/client';

export type Heartbeat = { id: string; lastSeenAt: Date };

/** Says that the worker lives, and tells the database's clock, by which all leases are measured. */
export async function beat(tx: Tx, id: string): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ now: Date }]>`
    INSERT INTO worker_heartbeat (id, started_at, last_seen_at) VALUES (${id}, now(), now())
    ON CONFLICT (id) DO UPDATE SET last_seen_at = now() RETURNING last_seen_at AS now`;
  return row.now;
}

export async function endHeartbeat(tx: Tx, id: string): Promise<void> {
  await tx.workerHeartbeat.deleteMany({ where: { id } });
}

/** Workers seen since; the rows of those long gone are dropped by {@link dropOldHeartbeats}. */
export async function heartbeats(tx: Tx): Promise<Heartbeat[]> {
  return tx.workerHeartbeat.findMany({ select: { id: true, lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' } });
}

export async function dropOldHeartbeats(tx: Tx, before: Date): Promise<void> {
  await tx.workerHeartbeat.deleteMany({ where: { lastSeenAt: { lt: before } } });
}

import type { Tx } from '@/lib/db/client';

/** How somebody signed in: a provider of next-auth, or the link of an invitation. */
export type SessionMethod = 'password' | 'email' | 'azure-ad' | 'oidc' | 'invitation';

export type SessionRow = { id: string; method: string; device: string; createdAt: Date; lastSeenAt: Date };

export type NewSession = { id: string; personId: number; method: string; device: string };

/** Those of the person that ran out are swept along: none lasts longer than `lastsSeconds`. */
export async function insertSession(tx: Tx, session: NewSession, lastsSeconds: number, now: Date): Promise<void> {
  const { personId } = session;
  const before = new Date(now.getTime() - lastsSeconds * 1000);
  await tx.signInSession.deleteMany({ where: { personId, createdAt: { lt: before } } });
  await tx.signInSession.create({ data: { ...session, createdAt: now, lastSeenAt: now } });
}

/** Whether it was not ended; that it is used is noted once an hour. */
export async function isSessionOpen(tx: Tx, id: string, personId: number, now: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ open: boolean }[]>`
    WITH found AS (
      SELECT id, last_seen_at FROM sign_in_session WHERE id = ${id}::uuid AND person_id = ${personId}::int
    ), seen AS (
      UPDATE sign_in_session SET last_seen_at = ${now}::timestamptz
      WHERE id IN (SELECT id FROM found WHERE last_seen_at < ${now}::timestamptz - interval '1 hour')
    )
    SELECT EXISTS (SELECT FROM found) AS open`;
  return row?.open ?? false;
}

/** The newest first. */
export const sessionsOf = (tx: Tx, personId: number, since: Date): Promise<SessionRow[]> =>
  tx.signInSession.findMany({
    where: { personId, createdAt: { gte: since } },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    select: { id: true, method: true, device: true, createdAt: true, lastSeenAt: true },
  });

/** How many were ended: none, if it was over already. */
export async function endSession(tx: Tx, id: string, personId?: number): Promise<number> {
  const { count } = await tx.signInSession.deleteMany({ where: { id, ...(personId !== undefined && { personId }) } });
  return count;
}

/** Those from before sessions had rows too. */
export async function endSessions(tx: Tx, personId: number, now: Date): Promise<number> {
  await tx.person.update({ where: { id: personId }, data: { sessionsValidFrom: now } });
  const { count } = await tx.signInSession.deleteMany({ where: { personId } });
  return count;
}

/**
 * All of a person's but this one, those from before sessions had rows too: they began before it. Null: it has no row itself,
 * and nothing is ended.
 */
export async function endOtherSessions(tx: Tx, id: string, personId: number): Promise<number | null> {
  const kept = await tx.signInSession.findFirst({ where: { id, personId }, select: { createdAt: true } });
  if (!kept) return null;
  await tx.$executeRaw`
    UPDATE person SET sessions_valid_from = greatest(sessions_valid_from, ${kept.createdAt}::timestamptz)
    WHERE id = ${personId}`;
  const { count } = await tx.signInSession.deleteMany({ where: { personId, id: { not: id } } });
  return count;
}

/** Those that were begun with Microsoft by accounts of these organisations (a Microsoft identity is `tid:oid`). */
export async function endSessionsOfTenants(tx: Tx, tenantIds: readonly string[]): Promise<number> {
  if (tenantIds.length === 0) return 0;
  return tx.$executeRaw`
    DELETE FROM sign_in_session WHERE method = 'azure-ad' AND person_id IN (
      SELECT person_id FROM sign_in_identity
      WHERE provider = 'azure-ad' AND split_part(subject, ':', 1) = ANY(${tenantIds}::text[]))`;
}

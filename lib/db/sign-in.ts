import type { Tx } from '@/lib/db/client';

/** Everything next-auth remembers: outside identities, e-mail links, failures. */

export async function personIdOfIdentity(tx: Tx, provider: string, subject: string): Promise<number | null> {
  const row = await tx.signInIdentity.findUnique({ where: { provider_subject: { provider, subject } } });
  return row?.personId ?? null;
}

export async function addIdentity(tx: Tx, provider: string, subject: string, personId: number): Promise<void> {
  await tx.signInIdentity.create({ data: { provider, subject, personId } });
}

/** Of one provider, all: they add it again. */
export async function forgetIdentities(tx: Tx, provider: string, personId: number): Promise<void> {
  await tx.signInIdentity.deleteMany({ where: { provider, personId } });
}

export async function addSignInToken(tx: Tx, identifier: string, tokenHash: string, expiresAt: Date): Promise<void> {
  await tx.signInToken.create({ data: { identifier, tokenHash, expiresAt } });
}

/** Single use: gone once taken. Links that ran out are swept along. */
export async function takeSignInToken(
  tx: Tx,
  identifier: string,
  tokenHash: string,
  now: Date,
): Promise<{ expiresAt: Date } | null> {
  const [taken] = await tx.$queryRaw<{ expiresAt: Date }[]>`
    DELETE FROM sign_in_token WHERE identifier = ${identifier} AND token_hash = ${tokenHash}
    RETURNING expires_at AS "expiresAt"`;
  await tx.signInToken.deleteMany({ where: { expiresAt: { lt: now } } });
  return taken ?? null;
}

export async function countFailures(tx: Tx, key: string, since: Date): Promise<{ count: number; oldest: Date | null }> {
  const found = await tx.signInFailure.aggregate({
    where: { key, at: { gt: since } },
    _count: { _all: true },
    _min: { at: true },
  });
  return { count: found._count._all, oldest: found._min.at };
}

export async function recordFailures(tx: Tx, keys: string[], now: Date): Promise<void> {
  await tx.signInFailure.createMany({ data: keys.map((key) => ({ key, at: now })) });
  await tx.signInFailure.deleteMany({ where: { at: { lt: new Date(now.getTime() - 60 * 60_000) } } });
}

export async function forgetFailures(tx: Tx, key: string): Promise<void> {
  await tx.signInFailure.deleteMany({ where: { key } });
}

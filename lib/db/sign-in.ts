import { loginOrigin } from '@/lib/clouds';
import type { Tx } from '@/lib/db/client';
import { unseal } from '@/lib/seal';

/** Everything next-auth remembers: outside identities, e-mail links, failures, the Entra registration. */

export async function personIdOfIdentity(tx: Tx, provider: string, subject: string): Promise<number | null> {
  const row = await tx.signInIdentity.findUnique({ where: { provider_subject: { provider, subject } } });
  return row?.personId ?? null;
}

export async function addIdentity(tx: Tx, provider: string, subject: string, personId: number): Promise<void> {
  await tx.signInIdentity.create({ data: { provider, subject, personId } });
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

export const ENTRA = 'azure-ad';
export const ENTRA_SECRET = 'sign-in:entra';

/** The registration as pages may see it: without its secret. */
export type SignInProviderRow = { tenant: string; clientId: string; active: boolean; updatedAt: Date };

export async function readSignInProvider(tx: Tx): Promise<SignInProviderRow | null> {
  return tx.signInProvider.findUnique({
    where: { id: ENTRA },
    select: { tenant: true, clientId: true, active: true, updatedAt: true },
  });
}

/** With its secret opened, for next-auth alone; null unless active. */
export async function activeSignInProvider(
  tx: Tx,
): Promise<{ loginOrigin: string; tenant: string; clientId: string; clientSecret: string } | null> {
  const row = await tx.signInProvider.findUnique({ where: { id: ENTRA } });
  if (!row?.active) return null;
  const { tenant, clientId, secretEnc } = row;
  return { loginOrigin: loginOrigin(), tenant, clientId, clientSecret: unseal(secretEnc, ENTRA_SECRET) };
}

/** Sealed with {@link ENTRA_SECRET}; null keeps the secret that is stored. */
export async function writeSignInProvider(
  tx: Tx,
  row: { tenant: string; clientId: string; secretEnc: string | null; active: boolean },
): Promise<void> {
  const { secretEnc, ...rest } = row;
  if (secretEnc === null) await tx.signInProvider.update({ where: { id: ENTRA }, data: rest });
  else
    await tx.signInProvider.upsert({
      where: { id: ENTRA },
      create: { id: ENTRA, ...rest, secretEnc },
      update: { ...rest, secretEnc },
    });
}

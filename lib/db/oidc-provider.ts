import type { Tx } from '@/lib/db/client';
import { unseal } from '@/lib/seal';

/** next-auth's name for the one OpenID Connect provider, in its addresses and in `sign_in_identity`. */
export const OIDC = 'oidc';
export const OIDC_SECRET = 'sign-in:oidc';

/** The registration as pages may see it: without its secret. */
export type OidcProviderRow = {
  issuer: string;
  clientId: string;
  label: string;
  provesAddresses: boolean;
  active: boolean;
};

export type OidcRegistration = Pick<OidcProviderRow, 'issuer' | 'clientId' | 'provesAddresses'> & {
  clientSecret: string;
};

export const readOidcProvider = (tx: Tx): Promise<OidcProviderRow | null> =>
  tx.oidcProvider.findUnique({
    where: { id: OIDC },
    select: { issuer: true, clientId: true, label: true, provesAddresses: true, active: true },
  });

/** With its secret opened, for next-auth alone; null unless active. */
export async function activeOidcProvider(tx: Tx): Promise<OidcRegistration | null> {
  const row = await tx.oidcProvider.findUnique({ where: { id: OIDC } });
  if (!row?.active) return null;
  const { issuer, clientId, provesAddresses, secretEnc } = row;
  return { issuer, clientId, provesAddresses, clientSecret: unseal(secretEnc, OIDC_SECRET) };
}

/** Sealed with {@link OIDC_SECRET}; null keeps the secret that is stored. */
export async function writeOidcProvider(
  tx: Tx,
  { secretEnc, ...row }: OidcProviderRow & { secretEnc: string | null },
): Promise<void> {
  if (secretEnc === null) await tx.oidcProvider.update({ where: { id: OIDC }, data: row });
  else
    await tx.oidcProvider.upsert({
      where: { id: OIDC },
      create: { id: OIDC, ...row, secretEnc },
      update: { ...row, secretEnc },
    });
}

/** The row as it was, or null when there was none. */
export async function removeOidcProvider(tx: Tx): Promise<OidcProviderRow | null> {
  const before = await readOidcProvider(tx);
  await tx.oidcProvider.deleteMany({ where: { id: OIDC } });
  return before;
}

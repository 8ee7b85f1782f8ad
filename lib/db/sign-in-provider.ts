import { loginOrigin } from '@/lib/clouds';
import type { Tx } from '@/lib/db/client';
import { cloudOf } from '@/lib/microsoft-clouds';
import { unseal } from '@/lib/seal';

/** next-auth's name for Microsoft, in its addresses and in `sign_in_identity`. */
export const ENTRA = 'azure-ad';
export const ENTRA_SECRET = 'sign-in:entra';

/** An organisation whose accounts may sign in. `name` stands on its button; empty: the only one needs none. */
export type SignInTenant = { tenantId: string; name: string };

/** The registration as pages may see it: without its secret. */
export type SignInProviderRow = { tenants: SignInTenant[]; clientId: string; active: boolean; updatedAt: Date };

const TENANTS = { orderBy: { position: 'asc' }, select: { tenantId: true, name: true } } as const;

export async function readSignInProvider(tx: Tx): Promise<SignInProviderRow | null> {
  return tx.signInProvider.findUnique({
    where: { id: ENTRA },
    select: { tenants: TENANTS, clientId: true, active: true, updatedAt: true },
  });
}

export type EntraRegistration = {
  loginOrigin: string;
  tenants: SignInTenant[];
  clientId: string;
  clientSecret: string;
};

/** With its secret opened, for next-auth alone; null unless active. */
export async function activeSignInProvider(tx: Tx): Promise<EntraRegistration | null> {
  const row = await tx.signInProvider.findUnique({ where: { id: ENTRA }, include: { tenants: TENANTS } });
  if (!row?.active) return null;
  const { tenants, clientId, secretEnc } = row;
  // The library is in one cloud, with its calendars and its people.
  const integration = await tx.integration.findUnique({ where: { id: 1 }, select: { cloud: true } });
  return {
    loginOrigin: loginOrigin(cloudOf(integration?.cloud)),
    ...{ tenants, clientId },
    clientSecret: unseal(secretEnc, ENTRA_SECRET),
  };
}

type Written = { tenants: readonly SignInTenant[]; clientId: string; secretEnc: string | null; active: boolean };

/** Sealed with {@link ENTRA_SECRET}; null keeps the secret that is stored. */
export async function writeSignInProvider(tx: Tx, { secretEnc, tenants, ...row }: Written): Promise<void> {
  if (secretEnc === null) await tx.signInProvider.update({ where: { id: ENTRA }, data: row });
  else
    await tx.signInProvider.upsert({
      where: { id: ENTRA },
      create: { id: ENTRA, ...row, secretEnc },
      update: { ...row, secretEnc },
    });
  await tx.signInTenant.deleteMany({ where: { providerId: ENTRA } });
  await tx.signInTenant.createMany({
    data: tenants.map((tenant, position) => ({ providerId: ENTRA, ...tenant, position })),
  });
}

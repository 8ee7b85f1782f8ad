import { loginOrigin } from '@/lib/clouds';
import { db } from '@/lib/db/client';
import { readIntegration } from '@/lib/db/integration';
import { activeSignInProvider, type SignInTenant } from '@/lib/db/sign-in-provider';
import { discoverTenant, IdentityFailure } from '@/lib/graph/oauth';
import { ok, type Result, refuse } from '@/lib/result';
import { outcomeOf, probeRegistration, refuseProbe } from './probe-registration';

/** Names on so many buttons are still read. */
export const MOST_TENANTS = 20;

/** As typed: a GUID or a domain. `at`: its place in the form. */
export type TenantRow = { at: string; tenant: string; name: string };

type Wanted = { clientId: string; secret: string | null; tenants: readonly TenantRow[] };

/** Microsoft's tenant of all personal accounts: whoever has one could sign in. */
const PERSONAL = '9188040d-6c67-4c5b-b112-36a304b66dad';

/**
 * The organisations by their GUIDs. The registration is tested at the first; of the others only whether they are there is
 * known before somebody of theirs has approved it (entra-oauth §1, §4).
 */
export async function testedTenants(wanted: Wanted, now: Date): Promise<Result<SignInTenant[]>> {
  const cloud = (await readIntegration(db()))?.cloud ?? 'global';
  const [first, ...others] = wanted.tenants;
  if (!first) return refuse({ code: 'invalid', fields: { 'tenants.0.tenant': 'required' } });
  const home = await testedAt(first.tenant, wanted, cloud, now);
  if (!home.ok) return home;
  const tenants = [{ tenantId: home.value, name: first.name }];
  for (const { at, tenant, name } of others) {
    const found = await lookedUp(tenant, loginOrigin(cloud), `tenants.${at}.tenant`);
    if (!found.ok) return found;
    if (tenants.some(({ tenantId }) => tenantId === found.value))
      return refuse({ code: 'invalid', fields: { [`tenants.${at}.tenant`]: 'tenant_twice' } });
    tenants.push({ tenantId: found.value, name });
  }
  const personal = tenants.findIndex(({ tenantId }) => tenantId === PERSONAL);
  const { at } = wanted.tenants[personal] ?? {};
  return at === undefined
    ? ok(tenants)
    : refuse({ code: 'invalid', fields: { [`tenants.${at}.tenant`]: 'not_tenant' } });
}

/** A kept secret is tested only while it is in use: else there is nothing to open. */
async function testedAt(
  tenant: string,
  { clientId, secret }: Wanted,
  cloud: Parameters<typeof probeRegistration>[0]['cloud'],
  now: Date,
): Promise<Result<string>> {
  const clientSecret = secret ?? (await activeSignInProvider(db()))?.clientSecret;
  const credential = { kind: 'secret', secret: clientSecret ?? '-' } as const;
  const probe = await probeRegistration({ cloud, accountType: 'AzureADMyOrg', tenant, clientId, credential }, now);
  if (probe.tenantId && (probe.outcome === 'verified' || clientSecret === undefined)) return ok(probe.tenantId);
  return refuseProbe(probe);
}

async function lookedUp(tenant: string, origin: string, field: string): Promise<Result<string>> {
  try {
    return ok(await discoverTenant(origin, tenant));
  } catch (error) {
    if (!(error instanceof IdentityFailure)) throw error;
    if (outcomeOf(error) === 'unreachable') return refuse({ code: 'microsoft_unreachable' });
    return refuse({ code: 'invalid', fields: { [field]: 'tenant_unknown' } });
  }
}

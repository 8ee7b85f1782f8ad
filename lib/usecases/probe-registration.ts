import type { ClientCredential } from '@/lib/client-credential';
import { type AccountType, loginOrigin, scopeHost } from '@/lib/clouds';
import type { CheckOutcome } from '@/lib/db/integration';
import { appToken, discoverTenant, IdentityFailure } from '@/lib/graph/oauth';
import type { Cloud } from '@/lib/microsoft-clouds';
import { microsoftCode } from '@/lib/microsoft-problems';
import { refuse } from '@/lib/result';

export type Registration = {
  cloud: Cloud;
  accountType: AccountType;
  /** As typed; single tenant only. */
  tenant: string | null;
  clientId: string;
  credential: ClientCredential;
};

export type Probe = { outcome: CheckOutcome; microsoftCode: string | null; tenantId: string | null };

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Asks the identity platform what it thinks of the settings, never inside a transaction (entra-oauth §4): discovery for
 * the tenant, client_credentials for id and secret, whose token is thrown away. Other account types can only be proven
 * by a sign-in: they are `not_testable`.
 */
export async function probeRegistration(registration: Registration, now: Date): Promise<Probe> {
  const { cloud, accountType, tenant, clientId, credential } = registration;
  const [origin, host] = [loginOrigin(cloud), scopeHost(cloud)];
  if (accountType !== 'AzureADMyOrg' || !tenant)
    return { outcome: 'not_testable', microsoftCode: null, tenantId: null };
  let tenantId = GUID.test(tenant) ? tenant.toLowerCase() : null;
  try {
    tenantId = await discoverTenant(origin, tenant);
    await appToken({ loginOrigin: origin, scopeHost: host, tenantSegment: tenantId, clientId, credential }, now);
    return { outcome: 'verified', microsoftCode: null, tenantId };
  } catch (error) {
    if (!(error instanceof IdentityFailure)) throw error;
    return { outcome: outcomeOf(error), microsoftCode: microsoftCode(error.code), tenantId };
  }
}

export function outcomeOf(failure: IdentityFailure): Exclude<CheckOutcome, 'verified' | 'not_testable'> {
  if (failure.kind === 'retry') return 'unreachable';
  return failure.problem ?? (failure.kind === 'policy' ? 'blocked_by_policy' : 'unexpected');
}

/** A probe that did not end well, as a refusal. */
export function refuseProbe({ outcome, microsoftCode: code }: Probe) {
  if (outcome === 'unreachable') return refuse({ code: 'microsoft_unreachable' });
  const cause = outcome === 'verified' || outcome === 'not_testable' ? 'unexpected' : outcome;
  return refuse({ code: 'credentials_rejected', cause, microsoftCode: code });
}

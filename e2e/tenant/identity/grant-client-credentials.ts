import type { TenantRecord } from '../store/directory';
import { tenantGrants } from '../store/grants';
import { issueAccessToken } from '../store/issued';
import { policyProblem, unmetPolicy } from './access-policies';
import { mustHavePrincipal } from './admission';
import { IdentityProblem } from './problem';
import { graphOf, mustBeGraph } from './scopes';
import { disabledApplication } from './segment';
import type { TokenRequest } from './token';
import { lifeSeconds } from './user-tokens';

/** An app-only token, without roles when no application permission was granted. */
export function clientCredentials(request: TokenRequest): Record<string, unknown> {
  const { call, form, application } = request;
  const { world } = call;
  const tenant = tenantFor(request);
  const scope = form.get('scope') ?? '';
  if (!/^\S+\/\.default$/i.test(scope.trim())) {
    throw new IdentityProblem(
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  mustBeGraph(scope.trim(), graphOf(application));
  const principal = mustHavePrincipal(world, application, tenant);
  if (!principal.enabled) throw disabledApplication(application);
  const { clientId } = application;
  const now = world.clock.now();
  const proof = { signedInAt: now, mfaAt: null };
  const unmet = unmetPolicy({ tenant, clientId, user: null, proof, now });
  if (unmet) throw policyProblem(unmet);
  const life = lifeSeconds(world, tenant);
  const roles = tenantGrants(world.registrations, clientId, tenant.id, 'application', now);
  const access = issueAccessToken(world.issued, {
    clientId,
    tenantId: tenant.id,
    userId: null,
    scopes: new Set(roles),
    expiresAt: now + life * 1000,
  });
  return { token_type: 'Bearer', expires_in: life, ext_expires_in: life, access_token: access };
}

/** A named tenant. Elsewhere it is refused, or answered with the application's home, as the switches say. */
function tenantFor({ call, authority, application }: TokenRequest): TenantRecord {
  if (authority.kind === 'tenant') return authority.tenant;
  const { behaviour, directory } = call.world;
  const home = directory.tenants.get(application.tenantId);
  if (authority.kind === 'common' && behaviour.get('clientCredentialsOnCommon') === 'works' && home) return home;
  const isOrganizations = authority.kind === 'organizations';
  if (isOrganizations && behaviour.get('clientCredentialsOnOrganizations') === 'works' && home) return home;
  const isSingle = application.audience === 'AzureADMyOrg' && authority.kind === 'common';
  throw new IdentityProblem(isOrganizations || isSingle ? 50059 : 9001023);
}

import { issueAccessToken } from '../store/issued';
import { findPrincipal, tenantGrants } from '../store/registrations';
import { IdentityProblem } from './problem';
import { mustBeGraph } from './scopes';
import { unknownApplication } from './segment';
import type { TokenRequest } from './token';
import { lifeSeconds } from './user-tokens';

/** An app-only token, without roles when no application permission was granted. */
export function clientCredentials({ call, form, authority, application }: TokenRequest): Record<string, unknown> {
  const { world } = call;
  if (authority.kind === 'common' || authority.kind === 'consumers') {
    throw new IdentityProblem(
      400,
      'invalid_request',
      9001023,
      'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
    );
  }
  if (authority.kind === 'organizations') {
    throw new IdentityProblem(
      400,
      'invalid_request',
      50059,
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    );
  }
  const scope = form.get('scope') ?? '';
  if (!/^\S+\/\.default$/i.test(scope.trim())) {
    throw new IdentityProblem(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  mustBeGraph(scope.trim());
  const tenantId = authority.tenant.id;
  const principal = findPrincipal(world.registrations, application.clientId, tenantId);
  if (!principal) throw unknownApplication(application.clientId, authority.tenant);
  if (!principal.enabled) {
    throw new IdentityProblem(
      400,
      'unauthorized_client',
      7000112,
      `Application '${application.clientId}' is disabled.`,
    );
  }
  const life = lifeSeconds(world);
  const roles = tenantGrants(world.registrations, application.clientId, tenantId, 'application');
  const access = issueAccessToken(world.issued, {
    clientId: application.clientId,
    tenantId,
    userId: null,
    scopes: new Set(roles),
    expiresAt: world.clock.now() + life * 1000,
  });
  return { token_type: 'Bearer', expires_in: life, ext_expires_in: life, access_token: access };
}

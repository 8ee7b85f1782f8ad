import { accountIn, type TenantRecord, type User } from '../store/directory';
import type { RefreshToken } from '../store/issued';
import { IdentityProblem } from './problem';
import { countForLoop } from './request-loop';
import { readScopes, usableIn } from './scopes';
import { mustStillHold } from './still-holds';
import type { TokenRequest } from './token';
import { userTokens } from './user-tokens';

/** A new pair each time; the one that was used stays good. */
export async function refresh(request: TokenRequest): Promise<Record<string, unknown>> {
  const { call, form, application, credentialId } = request;
  const { world } = call;
  const token = world.issued.refreshTokens.get(form.get('refresh_token') ?? '');
  if (!token || token.clientId !== application.clientId)
    throw new IdentityProblem(70000, 'The provided grant is invalid or revoked.');
  countForLoop(world, `${application.clientId} ${token.userId} ${form.get('scope') ?? ''}`);
  const holder = world.directory.users.get(token.userId);
  if (!holder) throw new IdentityProblem(50034);
  mustBeAlive(request, token);
  const { user, tenant } = accountFor(request, token, holder);
  const asked = form.get('scope');
  const scopes = asked ? usableIn(tenant, readScopes(asked, application).names) : token.scopes;
  const kept = token.scopes.includes('offline_access') ? ['offline_access'] : [];
  const wanted = [...new Set([...scopes, ...kept])];
  mustStillHold(world, { application, user, tenant, scopes: wanted, proof: token });
  if (token.platform === 'web') token.expiresAt = world.clock.now() + 90 * 86_400_000;
  return userTokens(call, {
    ...{ application, user, tenantId: tenant.id, scopes: wanted, nonce: null, credentialId },
    ...{ platform: token.platform, proof: token },
    ...(token.platform === 'spa' ? { endsAt: token.expiresAt } : {}),
    wantsClientInfo: form.get('client_info') === '1',
  });
}

function mustBeAlive({ call, application }: TokenRequest, token: RefreshToken): void {
  const { world } = call;
  const now = world.clock.now();
  if (token.revokedAt !== null) throw new IdentityProblem(50173);
  if (token.expiresAt <= now) throw new IdentityProblem(token.platform === 'spa' ? 700084 : 700082);
  if (world.behaviour.get('refreshAfterSecretDeleted') === 'good' || token.credentialId === null) return;
  const credentials = [...application.secrets, ...application.certificates];
  if (!credentials.some((one) => one.id === token.credentialId)) throw new IdentityProblem(70000);
}

/** Bound to person and application, not to the tenant: a guest may ask for a token of the tenant that invited them. */
function accountFor({ call, authority }: TokenRequest, token: RefreshToken, holder: User) {
  const { directory } = call.world;
  const tenantId = authority.kind === 'tenant' ? authority.tenant.id : token.tenantId;
  const user: User | undefined = tenantId === token.tenantId ? holder : accountIn(directory, holder, tenantId);
  const tenant: TenantRecord | undefined = directory.tenants.get(tenantId);
  if (!user || !tenant) {
    const text = `User account '${holder.upn}' from another identity provider does not exist in tenant '${tenant?.displayName ?? tenantId}'.`;
    throw new IdentityProblem(50020, text);
  }
  return { user, tenant };
}

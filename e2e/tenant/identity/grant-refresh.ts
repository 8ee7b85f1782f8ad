import { IdentityProblem } from './problem';
import { readScopes } from './scopes';
import type { TokenRequest } from './token';
import { mustStillHold, userTokens } from './user-tokens';

/** A new pair each time; the one that was used stays good. */
export async function refresh({ call, form, application }: TokenRequest): Promise<Record<string, unknown>> {
  const { world } = call;
  const token = world.issued.refreshTokens.get(form.get('refresh_token') ?? '');
  const user = token && world.directory.users.get(token.userId);
  if (!token || !user || token.clientId !== application.clientId) {
    throw refused(70000, 'The provided grant is invalid or revoked.');
  }
  if (token.revokedAt !== null || token.issuedAt < user.sessionsRevokedAt) {
    throw new IdentityProblem(
      400,
      'invalid_grant',
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.',
      'bad_token',
    );
  }
  const now = world.clock.now();
  if (token.expiresAt <= now && token.platform === 'spa') {
    throw refused(
      700084,
      'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended.',
    );
  }
  if (token.expiresAt <= now) {
    throw refused(700082, 'The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.');
  }
  const asked = form.get('scope');
  const scopes = asked ? readScopes(asked, application).names : token.scopes;
  const kept = token.scopes.includes('offline_access') ? ['offline_access'] : [];
  const wanted = [...new Set([...scopes, ...kept])];
  mustStillHold(world, { application, user, tenantId: token.tenantId, scopes: wanted });
  token.expiresAt = token.platform === 'web' ? now + 90 * 86_400_000 : token.expiresAt;
  const grant = { application, user, tenantId: token.tenantId, scopes: wanted, nonce: null, platform: token.platform };
  return userTokens(call, grant);
}

function refused(code: number, text: string): IdentityProblem {
  return new IdentityProblem(400, 'invalid_grant', code, text);
}

import { createHash } from 'node:crypto';
import type { AuthorizationCode } from '../store/issued';
import { IdentityProblem } from './problem';
import { readScopes } from './scopes';
import type { TokenRequest } from './token';
import { mustStillHold, userTokens } from './user-tokens';

export async function redeemCode({
  call,
  form,
  authority,
  application,
}: TokenRequest): Promise<Record<string, unknown>> {
  const { world } = call;
  const code = world.issued.codes.get(form.get('code') ?? '');
  if (!code || code.clientId !== application.clientId) {
    throw refused(70000, 'The provided value for the code parameter is not valid.');
  }
  if (code.redeemedAt !== null) {
    throw refused(
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    );
  }
  if (code.expiresAt <= world.clock.now()) {
    throw refused(
      70008,
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    );
  }
  const tenantId = 'tenant' in authority ? authority.tenant.id : null;
  const sameAuthority = tenantId === code.tenantId || call.params.tenant?.toLowerCase() === code.segment.toLowerCase();
  if (!sameAuthority)
    throw refused(700005, 'Provided Authorization Code is intended to use against other tenant, thus rejected.');
  if (code.redirectUri !== form.get('redirect_uri')) {
    const text = 'The reply URL does not match the one used when requesting the authorization code.';
    throw new IdentityProblem(400, 'invalid_grant', 500112, text);
  }
  mustProve(code, form.get('code_verifier'));
  const user = world.directory.users.get(code.userId);
  if (!user) throw refused(70000, 'The provided value for the code parameter is not valid.');
  const asked = form.get('scope');
  const scopes = asked ? [...new Set([...readScopes(asked, application).names])] : code.scopes;
  mustStillHold(world, { application, user, tenantId: code.tenantId, scopes });
  code.redeemedAt = world.clock.now();
  const redirect = application.redirectUris.find((one) => one.uri === code.redirectUri);
  const platform = redirect?.platform ?? 'web';
  return userTokens(call, { application, user, tenantId: code.tenantId, scopes, nonce: code.nonce, platform });
}

/** A wrong verifier does not use the code up. */
function mustProve(code: AuthorizationCode, verifier: string | null): void {
  if (code.challenge === null) return;
  const proof =
    code.challengeMethod === 'S256'
      ? createHash('sha256')
          .update(verifier ?? '')
          .digest('base64url')
      : (verifier ?? '');
  if (verifier !== null && proof === code.challenge) return;
  throw refused(501481, 'The Code_Verifier does not match the code_challenge supplied in the authorization request.');
}

function refused(code: number, text: string): IdentityProblem {
  return new IdentityProblem(400, 'invalid_grant', code, text);
}

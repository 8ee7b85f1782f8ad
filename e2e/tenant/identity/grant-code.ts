import { createHash } from 'node:crypto';
import type { AuthorizationCode } from '../store/issued';
import { IdentityProblem } from './problem';
import { readScopes, usableIn } from './scopes';
import { nameOfAuthority } from './segment';
import { mustStillHold } from './still-holds';
import type { TokenRequest } from './token';
import { userTokens } from './user-tokens';

export async function redeemCode(request: TokenRequest): Promise<Record<string, unknown>> {
  const { call, form, application, credentialId } = request;
  const { world } = call;
  const code = world.issued.codes.get(form.get('code') ?? '');
  if (!code || code.clientId !== application.clientId)
    throw new IdentityProblem(70000, 'The provided value for the code parameter is not valid.');
  mustBeUnused(code);
  if (code.expiresAt <= world.clock.now()) throw new IdentityProblem(70008);
  if (nameOfAuthority(request.authority) !== code.authority) throw new IdentityProblem(700005);
  if (code.redirectUri !== form.get('redirect_uri')) throw new IdentityProblem(500112);
  mustProve(code, form.get('code_verifier'));
  const platform = platformOf(request, code);
  const user = world.directory.users.get(code.userId);
  const tenant = world.directory.tenants.get(code.tenantId);
  if (!user || !tenant) throw new IdentityProblem(50034);
  const asked = form.get('scope');
  const scopes = asked ? usableIn(tenant, readScopes(asked, application).names) : code.scopes;
  mustStillHold(world, { application, user, tenant, scopes, proof: code });
  code.redeemedAt = world.clock.now();
  return userTokens(call, {
    ...{ application, user, tenantId: tenant.id, scopes, nonce: code.nonce, platform, proof: code, credentialId },
    wantsClientInfo: form.get('client_info') === '1',
  });
}

export function mustBeUnused(code: AuthorizationCode | undefined): void {
  if (code && code.redeemedAt !== null) throw new IdentityProblem(54005);
}

/** A wrong verifier does not use the code up. */
function mustProve(code: AuthorizationCode, verifier: string | null): void {
  if (code.challenge === null) return;
  const digest = () => createHash('sha256').update(verifier ?? '');
  const proof = code.challengeMethod === 'S256' ? digest().digest('base64url') : verifier;
  if (verifier === null || proof !== code.challenge) throw new IdentityProblem(501481);
}

function platformOf({ call, application }: TokenRequest, code: AuthorizationCode): 'web' | 'spa' {
  const redirect = application.redirectUris.find((one) => one.uri === code.redirectUri);
  if (redirect?.platform !== 'spa') return 'web';
  if (call.world.behaviour.get('spaCodeWithoutOrigin') === 'refused') throw new IdentityProblem(9002327);
  return 'spa';
}

import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  clientCredentialsGrantRequest,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  processAuthorizationCodeResponse,
  processClientCredentialsResponse,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  validateAuthResponse,
} from 'oauth4webapi';
import { clientAuthOf } from './client-auth';
import { type MicrosoftIdentity, verifyIdToken } from './id-token';
import { IdentityFailure } from './identity-failure';
import type { OAuthSettings } from './oauth-request';
import {
  answerOf,
  base,
  clientOf,
  discover,
  reached,
  serverOf,
  type Tokens,
  tokensOf,
  transport,
} from './oauth-request';
import { asSent } from './oauth-scopes';

export { clockOffsetMs } from './clock';
export type { MicrosoftIdentity } from './id-token';
export { codeInDescription, IdentityFailure, type IdentityFailureKind } from './identity-failure';
/**
 * Consent and tokens at the identity platform (entra-oauth §2–§5). Every function throws {@link IdentityFailure} for
 * Microsoft's no and for silence. No token, code or secret reaches an error or a log from here.
 */
export type { OAuthSettings, Tokens } from './oauth-request';
export { type Access, missingScopes, normalScopes, scopesFor, scopesForAll } from './oauth-scopes';

type AuthorizeWish = {
  redirectUri: string;
  scopes: string[];
  state: string;
  codeChallenge: string;
  nonce: string;
  prompt?: 'select_account' | 'login';
  loginHint?: string;
};

/** Never `prompt=consent`: it blocks people even after their administrator approved (entra-oauth §2.3). */
export function buildAuthorizeUrl(settings: OAuthSettings, wish: AuthorizeWish): string {
  const url = new URL(`${base(settings)}/oauth2/v2.0/authorize`);
  url.search = new URLSearchParams({
    client_id: settings.clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: wish.redirectUri,
    scope: asSent(wish.scopes, settings.scopeHost).join(' '),
    state: wish.state,
    nonce: wish.nonce,
    code_challenge: wish.codeChallenge,
    code_challenge_method: 'S256',
    // The two exclude each other (entra-oauth §2.1).
    ...(wish.loginHint ? { login_hint: wish.loginHint } : wish.prompt && { prompt: wish.prompt }),
  }).toString();
  return url.toString();
}

/** For an administrator of Microsoft 365. Not at `common`; without people behind it, no approval exists. */
export function adminConsentUrl(
  settings: Pick<OAuthSettings, 'loginOrigin' | 'scopeHost' | 'tenantSegment' | 'clientId'>,
  wish: { redirectUri: string; scopes: string[]; state?: string },
): string | null {
  if (settings.tenantSegment === 'consumers') return null;
  const segment = settings.tenantSegment === 'common' ? 'organizations' : settings.tenantSegment;
  const url = new URL(`${settings.loginOrigin}/${segment}/v2.0/adminconsent`);
  url.search = new URLSearchParams({
    client_id: settings.clientId,
    scope: asSent(wish.scopes, settings.scopeHost).join(' '),
    redirect_uri: wish.redirectUri,
    ...(wish.state && { state: wish.state }),
  }).toString();
  return url.toString();
}

/** The tenant's GUID, whether it was given as GUID or domain. Unknown tenant: kind admin, problem unknown_tenant. */
export async function discoverTenant(loginOrigin: string, tenant: string, ask?: typeof fetch): Promise<string> {
  const { issuer } = await discover({ loginOrigin, tenantSegment: tenant, ...(ask && { fetch: ask }) });
  const guid = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//i.exec(issuer)?.[1];
  if (!guid) throw new IdentityFailure('retry', 'unreadable_answer');
  return guid.toLowerCase();
}

type Redemption = {
  /** As they came in the redirect, a success. */
  callbackParams: URLSearchParams;
  redirectUri: string;
  codeVerifier: string;
  nonce: string;
  state: string;
};

/** Code to tokens and to who gave them, the id_token verified by the multi-tenant issuer rule (entra-oauth §5). */
export async function redeemCode(
  settings: OAuthSettings,
  { callbackParams, redirectUri, codeVerifier, nonce, state }: Redemption,
  now: Date,
): Promise<Tokens & { identity: MicrosoftIdentity }> {
  const { issuer: issuerTemplate, jwks_uri: jwksUri } = await discover(settings);
  const [server, client, proof] = await partiesOf(settings, now);
  const { [ISSUER]: _, ...known } = Object.fromEntries(callbackParams);
  const params = validated(() => validateAuthResponse(server, client, new URLSearchParams(known), state));
  const response = await reached(() =>
    authorizationCodeGrantRequest(server, client, proof, params, redirectUri, codeVerifier, transport(settings)),
  );
  const { answer, idToken } = await answerOf(server, response, issuerTemplate, (named) =>
    processAuthorizationCodeResponse(named, client, response, { expectedNonce: nonce, requireIdToken: true }),
  );
  const rules = { issuerTemplate, jwksUri, clientId: settings.clientId, nonce, fetch: settings.fetch };
  return { ...tokensOf(answer, [], null, now), identity: await verifyIdToken(idToken ?? '', rules, now) };
}

/** The old token stays good after use (entra-oauth §3.4), so an answer lost on the way costs nothing. */
export async function refreshTokens(
  settings: OAuthSettings,
  refreshToken: string,
  scopes: string[],
  now: Date,
): Promise<Tokens> {
  const [server, client, proof] = await partiesOf(settings, now);
  const response = await reached(() =>
    refreshTokenGrantRequest(server, client, proof, refreshToken, {
      ...transport(settings),
      additionalParameters: { scope: asSent(scopes, settings.scopeHost).join(' ') },
    }),
  );
  // Whose tokens these are is known since the code was redeemed; an id_token that comes along is only checked for form.
  const { answer } = await answerOf(server, response, `${settings.loginOrigin}/{tenantid}/v2.0`, (named) =>
    processRefreshTokenResponse(named, client, response),
  );
  return tokensOf(answer, scopes, refreshToken, now);
}

/** client_credentials: the one request that tests a secret (entra-oauth §4). Needs the tenant's GUID. */
export async function appToken(settings: OAuthSettings, now: Date): Promise<{ accessToken: string; expiresAt: Date }> {
  const [server, client, proof] = await partiesOf(settings, now);
  const parameters = { scope: `${settings.scopeHost}/.default` };
  const response = await reached(() =>
    clientCredentialsGrantRequest(server, client, proof, parameters, transport(settings)),
  );
  const { answer } = await answerOf(server, response, '', (named) =>
    processClientCredentialsResponse(named, client, response),
  );
  const { accessToken, expiresAt } = tokensOf(answer, [], null, now);
  return { accessToken, expiresAt };
}

/** A redirect that no identity platform sends: it is nobody's bug of ours, and no answer. */
function validated<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new IdentityFailure('bug', 'invalid_callback');
  }
}

/** RFC 9207's `iss`: not sent by Microsoft, and not part of what we check. */
const ISSUER = 'iss';

async function partiesOf(settings: OAuthSettings, now: Date) {
  const server = serverOf(settings);
  return [server, clientOf(settings, now), await clientAuthOf(settings.credential, server.token_endpoint)] as const;
}

/** The three random values of one consent, and the challenge that goes with the verifier. */
export async function newConsent(): Promise<{
  state: string;
  codeVerifier: string;
  codeChallenge: string;
  nonce: string;
}> {
  const codeVerifier = generateRandomCodeVerifier();
  const codeChallenge = await calculatePKCECodeChallenge(codeVerifier);
  return { state: generateRandomState(), codeVerifier, codeChallenge, nonce: generateRandomNonce() };
}

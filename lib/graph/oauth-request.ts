import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  clockSkew,
  clockTolerance,
  customFetch,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import { z } from 'zod';
import type { ClientCredential } from '@/lib/client-credential';
import { issuerOf } from './id-token';
import { classify, IdentityFailure } from './identity-failure';
import { normalScopes } from './oauth-scopes';

export type OAuthSettings = {
  loginOrigin: string;
  /** Graph's real host in this cloud, as scopes name it. */
  scopeHost: string;
  /** GUID, `organizations`, `common` or `consumers`. */
  tenantSegment: string;
  clientId: string;
  credential: ClientCredential;
  fetch?: typeof fetch;
};

export type Tokens = { accessToken: string; refreshToken: string | null; expiresAt: Date; scopes: string[] };

type Address = Pick<OAuthSettings, 'loginOrigin' | 'tenantSegment' | 'fetch'>;

const TIMEOUT_MS = 10_000;

export const base = ({ loginOrigin, tenantSegment }: Address) => `${loginOrigin}/${tenantSegment}`;

/** Made from the configured address, not from discovery: that keeps every call on the configured host (§7). */
export const serverOf = (settings: OAuthSettings) =>
  ({
    issuer: `${base(settings)}/v2.0`,
    token_endpoint: `${base(settings)}/oauth2/v2.0/token`,
  }) satisfies AuthorizationServer;

export const clientOf = ({ clientId }: OAuthSettings, now: Date): Client => ({
  client_id: clientId,
  [clockSkew]: Math.round((now.getTime() - Date.now()) / 1000),
  [clockTolerance]: 120,
});

/** Plain http only for loopback (design §1.8); `env()` has refused anything else before. */
export function transport({ loginOrigin, fetch: ask }: OAuthSettings) {
  const { protocol, hostname } = new URL(loginOrigin);
  const loopback = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return {
    [allowInsecureRequests]: loopback,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(ask && { [customFetch]: ask }),
  };
}

/** Silence, resets and timeouts, as one answer. */
export async function reached(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch {
    throw new IdentityFailure('retry', 'unreachable');
  }
}

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** The tenant's document. Unknown tenant: 400 `invalid_tenant` (entra-oauth §4). */
export async function discover(address: Address): Promise<z.output<typeof discovery>> {
  const ask = address.fetch ?? fetch;
  const url = `${base(address)}/v2.0/.well-known/openid-configuration`;
  const response = await reached(() => ask(url, { signal: AbortSignal.timeout(TIMEOUT_MS), cache: 'no-store' }));
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw classify(response.status, body, response.headers);
  const document = discovery.safeParse(body);
  if (!document.success) throw new IdentityFailure('retry', 'unreadable_answer');
  return document.data;
}

/** An answer of /token: a no is classified, a yes handed to `read` under the issuer its own id_token must have. */
export async function answerOf(
  server: AuthorizationServer,
  response: Response,
  issuerTemplate: string,
  read: (server: AuthorizationServer) => Promise<TokenEndpointResponse>,
): Promise<{ answer: TokenEndpointResponse; idToken: string | null }> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (!response.ok) throw classify(response.status, body, response.headers);
  const idToken = z.object({ id_token: z.string() }).safeParse(body).data?.id_token ?? null;
  const issuer = idToken ? issuerOf(idToken, issuerTemplate) : server.issuer;
  try {
    return { answer: await read({ ...server, issuer }), idToken };
  } catch {
    // The cause may hold the body, and with it the tokens: it goes no further.
    throw new IdentityFailure(idToken ? 'bug' : 'retry', idToken ? 'invalid_id_token' : 'unreadable_answer');
  }
}

export function tokensOf(
  answer: TokenEndpointResponse,
  asked: string[],
  oldRefreshToken: string | null,
  now: Date,
): Tokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? oldRefreshToken,
    expiresAt: new Date(now.getTime() + (answer.expires_in ?? 3600) * 1000),
    scopes: normalScopes(answer.scope ?? asked),
  };
}

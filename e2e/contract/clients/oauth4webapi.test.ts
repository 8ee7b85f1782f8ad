import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import { expect } from 'vitest';
import type { Session } from '../session';
import { suite } from '../suite';
import { walkToCallback } from './browser';
import { REDIRECT, type Registration, registerFor, STAFF } from './registration';

/** The sign-in library that follows the specifications to the letter: discovery, code with PKCE, refresh, keys. */
const { test } = suite();
const OPTIONS = { [oauth.allowInsecureRequests]: true };
const SCOPE = 'openid profile offline_access User.Read Calendars.ReadWrite';

async function discover({ target }: Session, { tenantId }: Registration) {
  const issuer = new URL(`${target.login}/${tenantId}/v2.0`);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, OPTIONS));
}

async function signIn(app: Registration, server: oauth.AuthorizationServer, byPost: boolean) {
  const client = { client_id: app.clientId };
  const proof = byPost ? oauth.ClientSecretPost(app.secret.value) : oauth.ClientSecretBasic(app.secret.value);
  const [verifier, state, nonce] = [
    oauth.generateRandomCodeVerifier(),
    oauth.generateRandomState(),
    oauth.generateRandomNonce(),
  ];
  const start = new URL(server.authorization_endpoint ?? '');
  start.search = new URLSearchParams({
    client_id: app.clientId,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: SCOPE,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const back = await walkToCallback(start.href, REDIRECT, STAFF);
  const callback = oauth.validateAuthResponse(server, client, back, state);
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    proof,
    callback,
    REDIRECT,
    verifier,
    OPTIONS,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  return { client, proof, tokens };
}

test(
  '[EO13.1] oauth4webapi discovers the tenant, and its keys verify the id_token',
  async (on) => {
    const app = await registerFor(on);
    const server = await discover(on, app);
    expect(server.code_challenge_methods_supported).toBeUndefined();
    const { tokens } = await signIn(app, server, true);
    const keys = createRemoteJWKSet(new URL(server.jwks_uri ?? ''));
    const { payload } = await jwtVerify(tokens.id_token ?? '', keys, { issuer: server.issuer, audience: app.clientId });
    expect(payload.tid).toBe(app.tenantId);
  },
  ['standIn'],
);

test(
  '[EO13.5] oauth4webapi signs in by Basic, refreshes, and the older refresh token still works',
  async (on) => {
    const app = await registerFor(on);
    const server = await discover(on, app);
    const { client, proof, tokens } = await signIn(app, server, false);
    const renew = async (token: string) =>
      oauth.processRefreshTokenResponse(
        server,
        client,
        await oauth.refreshTokenGrantRequest(server, client, proof, token, OPTIONS),
      );
    const first = await renew(tokens.refresh_token ?? '');
    const second = await renew(tokens.refresh_token ?? '');
    expect(new Set([tokens.access_token, first.access_token, second.access_token]).size).toBe(3);
    expect(first.refresh_token).not.toBe(tokens.refresh_token);
    expect((await on.ask('GET', '/me', { token: second.access_token })).status).toBe(200);
  },
  ['standIn'],
);

test(
  '[EO13.6] oauth4webapi gets an application’s token, and a refusal with its whole body',
  async (on) => {
    const app = await registerFor(on);
    const server = await discover(on, app);
    const client = { client_id: app.clientId };
    const ask = async (secret: string) => {
      const proof = oauth.ClientSecretPost(secret);
      const scope = { scope: 'https://graph.microsoft.com/.default' };
      const answer = await oauth.clientCredentialsGrantRequest(server, client, proof, scope, OPTIONS);
      return oauth.processClientCredentialsResponse(server, client, answer);
    };
    expect((await ask(app.secret.value)).token_type).toBe('bearer');
    await expect(ask('wrong')).rejects.toMatchObject({
      error: 'invalid_client',
      status: 401,
      cause: { error_codes: [7000215] },
    });
  },
  ['standIn'],
);

import { CryptoProvider, ServerError } from '@azure/msal-node';
import { expect } from 'vitest';
import type { Session } from '../session';
import { suite } from '../suite';
import { walkToCallback } from './browser';
import { MICROSOFT, msalClient } from './msal';
import { controlOf, REDIRECT, type Registration, registerFor, STAFF } from './registration';

const { test } = suite();
const SCOPES = ['User.Read', 'Calendars.ReadWrite', 'offline_access'];
const DEFAULT = ['https://graph.microsoft.com/.default'];

type Certificate = { thumbprintSha256: string; privateKey: string };

async function makeCertificate(on: Session, { clientId }: Registration): Promise<Certificate> {
  const { certificate, privateKey } = await controlOf(on).post('/identity', { action: 'make_certificate', clientId });
  return { thumbprintSha256: Buffer.from(certificate.thumbprintSha256, 'base64url').toString('hex'), privateKey };
}

/** From the address MSAL makes, over the pages, to tokens. */
async function signIn(base: string, app: Registration, tenant = app.tenantId) {
  const client = msalClient(base, tenant, { clientId: app.clientId, clientSecret: app.secret.value });
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const url = await client.getAuthCodeUrl({
    scopes: SCOPES,
    redirectUri: REDIRECT,
    state: 'state of mine',
    nonce: 'n-1',
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
  });
  const back = await walkToCallback(url.replace(MICROSOFT, base), REDIRECT, STAFF);
  expect(back.searchParams.get('state')).toBe('state of mine');
  const code = back.searchParams.get('code') ?? '';
  const request = {
    code,
    scopes: SCOPES,
    redirectUri: REDIRECT,
    codeVerifier: verifier,
    nonce: 'n-1',
  };
  const result = await client.acquireTokenByCode(request);
  return { client, code, verifier, result };
}

test(
  '[EO13.5] @azure/msal-node signs a person in by code and PKCE, and Graph takes the token',
  async (on) => {
    const app = await registerFor(on);
    const { result } = await signIn(on.target.login, app);
    expect(result).toMatchObject({ tokenType: 'Bearer', tenantId: app.tenantId });
    expect(result.account?.username).toBe(STAFF.email);
    expect(result.idTokenClaims).toMatchObject({ aud: app.clientId, nonce: 'n-1', ver: '2.0' });
    expect(result.scopes.join(' ')).toContain('Calendars.ReadWrite');
    expect(result.expiresOn?.getTime()).toBeGreaterThan(Date.now());
    const me = await on.ask('GET', '/me', { token: result.accessToken });
    expect([me.status, me.body.userPrincipalName]).toEqual([200, STAFF.email]);
  },
  ['standIn'],
);

test(
  '[EO13.5] @azure/msal-node refreshes silently and gets another token',
  async (on) => {
    const app = await registerFor(on);
    const { client, result } = await signIn(on.target.login, app);
    if (!result.account) throw new Error('no account');
    const again = await client.acquireTokenSilent({ account: result.account, scopes: SCOPES, forceRefresh: true });
    expect(again.accessToken).not.toBe(result.accessToken);
    expect(again.fromCache).toBe(false);
    expect((await on.ask('GET', '/me', { token: again.accessToken })).status).toBe(200);
    // The access token from before is good as long as it lasts.
    expect((await on.ask('GET', '/me', { token: result.accessToken })).status).toBe(200);
  },
  ['standIn'],
);

test(
  '[EO13.5] @azure/msal-node is told that a code is used up, and that sessions were reset',
  async (on) => {
    const app = await registerFor(on);
    const { client, code, verifier, result } = await signIn(on.target.login, app);
    const request = { code, scopes: SCOPES, redirectUri: REDIRECT, codeVerifier: verifier };
    await expect(client.acquireTokenByCode(request)).rejects.toMatchObject({
      errorCode: 'invalid_grant',
      errorNo: 54005,
    });
    await controlOf(on).post('/identity', { action: 'revoke_sessions', upn: STAFF.email });
    if (!result.account) throw new Error('no account');
    const silent = client.acquireTokenSilent({ account: result.account, scopes: SCOPES, forceRefresh: true });
    await expect(silent).rejects.toMatchObject({ errorCode: 'invalid_grant', subError: 'bad_token' });
  },
  ['standIn'],
);

test(
  '[EO13.6] @azure/msal-node gets an application’s token by secret',
  async (on) => {
    const app = await registerFor(on);
    const client = msalClient(on.target.login, app.tenantId, {
      clientId: app.clientId,
      clientSecret: app.secret.value,
    });
    const result = await client.acquireTokenByClientCredential({ scopes: DEFAULT });
    const answer = await on.ask('GET', `${on.me}/events?$top=1`, { token: result?.accessToken ?? '' });
    expect(answer.status).toBe(200);
    const wrong = msalClient(on.target.login, app.tenantId, { clientId: app.clientId, clientSecret: 'not the secret' });
    const refused = wrong.acquireTokenByClientCredential({ scopes: DEFAULT });
    await expect(refused).rejects.toBeInstanceOf(ServerError);
    await expect(refused).rejects.toMatchObject({ errorCode: 'invalid_client', status: 401, errorNo: 7000215 });
  },
  ['standIn'],
);

test(
  '[EO13.5] @azure/msal-node gets an application’s token by certificate (PS256, x5t#S256)',
  async (on) => {
    const app = await registerFor(on);
    const byCertificate = (clientCertificate: Certificate) =>
      msalClient(on.target.login, app.tenantId, { clientId: app.clientId, clientCertificate });
    const client = byCertificate(await makeCertificate(on, app));
    const result = await client.acquireTokenByClientCredential({ scopes: DEFAULT });
    const answer = await on.ask('GET', `${on.me}/events?$top=1`, { token: result?.accessToken ?? '' });
    expect(answer.status).toBe(200);
    const stranger = byCertificate(await makeCertificate(on, await registerFor(on)));
    await expect(stranger.acquireTokenByClientCredential({ scopes: DEFAULT })).rejects.toMatchObject({
      errorCode: 'invalid_client',
      errorNo: 700027,
    });
  },
  ['standIn'],
);

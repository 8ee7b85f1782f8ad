import { describe, expect, test } from 'vitest';
import {
  adminConsentUrl,
  appToken,
  buildAuthorizeUrl,
  missingScopes,
  normalScopes,
  refreshTokens,
  scopesFor,
} from './oauth';

const settings = {
  loginOrigin: 'http://localhost:4365',
  scopeHost: 'https://graph.microsoft.com',
  tenantSegment: 'organizations',
  clientId: '11111111-2222-4333-8444-555555555555',
  credential: { kind: 'secret' as const, secret: 'a secret~value' },
};
const wish = {
  redirectUri: 'http://localhost:3000/api/outlook/callback',
  scopes: scopesFor('own'),
  state: 'the-state',
  codeChallenge: 'the-challenge',
  nonce: 'the-nonce',
};
const now = new Date('2026-11-21T09:00:00Z');

describe('buildAuthorizeUrl', () => {
  test('asks for a code with PKCE, in the query, at the configured address', () => {
    const url = new URL(buildAuthorizeUrl(settings, { ...wish, prompt: 'select_account' }));
    expect(url.origin + url.pathname).toBe('http://localhost:4365/organizations/oauth2/v2.0/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: settings.clientId,
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: wish.redirectUri,
      scope:
        'openid profile offline_access https://graph.microsoft.com/User.Read https://graph.microsoft.com/Calendars.ReadWrite',
      ...{ state: 'the-state', nonce: 'the-nonce', prompt: 'select_account' },
      ...{ code_challenge: 'the-challenge', code_challenge_method: 'S256' },
    });
  });

  test('sends a hint instead of the picker when reconnecting, and never asks for consent anew', () => {
    const url = buildAuthorizeUrl(settings, { ...wish, prompt: 'select_account', loginHint: 'ada@library.example' });
    expect(url).toContain('login_hint=ada%40library.example');
    expect(url).not.toContain('prompt=');
  });

  test('names the permissions with the Graph of its own cloud', () => {
    const url = new URL(buildAuthorizeUrl({ ...settings, scopeHost: 'https://microsoftgraph.chinacloudapi.cn' }, wish));
    expect(url.searchParams.get('scope')).toContain('https://microsoftgraph.chinacloudapi.cn/Calendars.ReadWrite');
  });

  test('carries no secret', () => expect(buildAuthorizeUrl(settings, wish)).not.toContain('secret'));
});

test('approval is never asked for at common, and nobody can give it for personal accounts', () => {
  const approval = { redirectUri: wish.redirectUri, scopes: scopesFor('rooms') };
  expect(adminConsentUrl({ ...settings, tenantSegment: 'common' }, approval)).toContain(
    '/organizations/v2.0/adminconsent',
  );
  expect(adminConsentUrl({ ...settings, tenantSegment: 'consumers' }, approval)).toBeNull();
  expect(adminConsentUrl(settings, approval)).toContain('Calendars.ReadWrite.Shared');
});

test('scopes come back with or without prefix, in any case, with or without OIDC names', () => {
  const granted = ['User.Read', 'Calendars.ReadWrite'].sort();
  expect(normalScopes('https://graph.microsoft.com/calendars.readwrite https://graph.microsoft.com/User.Read')).toEqual(
    granted,
  );
  expect(normalScopes('openid profile email User.Read Calendars.ReadWrite')).toEqual(granted);
  expect(missingScopes('rooms', granted)).toEqual(['Calendars.ReadWrite.Shared']);
  expect(missingScopes('own', ['calendars.readwrite', 'USER.READ'])).toEqual([]);
});

/** A token endpoint that answers once. */
const answering = (status: number, body: unknown, seen: { form?: URLSearchParams } = {}) =>
  (async (_url: unknown, init?: RequestInit) => {
    seen.form = new URLSearchParams(String(init?.body));
    return Response.json(body, { status });
  }) as typeof fetch;

describe('refreshTokens', () => {
  test('sends the whole list again and keeps the old refresh token when none comes back', async () => {
    const seen: { form?: URLSearchParams } = {};
    const answer = { token_type: 'Bearer', scope: 'User.Read', expires_in: 4521, access_token: 'new' };
    const tokens = await refreshTokens({ ...settings, fetch: answering(200, answer, seen) }, 'old', ['User.Read'], now);
    expect(tokens).toEqual({
      ...{ accessToken: 'new', refreshToken: 'old', scopes: ['User.Read'] },
      expiresAt: new Date(now.getTime() + 4521_000),
    });
    expect(seen.form?.get('scope')).toBe('openid profile offline_access https://graph.microsoft.com/User.Read');
    expect(seen.form?.get('client_secret')).toBe(settings.credential.secret);
  });

  test("throws Microsoft's no as a failure without its words", async () => {
    const answer = { error: 'invalid_grant', error_codes: [700082], error_description: 'AADSTS700082: Ada was away' };
    const asked = refreshTokens({ ...settings, fetch: answering(400, answer) }, 'old', ['User.Read'], now);
    await expect(asked).rejects.toMatchObject({
      kind: 'person',
      code: 700082,
      message: expect.not.stringContaining('Ada'),
    });
  });
});

test('silence and nonsense are waited out', async () => {
  const silent = (async () => {
    throw new TypeError('fetch failed');
  }) as typeof fetch;
  await expect(appToken({ ...settings, fetch: silent }, now)).rejects.toMatchObject({
    kind: 'retry',
    error: 'unreachable',
  });
  const nonsense = answering(200, { hello: 'there' });
  await expect(appToken({ ...settings, fetch: nonsense }, now)).rejects.toMatchObject({ error: 'unreadable_answer' });
});

test('plain http is refused beyond loopback', async () => {
  const far = { ...settings, loginOrigin: 'http://login.example', fetch: answering(200, {}) };
  await expect(appToken(far, now)).rejects.toMatchObject({ kind: 'retry', error: 'unreachable' });
});

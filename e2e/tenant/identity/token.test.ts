import { createLocalJWKSet, jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, BASE, frozenTenant, LIBRARIAN, type Registered, register } from '../testing';
import { controls, DAY_MS, failure, NOW, server } from '../testing-identity';

let tenant: Tenant;
let app: Registered;
let control: ReturnType<typeof controls>;
let at: ReturnType<typeof server>;

beforeEach(async () => {
  tenant = frozenTenant();
  app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'], adminConsent: true });
  control = controls(tenant);
  at = server(tenant, app);
});

describe('[EO13.6] client_credentials', () => {
  it('gives a token and nothing beside it, at the tenant by GUID or by domain', async () => {
    for (const segment of [app.tenantId, 'library.example']) {
      const { status, body, headers } = await at.ofItself({}, segment);
      expect([status, Object.keys(body)]).toEqual([
        200,
        ['token_type', 'expires_in', 'ext_expires_in', 'access_token'],
      ]);
      expect(headers.get('cache-control')).toBe('no-store, no-cache');
    }
  });

  it('is refused where sign-in was switched off for the application', async () => {
    await control.act('enable_sign_in', { clientId: app.clientId, on: false });
    expect(failure(await at.ofItself())).toEqual([400, 'unauthorized_client', 7000112, undefined]);
  });

  it('knows the application in its own tenant only', async () => {
    expect(failure(await at.ofItself({}, 'other.example'))).toEqual([400, 'unauthorized_client', 700016, undefined]);
  });
});

describe('[EO13.5] authorization_code', () => {
  it('[EO13.1] gives access, refresh and an id token that the published keys verify', async () => {
    const body = await at.tokens();
    const names = 'token_type scope expires_in ext_expires_in access_token refresh_token id_token';
    expect(Object.keys(body)).toEqual(names.split(' '));
    expect(body.scope).toContain('https://graph.microsoft.com/Calendars.ReadWrite');
    expect(body.scope).not.toContain('offline_access');
    const keys = await ask(tenant, 'GET', `/${app.tenantId}/discovery/v2.0/keys`);
    const currentDate = new Date(NOW);
    const { payload, protectedHeader } = await jwtVerify(body.id_token, createLocalJWKSet(keys.body), { currentDate });
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({
      aud: app.clientId,
      nonce: 'n1',
      tid: app.tenantId,
      iss: `${BASE}/${app.tenantId}/v2.0`,
      preferred_username: LIBRARIAN,
    });
    expect(payload.sub).not.toBe(payload.oid);
  });

  it('keeps the code after a wrong verifier, and is redeemed once', async () => {
    const code = await at.code();
    const wrong = await at.redeem(code, { code_verifier: 'w'.repeat(43) });
    expect(failure(wrong)).toEqual([400, 'invalid_grant', 501481, undefined]);
    expect((await at.redeem(code)).status).toBe(200);
    expect(failure(await at.redeem(code))).toEqual([400, 'invalid_grant', 54005, undefined]);
  });

  it('gives no refresh token without offline_access and no id token without openid', async () => {
    const kinds = async (scope: string) => {
      const { refresh_token, id_token } = await at.tokens(LIBRARIAN, { query: { scope } });
      return [refresh_token !== undefined, id_token !== undefined];
    };
    expect(await kinds('User.Read')).toEqual([false, false]);
    expect(await kinds('User.Read offline_access')).toEqual([true, false]);
    expect(await kinds('User.Read openid')).toEqual([false, true]);
  });
});

describe('[EO13.5] refresh_token', () => {
  it('brings a new one each time while the old one stays good, each for ninety idle days', async () => {
    const first = await at.tokens();
    const second = (await at.refresh(first.refresh_token)).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    await control.later(89 * DAY_MS);
    for (const { refresh_token } of [first, second]) expect((await at.refresh(refresh_token)).status).toBe(200);
  });

  it('survives a rotated secret, and reports a deleted application', async () => {
    const { refresh_token } = await at.tokens();
    const { secret } = await control.act('rotate_secret', { clientId: app.clientId });
    await control.act('delete_secret', { clientId: app.clientId, secretId: app.secret.id });
    expect(failure(await at.refresh(refresh_token))).toEqual([401, 'invalid_client', 7000215, undefined]);
    expect((await at.refresh(refresh_token, { client_secret: secret.value })).status).toBe(200);
    await control.act('delete_app', { clientId: app.clientId });
    expect(failure(await at.refresh(refresh_token))).toEqual([400, 'unauthorized_client', 700016, undefined]);
  });

  it('asks consent for scopes that were never given', async () => {
    const { refresh_token } = await at.tokens();
    const answer = await at.refresh(refresh_token, { scope: 'Mail.Send' });
    expect(failure(answer)).toEqual([400, 'invalid_grant', 65001, 'consent_required']);
  });
});

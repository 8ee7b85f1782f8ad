import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, LIBRARIAN, type Registered, register } from '../testing';
import { browser, claimsOf, controls, server } from '../testing-identity';

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

describe('[EO13.7] trouble of the platform itself', () => {
  it('429 with Retry-After, 503 and a body that is no JSON, at the token endpoint', async () => {
    const where = { operation: 'token' };
    await control.fault({ where, effect: { status: 429, headers: { 'Retry-After': '7' } } });
    const first = await at.ofItself();
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
    await control.fault({ where, effect: { status: 503, body: '<html>' } });
    const second = await at.ofItself();
    expect([second.status, second.body]).toEqual([503, '<html>']);
    expect((await at.ofItself()).status).toBe(200);
  });

  it('at authorize, discovery and keys as well', async () => {
    for (const [operation, path] of [
      ['authorize', `/${app.tenantId}/oauth2/v2.0/authorize`],
      ['discovery', '/common/v2.0/.well-known/openid-configuration'],
      ['keys', '/common/discovery/v2.0/keys'],
    ] as const) {
      await control.fault({ where: { operation }, effect: { status: 503 } });
      expect((await ask(tenant, 'GET', path)).status).toBe(503);
      expect((await ask(tenant, 'GET', path)).status).not.toBe(503);
    }
  });

  it('a slow answer, one that is cut, and a connection that breaks before anything was issued', async () => {
    const where = { operation: 'token' };
    await control.fault({ where, effect: { delayMs: 30 } });
    const startedAt = performance.now();
    expect((await at.ofItself()).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(29);
    const code = await at.code();
    await control.fault({ where, effect: 'reset_before' });
    await expect(at.redeem(code)).rejects.toThrow('fetch failed');
    expect((await at.redeem(code)).status).toBe(200);
    await control.fault({ where, effect: { cutBodyAt: 20 } });
    await expect(at.ofItself()).rejects.toThrow();
  });

  it('a connection that breaks after issuing: the code is used up, the refresh token still good', async () => {
    const where = { operation: 'token' };
    const { refresh_token } = await at.tokens();
    await control.fault({ where, effect: 'reset_after_commit' });
    await expect(at.refresh(refresh_token)).rejects.toThrow('fetch failed');
    expect((await at.refresh(refresh_token)).status).toBe(200);
    const code = await at.code();
    await control.fault({ where, effect: 'reset_after_commit' });
    await expect(at.redeem(code)).rejects.toThrow('fetch failed');
    expect((await at.redeem(code)).body.error_codes).toEqual([54005]);
  });

  it('a clock that is off: times of id tokens and refusals move, lives do not', async () => {
    await control.act('clock_offset', { ms: 3_600_000 });
    const { id_token, access_token: token } = await at.tokens();
    const { iat, nbf, exp } = claimsOf(id_token);
    const now = Date.parse('2026-10-05T13:00:00Z') / 1000;
    expect([iat, nbf, exp]).toEqual([now + 3600, now + 3600, now + 7200]);
    expect((await at.ofItself({ client_secret: 'x' })).body.timestamp).toBe('2026-10-05 14:00:00Z');
    expect((await ask(tenant, 'GET', '/v1.0/me', { token })).status).toBe(200);
  });

  it('tells the log who failed and how', async () => {
    await at.ofItself({ client_secret: 'x' });
    expect((await control.log()).at(-1)).toMatchObject({ operation: 'token', code: 'AADSTS7000215', status: 401 });
  });

  it('people are added, renamed and deleted; access tokens end on request', async () => {
    const upn = 'new.person@library.example';
    await control.act('add_user', { upn, displayName: 'New Person' });
    const { access_token: token } = await at.tokens(upn);
    expect((await ask(tenant, 'GET', '/v1.0/me/events', { token })).status).toBe(200);
    await expect(control.act('add_user', { upn, displayName: 'Twice' })).rejects.toThrow('already');
    await control.act('expire_access_tokens', { upn });
    expect((await ask(tenant, 'GET', '/v1.0/me', { token })).status).toBe(401);
    await control.act('delete_user', { upn });
    expect((await browser(tenant, app).login(upn)).text).toContain('AADSTS50126');
  });

  it('the same requests under a frozen clock are answered alike, but for tokens and ids', async () => {
    const run = async () => {
      await ask(tenant, 'POST', '/_control/reset', {
        body: { seed: 'same', now: '2026-10-05T13:00:00Z', frozen: true },
      });
      const again = await register(tenant, { adminConsent: true });
      const { access_token: _, ...body } = (await server(tenant, again).ofItself()).body;
      const keys = (await ask(tenant, 'GET', '/common/discovery/v2.0/keys')).body;
      return JSON.stringify([again.clientId, again.tenantId, body, keys]);
    };
    expect(await run()).toBe(await run());
  });
});

describe('[EO13.8] signing out, and what is not there', () => {
  it('ends the browser’s session, and only goes back to an address of an application', async () => {
    const one = browser(tenant, app);
    await one.login(LIBRARIAN);
    const out = { base: 'oauth2/v2.0/logout', query: { post_logout_redirect_uri: 'http://localhost:3000/bye' } };
    expect((await one.go(out)).to).toBe('http://localhost:3000/bye');
    expect((await one.go()).text).toContain('Sign in');
    const elsewhere = await one.go({ ...out, query: { post_logout_redirect_uri: 'https://evil.example/' } });
    expect([elsewhere.status, elsewhere.to]).toEqual([200, null]);
  });

  it('signs out the hinted account of several', async () => {
    const one = browser(tenant, app);
    await one.login(LIBRARIAN);
    await one.login('it@library.example', { query: { prompt: 'login' } });
    await one.go({ base: 'oauth2/v2.0/logout', query: { logout_hint: LIBRARIAN } });
    expect((await one.go()).back).toHaveProperty('code');
    expect((await one.go({ query: { prompt: 'select_account' } })).text).not.toContain('Ada Lindgren');
  });

  it.each(['oauth2/v2.0/revoke', 'oauth2/revoke', 'oauth2/v2.0/introspect', 'oauth2/v2.0/devicecode', 'oauth2/token'])(
    '/%s is a 404',
    async (path) => {
      for (const segment of [app.tenantId, 'common'])
        expect((await ask(tenant, 'POST', `/${segment}/${path}`, { form: { token: 'x' } })).status).toBe(404);
    },
  );
});

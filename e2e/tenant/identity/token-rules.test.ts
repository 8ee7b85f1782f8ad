import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json, LIBRARIAN, type Registered, register } from '../testing';
import { controls, failure, REDIRECT, server, VERIFIER } from '../testing-identity';

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

describe('[EO13.5] the order of the checks', () => {
  const wrong = { client_secret: 'wrong' };
  const order: [string, number, () => Promise<{ status: number; body: Json; headers: Headers }>][] = [
    ['the tenant before the fields', 90002, () => at.tokenAt({}, 'nowhere.example')],
    ['the fields before the shape', 900144, () => at.redeem('made-up', { redirect_uri: '' })],
    ['the shape before the application', 9002313, () => at.redeem('made-up', { client_id: 'nobody' })],
    ['the shape before the secret', 9002313, () => at.refresh('made-up', wrong)],
    [
      'the application before the secret',
      700016,
      async () => at.redeem(await at.code(), { ...wrong, client_id: 'nobody' }),
    ],
    ['the secret before the grant', 7000215, async () => at.redeem(await at.code(), { ...wrong, code_verifier: 'x' })],
    [
      'the grant before the scope',
      501481,
      async () => at.redeem(await at.code(), { code_verifier: 'x', scope: 'Nonsense' }),
    ],
    ['the scope before the person', 70011, () => disabled((code) => at.redeem(code, { scope: 'Nonsense' }))],
    ['the consent before the person', 65001, () => disabled((code) => at.redeem(code, { scope: 'Mail.Send' }))],
  ];
  async function disabled(run: (code: string) => Promise<{ status: number; body: Json; headers: Headers }>) {
    const code = await at.code();
    await control.act('enable_user', { upn: LIBRARIAN, on: false });
    return run(code);
  }

  it.each(order)('%s', async (_name, code, run) => {
    expect(failure(await run())[2]).toBe(code);
  });

  it('[EO14.3] a used-up code with a wrong secret: the secret is told, or the code', async () => {
    const code = await at.code();
    await at.redeem(code);
    expect(failure(await at.redeem(code, wrong))[2]).toBe(7000215);
    await control.set({ usedCodeWrongSecret: 'code first' });
    expect(failure(await at.redeem(code, wrong))[2]).toBe(54005);
  });
});

describe('[EO13.5] bodies and headers', () => {
  it('a success names fields in the recorded order, and client_info on request', async () => {
    const { body, headers } = await at.redeem(await at.code(), { client_info: '1' });
    expect(Object.keys(body)).toEqual(
      'token_type scope expires_in ext_expires_in access_token refresh_token id_token client_info'.split(' '),
    );
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    for (const [name, value] of [
      ['cache-control', 'no-store, no-cache'],
      ['pragma', 'no-cache'],
    ] as const)
      expect(headers.get(name)).toBe(value);
    for (const name of ['x-ms-request-id', 'x-ms-ests-server']) expect(headers.get(name)).toBeTruthy();
    expect(headers.get('x-ms-clitelem')).toBe('1,0,0,,');
  });

  it('a refusal has every field, its lines parted by spaces or CRLF, and says who asked', async () => {
    const asked = { ...at.client, client_secret: 'x', grant_type: 'client_credentials', scope: 'x/.default' };
    const id = '11111111-2222-4333-8444-555555555555';
    const { body, headers } = await at.tokenAt(asked, undefined, { 'client-request-id': id });
    expect(Object.keys(body)).toEqual(
      'error error_description error_codes timestamp trace_id correlation_id error_uri'.split(' '),
    );
    expect([body.trace_id, body.correlation_id]).toEqual([headers.get('x-ms-request-id'), id]);
    expect(headers.get('x-ms-clitelem')).toBe('1,7000215,0,,');
    expect(body.error_description).toMatch(
      /^AADSTS7000215: .+ Trace ID: \S+ Correlation ID: \S+ Timestamp: [-\d]+ [:\d]+Z$/,
    );
    await control.set({ errorDescriptionLines: 'crlf' });
    expect((await at.tokenAt(asked)).body.error_description).toMatch(
      /\r\nTrace ID: \S+\r\nCorrelation ID: \S+\r\nTimestamp: /,
    );
  });

  it('scopes are prefixed or bare; more than asked after an earlier consent, fewer by a control', async () => {
    const graph = (text: string) => text.split(' ').filter((name) => name.startsWith('https://'));
    const { scope } = await at.tokens(LIBRARIAN, { query: { scope: 'openid User.Read' } });
    expect(graph(scope)).toEqual([
      'https://graph.microsoft.com/User.Read',
      'https://graph.microsoft.com/Calendars.ReadWrite',
    ]);
    await control.act('narrow_scopes', { clientId: app.clientId, upn: LIBRARIAN, without: ['Calendars.ReadWrite'] });
    const fewer = await at.tokens();
    expect(graph(fewer.scope)).toEqual(['https://graph.microsoft.com/User.Read']);
    expect((await ask(tenant, 'GET', '/v1.0/me/events', { token: fewer.access_token })).status).toBe(403);
    await control.act('narrow_scopes', { clientId: app.clientId, upn: LIBRARIAN, without: [] });
    await control.set({ scopeInTokenAnswer: 'bare' });
    expect((await at.tokens()).scope).toBe('openid profile email User.Read Calendars.ReadWrite');
  });

  it('lives between 60 and 90 minutes, never the same; the tenant’s policy may fix it', async () => {
    const lives = await Promise.all(Array.from({ length: 12 }, async () => (await at.ofItself()).body.expires_in));
    expect(Math.min(...lives)).toBeGreaterThanOrEqual(3600);
    expect(Math.max(...lives)).toBeLessThanOrEqual(5399);
    expect(new Set(lives).size).toBeGreaterThan(6);
    await control.act('token_lifetime', { seconds: 600 });
    const { expires_in, access_token: token } = (await at.tokens()) as Json;
    expect(expires_in).toBe(600);
    await control.later(600_000);
    expect((await ask(tenant, 'GET', '/v1.0/me', { token })).status).toBe(401);
  });
});

describe('[EO13.5] codes', () => {
  it('prove the verifier by S256, or plainly; a method left out is plain', async () => {
    const plain = { query: { code_challenge: VERIFIER, code_challenge_method: 'plain' } };
    expect((await at.redeem(await at.code(LIBRARIAN, plain))).status).toBe(200);
    const left = { query: { code_challenge: VERIFIER, code_challenge_method: null } };
    const code = await at.code(LIBRARIAN, left);
    expect(failure(await at.redeem(code, { code_verifier: 'x' }))[2]).toBe(501481);
    expect((await at.redeem(code)).status).toBe(200);
    const none = { query: { code_challenge: null, code_challenge_method: null } };
    expect((await at.redeem(await at.code(LIBRARIAN, none), { code_verifier: '' })).status).toBe(200);
  });

  it('belong to a redirect URI, an application and a tenant', async () => {
    await control.act('add_redirect_uri', { clientId: app.clientId, uri: `${REDIRECT}/2` });
    const code = await at.code();
    expect(failure(await at.redeem(code, { redirect_uri: `${REDIRECT}/2` }))).toEqual([
      400,
      'invalid_grant',
      500112,
      undefined,
    ]);
    const other = await register(tenant, { adminConsent: true });
    expect(failure(await server(tenant, other).redeem(code))[2]).toBe(70000);
    expect((await at.redeem(code, {}, 'library.example')).status).toBe(200);
  });

  it('of /common are redeemed at /common, whoever signed in', async () => {
    const many = server(
      tenant,
      await register(tenant, {
        accountType: 'AzureADMultipleOrgs',
        delegated: ['User.Read', 'Calendars.ReadWrite'],
        adminConsent: true,
      }),
    );
    const code = await many.code(LIBRARIAN, { segment: 'common' });
    for (const segment of [app.tenantId, 'organizations'])
      expect(failure(await many.redeem(code, {}, segment))).toEqual([400, 'invalid_grant', 700005, undefined]);
    expect((await many.redeem(code, {}, 'common')).status).toBe(200);
  });

  it.each([
    ['User.Read+Calendars.ReadWrite', 70011],
    ['https://graph.microsoft.com/x/User.Read', 500011],
    ['https://graph.microsoft.com/x/.default', 500011],
    ['https://graph.microsoft.com/.default openid', undefined],
    ['https://graph.microsoft.com//User.Read', undefined],
    ['user.read', undefined],
  ])('take the scope %s: %s', async (scope, code) => {
    expect(failure(await at.redeem(await at.code(), { scope }))[2]).toBe(code);
  });
});

describe('[EO13.6] client_credentials', () => {
  it('[EO14.2] at /common and /organizations: refused, or answered for the home tenant', async () => {
    const many = server(tenant, await register(tenant, { accountType: 'AzureADMultipleOrgs' }));
    expect(failure(await many.ofItself({}, 'common'))).toEqual([400, 'invalid_request', 9001023, undefined]);
    expect(failure(await many.ofItself({}, 'organizations'))).toEqual([400, 'invalid_request', 50059, undefined]);
    await control.set({ clientCredentialsOnCommon: 'works', clientCredentialsOnOrganizations: 'works' });
    for (const segment of ['common', 'organizations']) expect((await many.ofItself({}, segment)).status).toBe(200);
  });

  it('gives a token without roles that opens nothing, and wants .default', async () => {
    const { access_token: token } = (await at.ofItself()).body;
    expect((await ask(tenant, 'GET', `/v1.0/users/${LIBRARIAN}/events`, { token })).status).toBe(403);
    expect(failure(await at.ofItself({ scope: 'User.Read' }))).toEqual([400, 'invalid_scope', 1002012, undefined]);
  });
});

import { createHash } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, BASE, clientForm, frozenTenant, type Json, LIBRARIAN, type Registered, register } from '../testing';

const REDIRECT = 'http://localhost:3000/api/outlook/callback';
const SCOPE =
  'openid profile offline_access https://graph.microsoft.com/User.Read https://graph.microsoft.com/Calendars.ReadWrite';
const VERIFIER = 'v'.repeat(43);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

let tenant: Tenant;
let app: Registered;

beforeEach(async () => {
  tenant = frozenTenant();
  app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'], adminConsent: true });
});

const tokenAt = (form: Record<string, string>, segment = app.tenantId, headers: Record<string, string> = {}) =>
  ask(tenant, 'POST', `/${segment}/oauth2/v2.0/token`, { form, headers });
const client = () => ({ client_id: app.clientId, client_secret: app.secret.value });
const identity = (body: Json) => ask(tenant, 'POST', '/_control/identity', { body });
const codeForm = (code: string, more = {}) => ({
  ...client(),
  grant_type: 'authorization_code',
  code,
  redirect_uri: REDIRECT,
  code_verifier: VERIFIER,
  ...more,
});
const refreshForm = (refresh_token: string, more = {}) => ({
  ...client(),
  grant_type: 'refresh_token',
  refresh_token,
  ...more,
});

async function freshCode(more: Record<string, string> = {}, segment = app.tenantId): Promise<string> {
  const query = new URLSearchParams({
    client_id: app.clientId,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: SCOPE,
    state: 's1',
    nonce: 'n1',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...more,
  });
  const form = { step: 'login', email: LIBRARIAN, password: 'carrel-demo' };
  const answer = await ask(tenant, 'POST', `/${segment}/oauth2/v2.0/authorize?${query}`, { form });
  const back = new URL(answer.headers.get('location') ?? 'about:blank');
  return back.searchParams.get('code') ?? `no code: ${answer.status}`;
}
const tokens = async () => (await tokenAt(codeForm(await freshCode()))).body;
const failure = ({ status, body }: { status: number; body: Json }) => [
  status,
  body.error,
  body.error_codes?.[0],
  body.suberror,
];

describe('[EO13.6] client_credentials', () => {
  it('gives a token without a refresh token, by body and by Basic', async () => {
    const { status, body, headers } = await tokenAt(clientForm(app));
    expect([status, Object.keys(body)]).toEqual([200, ['token_type', 'expires_in', 'ext_expires_in', 'access_token']]);
    expect(headers.get('cache-control')).toBe('no-store, no-cache');
    expect(body.expires_in).toBeGreaterThanOrEqual(3600);
    expect(body.expires_in).toBeLessThanOrEqual(5399);
    const basic = Buffer.from(`${app.clientId}:${encodeURIComponent(app.secret.value)}`).toString('base64');
    const form = { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };
    expect((await tokenAt(form, 'library.example', { Authorization: `Basic ${basic}` })).status).toBe(200);
  });

  it('tells the causes of a refusal apart', async () => {
    const form = clientForm(app);
    expect(failure(await tokenAt({ ...form, client_secret: app.secret.id }))).toEqual([
      401,
      'invalid_client',
      7000215,
      undefined,
    ]);
    expect(failure(await tokenAt({ ...form, client_secret: '' }))).toEqual([401, 'invalid_client', 7000218, undefined]);
    expect(failure(await tokenAt({ ...form, client_id: crypto.randomUUID() }))).toEqual([
      400,
      'unauthorized_client',
      700016,
      undefined,
    ]);
    expect(failure(await tokenAt(form, crypto.randomUUID()))).toEqual([400, 'invalid_request', 90002, undefined]);
    expect(failure(await tokenAt(form, 'nonsense'))).toEqual([400, 'invalid_request', 900023, undefined]);
    expect(failure(await tokenAt(form, 'common'))).toEqual([400, 'invalid_request', 50059, undefined]);
    expect(failure(await tokenAt(form, 'other.example'))).toEqual([400, 'unauthorized_client', 700016, undefined]);
    expect(failure(await tokenAt({ ...form, scope: 'https://graph.microsoft.us/.default' }))).toEqual([
      400,
      'invalid_resource',
      500011,
      undefined,
    ]);
    await identity({ action: 'expire_secret', clientId: app.clientId });
    expect(failure(await tokenAt(form))).toEqual([401, 'invalid_client', 7000222, undefined]);
  });

  it('[EO13.5] has an error body with codes, ids and a time', async () => {
    const { body, headers } = await tokenAt({ ...clientForm(app), client_secret: 'x' });
    expect(body.error_description).toMatch(
      /^AADSTS7000215: .* Trace ID: .* Correlation ID: .* Timestamp: 2026-10-05 13:00:00Z$/,
    );
    expect(body.timestamp).toBe('2026-10-05 13:00:00Z');
    expect(headers.get('x-ms-request-id')).toBe(body.trace_id);
  });
});

describe('[EO13.5] authorization_code', () => {
  it('gives access, refresh and a verifiable id token', async () => {
    const body = await tokens();
    expect(Object.keys(body)).toEqual([
      'token_type',
      'scope',
      'expires_in',
      'ext_expires_in',
      'access_token',
      'refresh_token',
      'id_token',
    ]);
    expect(body.scope).toContain('https://graph.microsoft.com/Calendars.ReadWrite');
    expect(body.scope).not.toContain('offline_access');
    const keys = await ask(tenant, 'GET', `/${app.tenantId}/discovery/v2.0/keys`);
    expect(keys.body.keys[0]).not.toHaveProperty('alg');
    const currentDate = new Date('2026-10-05T13:00:00Z');
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

  it('judges the shape of a code before the secret, and is redeemed once', async () => {
    expect(failure(await tokenAt(codeForm('made-up', { client_secret: 'wrong' })))).toEqual([
      400,
      'invalid_grant',
      9002313,
      undefined,
    ]);
    const code = await freshCode();
    expect((await tokenAt(codeForm(code))).status).toBe(200);
    expect(failure(await tokenAt(codeForm(code)))).toEqual([400, 'invalid_grant', 54005, undefined]);
  });

  it('keeps the code after a wrong verifier', async () => {
    const code = await freshCode();
    expect(failure(await tokenAt(codeForm(code, { code_verifier: 'w'.repeat(43) })))).toEqual([
      400,
      'invalid_grant',
      501481,
      undefined,
    ]);
    expect((await tokenAt(codeForm(code))).status).toBe(200);
  });

  it('expires a code after ten minutes, and wants the same redirect URI', async () => {
    const code = await freshCode();
    expect((await tokenAt(codeForm(code, { redirect_uri: `${REDIRECT}/x` }))).status).toBe(400);
    await ask(tenant, 'POST', '/_control/clock', { body: { advanceMs: 600_000 } });
    expect(failure(await tokenAt(codeForm(code)))).toEqual([400, 'invalid_grant', 70008, undefined]);
  });

  it('gives no refresh token without offline_access and no id token without openid', async () => {
    const body = (await tokenAt(codeForm(await freshCode({ scope: 'User.Read' })))).body;
    expect([body.refresh_token, body.id_token]).toEqual([undefined, undefined]);
  });
});

describe('[EO13.5] refresh_token', () => {
  it('rotates while the old one stays good, and lives 90 idle days', async () => {
    const first = await tokens();
    const second = (await tokenAt(refreshForm(first.refresh_token))).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await tokenAt(refreshForm(first.refresh_token))).status).toBe(200);
    await ask(tenant, 'POST', '/_control/clock', { body: { advanceMs: 90 * 86_400_000 } });
    expect(failure(await tokenAt(refreshForm(second.refresh_token)))).toEqual([
      400,
      'invalid_grant',
      700082,
      undefined,
    ]);
  });

  it.each([
    ['withdraw_consent', 65001, 'consent_required'],
    ['revoke_sessions', 50173, 'bad_token'],
    ['enable_user', 50057, undefined],
  ])('is refused after %s', async (action, code, suberror) => {
    const { refresh_token } = await tokens();
    const about = {
      withdraw_consent: { clientId: app.clientId },
      revoke_sessions: { upn: LIBRARIAN },
      enable_user: { upn: LIBRARIAN, on: false },
    };
    await identity({ action, ...about[action as keyof typeof about] });
    expect(failure(await tokenAt(refreshForm(refresh_token)))).toEqual([400, 'invalid_grant', code, suberror]);
  });

  it('survives a rotated secret, and reports a deleted application', async () => {
    const { refresh_token } = await tokens();
    const { secret } = (await identity({ action: 'rotate_secret', clientId: app.clientId })).body;
    await identity({ action: 'delete_secret', clientId: app.clientId, secretId: app.secret.id });
    expect(failure(await tokenAt(refreshForm(refresh_token)))).toEqual([401, 'invalid_client', 7000215, undefined]);
    expect((await tokenAt(refreshForm(refresh_token, { client_secret: secret.value }))).status).toBe(200);
    await identity({ action: 'delete_app', clientId: app.clientId });
    expect(failure(await tokenAt(refreshForm(refresh_token)))).toEqual([400, 'unauthorized_client', 700016, undefined]);
  });

  it('asks consent for scopes that were never given', async () => {
    const { refresh_token } = await tokens();
    const answer = await tokenAt(refreshForm(refresh_token, { scope: 'Mail.Send' }));
    expect(failure(answer)).toEqual([400, 'invalid_grant', 65001, 'consent_required']);
  });
});

describe('[EO13.1] discovery', () => {
  const discover = (segment: string) => ask(tenant, 'GET', `/${segment}/v2.0/.well-known/openid-configuration`);

  it('names the tenant by GUID, and many tenants by a template', async () => {
    const { body } = await discover('library.example');
    expect(body.issuer).toBe(`${BASE}/${app.tenantId}/v2.0`);
    expect(body.token_endpoint).toBe(`${BASE}/library.example/oauth2/v2.0/token`);
    for (const absent of ['revocation_endpoint', 'introspection_endpoint', 'code_challenge_methods_supported']) {
      expect(body).not.toHaveProperty(absent);
    }
    expect((await discover('common')).body.issuer).toBe(`${BASE}/{tenantid}/v2.0`);
  });

  it('[EO13.8] calls an unknown tenant invalid_tenant, and knows no revoke path', async () => {
    expect(failure(await discover('nowhere.example'))).toEqual([400, 'invalid_tenant', 90002, undefined]);
    expect((await ask(tenant, 'POST', `/${app.tenantId}/oauth2/v2.0/revoke`, { form: {} })).status).toBe(404);
  });

  it('publishes an added key after a rollover', async () => {
    const before = (await ask(tenant, 'GET', '/common/discovery/v2.0/keys')).body.keys;
    await identity({ action: 'roll_keys' });
    const after = (await ask(tenant, 'GET', '/common/discovery/v2.0/keys')).body.keys;
    expect(after[0].kid).not.toBe(before[0].kid);
    expect(after.map((key: Json) => key.kid)).toContain(before[0].kid);
  });
});

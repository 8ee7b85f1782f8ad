import { expect } from 'vitest';
import { ask } from './http';
import type { Session } from './session';
import { suite } from './suite';

/** EO §3 to §5 and §9: discovery, keys, the token endpoint's refusals; all without anybody signing in. */
const { test } = suite();
const RECORDED =
  'token_endpoint token_endpoint_auth_methods_supported jwks_uri response_modes_supported subject_types_supported id_token_signing_alg_values_supported response_types_supported scopes_supported issuer userinfo_endpoint authorization_endpoint end_session_endpoint claims_supported tenant_region_scope cloud_instance_name msgraph_host';
const UNKNOWN = '00000000-1111-4222-8333-444444444444';
const document = ({ target }: Session, segment: string) =>
  ask('GET', `${target.login}/${segment}/v2.0/.well-known/openid-configuration`);
const token = (on: Session, form: Record<string, string>, segment = on.target.tenantId) =>
  ask('POST', `${on.target.login}/${segment}/oauth2/v2.0/token`, { form });
const credentials = { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };
const failure = ({ status, body }: Awaited<ReturnType<typeof token>>) => [status, body.error, body.error_codes[0]];

test('[EO13.1] discovery of a tenant has its GUID as issuer; of many, the template with braces', async (on) => {
  const own = await document(on, on.target.tenantId);
  expect(own.body.issuer).toBe(`${on.target.login}/${on.target.tenantId}/v2.0`);
  expect(own.body.token_endpoint).toContain(`/${on.target.tenantId}/oauth2/v2.0/token`);
  for (const name of ['revocation_endpoint', 'introspection_endpoint', 'code_challenge_methods_supported'])
    expect(own.body).not.toHaveProperty(name);
  for (const segment of ['common', 'organizations'])
    expect((await document(on, segment)).body.issuer).toBe(`${on.target.login}/{tenantid}/v2.0`);
});

test('[EO13.1] a tenant asked for by its domain: the GUID as issuer, the domain in the addresses', async (on) => {
  const domain = on.target.mailbox.split('@')[1] ?? '';
  const { body, headers } = await document(on, domain);
  expect(body.issuer).toBe(`${on.target.login}/${on.target.tenantId}/v2.0`);
  expect(body.token_endpoint).toBe(`${on.target.login}/${domain}/oauth2/v2.0/token`);
  expect(Object.keys(body)).toEqual(expect.arrayContaining(RECORDED.split(' ')));
  expect(headers.get('access-control-allow-origin')).toBe('*');
});

test('[EO13.1] keys carry an issuer and no alg; those of a tenant bear the template or its own', async (on) => {
  const { body } = await document(on, on.target.tenantId);
  const { keys } = (await ask('GET', body.jwks_uri)).body;
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) {
    expect(key).not.toHaveProperty('alg');
    expect(key).toMatchObject({ kty: 'RSA', use: 'sig', kid: expect.any(String), x5c: [expect.any(String)] });
    expect(key.issuer.replace('{tenantid}', on.target.tenantId)).toBe(body.issuer);
  }
});

test('[EO13.2] a tenant that is not there: invalid_tenant at discovery, invalid_request at /token', async (on) => {
  expect(failure(await document(on, UNKNOWN))).toEqual([400, 'invalid_tenant', 90002]);
  const asked = await token(on, { ...on.tokens.client, ...credentials }, UNKNOWN);
  expect(failure(asked)).toEqual([400, 'invalid_request', 90002]);
});

test('[EO13.6] client_credentials: a token of the application alone, without refresh token', async (on) => {
  const { status, body } = await token(on, { ...on.tokens.client, ...credentials });
  expect([status, body.token_type]).toEqual([200, 'Bearer']);
  expect(body.expires_in).toBeGreaterThan(300);
  expect(body).not.toHaveProperty('refresh_token');
  expect(body).not.toHaveProperty('id_token');
});

test('[EO13.6] a wrong secret: 401 7000215; an unknown application: 400 700016', async (on) => {
  const wrong = await token(on, { ...on.tokens.client, ...credentials, client_secret: 'not-the-secret' });
  expect(failure(wrong)).toEqual([401, 'invalid_client', 7000215]);
  const unknown = await token(on, { ...on.tokens.client, ...credentials, client_id: UNKNOWN });
  expect(failure(unknown)).toEqual([400, 'unauthorized_client', 700016]);
});

test('[EO13.2] a malformed tenant: 900023', async (on) => {
  const asked = await token(on, { ...on.tokens.client, ...credentials }, 'nonsense');
  expect(failure(asked)).toEqual([400, 'invalid_request', 900023]);
});

test('[EO13.5] by Basic, with both halves form-encoded, as by the body', async (on) => {
  const { client_id, client_secret } = on.tokens.client;
  const basic = (secret: string) =>
    ask('POST', on.tokens.address, {
      form: credentials,
      headers: { Authorization: `Basic ${btoa(`${client_id}:${encodeURIComponent(secret)}`)}` },
    });
  expect((await basic(client_secret)).status).toBe(200);
  expect(failure(await basic('not-the-secret'))).toEqual([401, 'invalid_client', 7000215]);
});

test('[EO13.5] no secret: 7000218; one with a space before it is another secret', async (on) => {
  const { client_id, client_secret } = on.tokens.client;
  expect(failure(await token(on, { client_id, ...credentials }))).toEqual([401, 'invalid_client', 7000218]);
  const spaced = await token(on, { client_id, ...credentials, client_secret: ` ${client_secret}` });
  expect(failure(spaced)).toEqual([401, 'invalid_client', 7000215]);
});

test('[EO13.6] a resource that is not there, and a scope by name: refused as resource and as scope', async (on) => {
  const scoped = (scope: string) => token(on, { ...on.tokens.client, ...credentials, scope });
  expect(failure(await scoped('https://nothing.invalid/.default'))).toEqual([400, 'invalid_resource', 500011]);
  const { status, body } = await scoped('https://graph.microsoft.com/Calendars.Read');
  expect([status, body.error]).toEqual([400, 'invalid_scope']);
});

test('[EO14.3] [EO14.4] what is not confirmed of the order of checks, and of an application at /consumers', async (on, record) => {
  const told = ({ status, body }: Awaited<ReturnType<typeof token>>) =>
    `${status} ${body.error} ${body.error_codes?.[0]}`;
  const asked = async (point: string, asks: string, form: Record<string, string>, segment?: string) => {
    const answer = await token(on, form, segment);
    expect([400, 401]).toContain(answer.status);
    record({ point, asks, observed: told(answer) });
  };
  const refresh = { grant_type: 'refresh_token', refresh_token: 'made-up' };
  await asked('EO14.3', 'nothing at all, at an unknown tenant', {}, UNKNOWN);
  await asked('EO14.3', 'a made-up refresh token of an unknown application', { ...refresh, client_id: UNKNOWN });
  await asked('EO14.4', 'client_credentials at /consumers', { ...on.tokens.client, ...credentials }, 'consumers');
});

test(
  '[EO13.5] a refresh token brings tokens and its successor, and stays good',
  async (on) => {
    const refresh = () =>
      token(on, {
        ...on.tokens.client,
        grant_type: 'refresh_token',
        refresh_token: on.target.refreshToken ?? '',
        scope: 'openid offline_access https://graph.microsoft.com/User.Read',
      });
    const [first, second] = [await refresh(), await refresh()];
    for (const { status, body, headers } of [first, second]) {
      expect([status, body.token_type]).toEqual([200, 'Bearer']);
      expect(body.scope).toMatch(/(^|[ /])User\.Read( |$)/);
      expect(body.scope).not.toContain('offline_access');
      for (const name of ['access_token', 'refresh_token', 'id_token']) expect(body[name]).toEqual(expect.any(String));
      expect(headers.get('cache-control')).toContain('no-store');
    }
    expect(second.body.access_token).not.toBe(first.body.access_token);
    expect(second.body.refresh_token).not.toBe(on.target.refreshToken);
  },
  ['delegated'],
);

test('[EO13.5] a made-up code or refresh token says nothing of the secret', async (on) => {
  const wrong = { ...on.tokens.client, client_secret: 'not-the-secret' };
  const code = {
    ...wrong,
    grant_type: 'authorization_code',
    code: 'made-up',
    redirect_uri: 'http://localhost:3000/back',
  };
  expect(failure(await token(on, code))).toEqual([400, 'invalid_grant', 9002313]);
  const refresh = { ...wrong, grant_type: 'refresh_token', refresh_token: 'made-up' };
  expect(failure(await token(on, refresh))).toEqual([400, 'invalid_grant', 9002313]);
});

test('[EO13.5] a missing field is named: 900144', async (on) => {
  const { client_id } = on.tokens.client;
  expect(failure(await token(on, { client_id, scope: credentials.scope }))).toEqual([400, 'invalid_request', 900144]);
});

test('[EO13.5] error bodies carry their traces, and headers forbid keeping them', async (on) => {
  const { body, headers } = await token(on, { ...on.tokens.client, ...credentials, client_secret: 'x' });
  expect(Object.keys(body)).toEqual(
    expect.arrayContaining('error error_description error_codes timestamp trace_id correlation_id'.split(' ')),
  );
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(body.error_description).toMatch(/^AADSTS7000215: /);
  expect(body.timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
  expect(body.trace_id).toBe(headers.get('x-ms-request-id'));
  expect(headers.get('cache-control')).toContain('no-store');
});

test('[EO13.8] there is no revoke endpoint', async (on) => {
  const answer = await ask('POST', `${on.target.login}/${on.target.tenantId}/oauth2/v2.0/revoke`, {
    form: { token: 'x' },
  });
  expect(answer.status).toBe(404);
});

test('[EO14.2] client_credentials at /common and /organizations', async (on, record) => {
  for (const segment of ['common', 'organizations']) {
    const { status, body } = await token(on, { ...on.tokens.client, ...credentials }, segment);
    const observed = status === 200 ? 'works' : `${status} ${body.error} ${body.error_codes?.[0]}`;
    expect([200, 400]).toContain(status);
    record({ point: 'EO14.2', asks: `client_credentials at /${segment}`, observed });
  }
});

import { expect } from 'vitest';
import { ask } from './http';
import type { Session } from './session';
import { suite } from './suite';

/** EO §3 to §5 and §9: discovery, keys, the token endpoint's refusals; all without anybody signing in. */
const { test } = suite();
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

test('[EO13.1] keys carry an issuer and no alg', async (on) => {
  const { body } = await document(on, on.target.tenantId);
  const { keys } = (await ask('GET', body.jwks_uri)).body;
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) {
    expect(key).not.toHaveProperty('alg');
    expect(key.kty).toBe('RSA');
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

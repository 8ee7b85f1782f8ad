import { beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { log } from '@/lib/log';
import {
  changeClient,
  endApiTokens,
  makeApiClient,
  renewApiSecret,
  revokeApiClient,
} from '@/lib/usecases/save-api-client';
import { viewApiClients } from '@/lib/usecases/view-api-clients';
import { answered } from './api-answer';
import { apiClient, askApi as askServed } from './ask-api.test-data';
import { endpoint } from './endpoint';
import { ENDPOINTS } from './endpoints';

testDatabase();
const NOW = new Date('2026-12-01T10:00:10Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const admin = {
  kind: 'person',
  id: 0,
  name: 'Ida',
  email: 'ida@library.example',
  role: 'admin',
  locale: 'en',
} as const;
const JSON_PLEASE = { accept: 'application/json' };
const PROBE = '/1.1/probe';
/** Asks for nothing but a token. */
const probe = endpoint({
  ...{ method: 'GET', path: '/probe', scope: 'sp_r', tag: 'Spaces', summary: '', answer: z.null() },
  run: async () => answered(null),
});
const broken = endpoint({
  ...{ method: 'GET', path: '/broken', scope: 'sp_r', tag: 'Spaces', summary: '', answer: z.null() },
  run: async () => {
    throw new Error('what nobody outside is to read\n"rosa@example.org" is no date');
  },
});
const askApi: typeof askServed = (method, path, how) =>
  askServed(method, path, { endpoints: [...ENDPOINTS, probe, broken], ...how });

beforeAll(async () => {
  const { id } = await db().person.create({ data: { name: 'Ida', email: 'ida@library.example', role: 'admin' } });
  Object.assign(admin, { id });
});

async function made(scopes: string[] = ['sp_r', 'h_r']) {
  const answer = await makeApiClient(admin, { name: 'Door signs', scopes, perMinute: '100' }, NOW);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const tokenFor = (clientId: number | string, secret: string, now = NOW, more: object = {}) =>
  askApi('POST', '/1.1/oauth/token', {
    body: { client_id: clientId, client_secret: secret, grant_type: 'client_credentials', ...more },
    token: null,
    now,
  });

test('a token by JSON and by form fields, with what it allows', async () => {
  const { clientId, secret } = await made();
  const first = await tokenFor(clientId, secret);
  expect(first.json).toMatchObject({ expires_in: 3600, token_type: 'Bearer', scope: 'sp_r h_r' });
  const form = `client_id=${clientId}&client_secret=${secret}&grant_type=client_credentials`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const second = await askApi('POST', '/api/1.1/oauth/token/', { body: form, headers: type, token: null, now: NOW });
  expect(second.status).toBe(200);
  // As PHP's curl sends a list of fields.
  const boundary = '------------------------d74496d66958873e';
  const parts = [`client_id=${clientId}`, `client_secret=${secret}`, 'grant_type=client_credentials']
    .map((field) => field.split('='))
    .map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const asked = { body: `${parts.join('')}--${boundary}--\r\n`, headers: multipart, token: null, now: NOW };
  expect((await askApi('POST', '/1.1/oauth/token', asked)).status).toBe(200);
  expect((await askApi('GET', PROBE, { token: second.json.access_token, now: later(3599) })).status).toBe(200);
  expect((await askApi('GET', PROBE, { token: second.json.access_token, now: later(3600) })).status).toBe(401);
});

test('wrong ids, secrets and grants are said in JSON', async () => {
  const { clientId, secret } = await made();
  const wrong = { status: 400, json: { error: 'The client credentials are invalid' } };
  expect(await tokenFor(clientId, 'guess')).toMatchObject(wrong);
  expect(await tokenFor(clientId + 1_000, secret)).toMatchObject(wrong);
  expect(await tokenFor('1 OR 1=1', secret)).toMatchObject(wrong);
  const grant = await tokenFor(clientId, secret, NOW, { grant_type: 'password' });
  expect(grant).toMatchObject({ status: 400, json: { error: 'Grant type not supported' } });
  const broken = await askApi('POST', '/1.1/oauth/token', { body: '{"client_id":', token: null });
  expect(broken).toMatchObject({ status: 400, json: { error: 'json syntax error' } });
  const empty = await askApi('POST', '/1.1/oauth/token', { body: '', token: null });
  expect(empty).toMatchObject({ status: 400, json: { error: 'no data provided' } });
});

test('who tries secrets waits, and keeps nobody out who asks from elsewhere', async () => {
  const { clientId, secret } = await made();
  const ask = (given: string, network: string, now = NOW) =>
    askApi('POST', '/1.1/oauth/token', {
      body: { client_id: clientId, client_secret: given, grant_type: 'client_credentials' },
      ...{ token: null, now, headers: { 'x-forwarded-for': `made up, ${network}` } },
    });
  for (let guess = 0; guess < 9; guess++) expect((await ask('guess', '192.0.2.7')).status).toBe(400);
  expect((await ask(secret, '192.0.2.7')).status).toBe(200);
  for (let guess = 0; guess < 10; guess++) expect((await ask('guess', '192.0.2.7')).status).toBe(400);
  const waiting = await ask(secret, '192.0.2.7');
  expect(waiting).toMatchObject({
    status: 429,
    json: { error: 'Too many wrong credentials. Please try again in 900 s.' },
  });
  expect(waiting.headers.get('retry-after')).toBe('900');
  expect((await ask(secret, '192.0.2.8')).status).toBe(200);
  expect((await ask(secret, '192.0.2.7', later(15 * 60))).status).toBe(200);
  // From one network one client after the other, too.
  await db()
    .$executeRaw`INSERT INTO sign_in_failure (key, at) SELECT key, at FROM sign_in_failure, generate_series(1, 3)`;
  expect((await ask(secret, '192.0.2.7', later(14 * 60))).status).toBe(429);
});

test('no token, a changed one, another scope, another method, no such address', async () => {
  const { id, token } = await apiClient(['h_r']);
  expect(id).toBeGreaterThan(0);
  const none = await askApi('GET', PROBE, { token: null });
  expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  expect(none.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await askApi('GET', PROBE, { token: `${token}x` })).status).toBe(401);
  expect((await askApi('GET', PROBE, { token: `${'e30'.repeat(10)}.${'x'.repeat(43)}` })).status).toBe(401);
  const scope = await askApi('GET', PROBE, { token, headers: JSON_PLEASE });
  expect(scope).toMatchObject({ status: 403, json: { error: 'The access token lacks the scope sp_r.' } });
  const method = await askApi('POST', PROBE, { token });
  expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET']);
  expect((await askApi('GET', '/1.1/space/nothing', { token })).status).toBe(404);
});

test('what nobody can help is said without its cause', async () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => undefined);
  const answer = await askApi('GET', '/1.1/broken', { headers: JSON_PLEASE });
  const error = 'Unable to process action at this time. Please try again later.';
  expect(answer).toMatchObject({ status: 500, json: { error } });
  const written = JSON.stringify(logged.mock.calls);
  expect(written).toContain('answer-request');
  expect(written).not.toMatch(/nobody outside|rosa@/);
  logged.mockRestore();
});

test('a body beyond a quarter of a megabyte, or with things in things without end, is not read', async () => {
  const answer = await askApi('POST', '/1.1/oauth/token', { body: `{"x":"${'x'.repeat(300_000)}"}`, token: null });
  expect(answer.status).toBe(413);
  const deep = `{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const nested = await askApi('POST', '/1.1/oauth/token', { body: deep, token: null });
  expect(nested).toMatchObject({ status: 400, json: { error: 'json syntax error' } });
});

test('too many requests in a minute wait for the next one', async () => {
  const { token } = await apiClient(['sp_r'], { perMinute: 2, now: NOW });
  const statuses = [];
  for (let call = 0; call < 4; call++) statuses.push((await askApi('GET', PROBE, { token, now: NOW })).status);
  expect(statuses).toEqual([200, 200, 429, 429]);
  const waiting = await askApi('GET', PROBE, { token, now: NOW });
  expect(waiting.headers.get('retry-after')).toBe('50');
  expect((await askApi('GET', PROBE, { token, now: later(50) })).status).toBe(200);
  const view = await viewApiClients(admin, later(60));
  expect(view.ok && view.value.clients.find(({ usage }) => usage.limited > 0)?.usage).toMatchObject({
    today: 6,
    limited: 3,
  });
});

test('a new secret beside the former one, tokens ended, other scopes, revoked', async () => {
  const { clientId, secret } = await made();
  const renewed = await renewApiSecret(admin, { clientId, former: 'day' }, NOW);
  if (!renewed.ok) throw new Error(renewed.refusal.code);
  expect((await tokenFor(clientId, secret, later(3600 * 23))).status).toBe(200);
  expect((await tokenFor(clientId, secret, later(3600 * 24))).status).toBe(400);
  const token = (await tokenFor(clientId, renewed.value.secret)).json.access_token;

  expect((await changeClient(admin, { clientId, name: 'Signs', scopes: ['h_r'], perMinute: '100' })).ok).toBe(true);
  expect((await askApi('GET', PROBE, { token, now: NOW })).status).toBe(403);
  expect((await endApiTokens(admin, { clientId }, later(1))).ok).toBe(true);
  expect((await askApi('GET', PROBE, { token, now: later(2) })).status).toBe(401);
  const anew = (await tokenFor(clientId, renewed.value.secret, later(3))).json.access_token;
  expect((await askApi('GET', PROBE, { token: anew, now: later(3) })).status).toBe(403);

  const stolen = (await tokenFor(clientId, renewed.value.secret, later(3))).json.access_token;
  expect((await renewApiSecret(admin, { clientId, former: 'none' }, later(3.5))).ok).toBe(true);
  expect((await tokenFor(clientId, renewed.value.secret, later(3.6))).status).toBe(400);
  expect((await askApi('GET', PROBE, { token: stolen, now: later(3.6) })).status).toBe(401);

  expect((await revokeApiClient(admin, { clientId }, later(4))).ok).toBe(true);
  expect((await askApi('GET', PROBE, { token: anew, now: later(5) })).status).toBe(401);
  expect((await tokenFor(clientId, renewed.value.secret, later(5))).status).toBe(400);
  expect(await revokeApiClient(admin, { clientId }, later(6))).toMatchObject({ refusal: { code: 'not_found' } });
});

test('secrets stand in no row, and every act in the log without them', async () => {
  const { clientId, secret } = await made();
  const row = await db().apiClient.findUniqueOrThrow({ where: { id: clientId } });
  const entries = await db().auditEntry.findMany({ where: { subject: `api_client:${clientId}` } });
  expect(entries.map(({ act }) => act)).toEqual(['api_client.made']);
  expect(JSON.stringify([row, entries.map(({ detail }) => detail)])).not.toContain(secret);
});

test('only admins let programs in', async () => {
  const staff = { ...admin, role: 'staff' } as const;
  const refusal = { ok: false, refusal: { code: 'not_allowed' } };
  expect(await makeApiClient(staff, { name: 'x', scopes: ['sp_r'] }, NOW)).toEqual(refusal);
  expect(await viewApiClients(staff, NOW)).toEqual(refusal);
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ask, clientForm, frozenTenant, type Json, LIBRARIAN, register, tokenOf } from '../testing';
import { recorder } from './record';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recorded-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

it('writes every Graph answer as a line, parts of a batch too, and nothing of the identity platform', async () => {
  const file = path.join(folder, 'answers.jsonl');
  const tenant = frozenTenant({ observe: recorder(file) });
  const app = await register(tenant, { application: ['Calendars.Read'], adminConsent: true });
  await ask(tenant, 'POST', `/${app.tenantId}/oauth2/v2.0/token`, { form: clientForm(app) });
  const token = await tokenOf(tenant, LIBRARIAN, undefined, app);
  await ask(tenant, 'GET', '/v1.0/me/events?$top=1', { token });
  const requests = [{ id: '1', method: 'GET', url: '/me/events/nothing' }];
  await ask(tenant, 'POST', '/v1.0/$batch', { token, body: { requests } });
  await ask(tenant, 'POST', '/_control/faults', { body: { effect: { status: 503, body: null } } });
  await ask(tenant, 'GET', '/v1.0/nonsense', { token });
  await ask(tenant, 'GET', '/v1.0/me', { token });
  const lines: Json[] = fs
    .readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ operation, method, status }) => [operation, method, status])).toEqual([
    ['event.list', 'GET', 200],
    ['event.get', 'GET', 400],
    ['batch', 'POST', 200],
    ['unknown', 'GET', 400],
    ['user.get', 'GET', 503],
  ]);
  expect(lines[0]).toMatchObject({
    path: '/v1.0/me/events',
    query: '$top=1',
    body: { value: [{ type: expect.any(String) }] },
  });
  expect(lines[0].headers['request-id']).toMatch(/-/);
  expect([lines[4].fault, lines[4].body]).toEqual(['status 503', null]);
  expect(JSON.stringify(lines)).not.toContain(token);
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createTenant } from './app';
import { loadState, saveState } from './state';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'tenant-state-'));
const file = path.join(dir, 'tenant.state');
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

const post = (at: string, body: unknown) =>
  new Request(`http://localhost${at}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

test('a registration, a token and an event outlive a restart', async () => {
  const before = createTenant();
  const delegated = ['User.Read', 'Calendars.ReadWrite'];
  const app = await (await before.fetch(post('/_control/apps', { delegated, adminConsent: true }))).json();
  const upn = 'librarian@library.example';
  const scopes = ['User.Read', 'Calendars.ReadWrite'];
  const token = await (await before.fetch(post('/_control/tokens', { clientId: app.clientId, upn, scopes }))).json();
  const start = { dateTime: '2026-12-01T10:00:00', timeZone: 'UTC' };
  const end = { dateTime: '2026-12-01T11:00:00', timeZone: 'UTC' };
  const event = await (
    await before.fetch(post(`/_control/mailboxes/${upn}/events`, { subject: 'Kept', start, end }))
  ).json();
  saveState(before.world(), file);
  before.close();

  const after = createTenant();
  expect(loadState(after.world(), file)).toBe(true);
  const headers = { Authorization: `Bearer ${token.access_token}` };
  const answer = await after.fetch(new Request(`http://localhost/v1.0/me/events/${event.id}`, { headers }));
  expect(await answer.json()).toMatchObject({ subject: 'Kept' });
  after.close();
});

test('a file that is no state is left alone', () => {
  fs.writeFileSync(file, 'nonsense');
  const tenant = createTenant();
  expect(loadState(tenant.world(), file)).toBe(false);
  tenant.close();
});

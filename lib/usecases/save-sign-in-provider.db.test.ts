import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { activeSignInProvider } from '@/lib/db/sign-in';
import { testDatabase } from '@/lib/db/test-database';
import { saveIntegration } from './save-integration';
import { copySignInProvider, saveSignInProvider } from './save-sign-in-provider';
import { everything, makePerson, type RegisteredApp, standIn } from './stand-in.test-data';
import { viewPeople } from './view-people';

testDatabase();
const microsoft = standIn();
const now = new Date();

let admin: Person;
let app: RegisteredApp;
let form: Record<string, string>;

beforeEach(async () => {
  await emptyRows();
  admin = await makePerson('admin', 'admin@library.example');
  app = await microsoft.register();
  form = { clientId: app.clientId, secret: app.secret.value, tenant: 'library.example', active: 'on' };
});

test('is tested, sealed, and stored by the GUID of its tenant', async () => {
  expect(await saveSignInProvider(admin, form, now)).toMatchObject({ ok: true });
  const { clientId, tenantId } = app;
  expect(await activeSignInProvider(db())).toMatchObject({
    clientId,
    tenant: tenantId,
    clientSecret: app.secret.value,
  });
  expect(JSON.stringify(await viewPeople(admin))).not.toContain(app.secret.value);
  expect(JSON.stringify(await db().signInProvider.findMany())).not.toContain(app.secret.value);
});

test.each([
  ['a malformed id', { clientId: 'x' }, { code: 'invalid', fields: { clientId: 'not_guid' } }],
  ['no secret', { secret: '' }, { code: 'invalid', fields: { secret: 'required' } }],
  ['no tenant', { tenant: '' }, { code: 'invalid', fields: { tenant: 'required' } }],
  ['a wrong secret', { secret: 'no' }, { code: 'credentials_rejected', cause: 'wrong_secret' }],
  ['an unknown tenant', { tenant: 'nowhere.example' }, { code: 'credentials_rejected', cause: 'unknown_tenant' }],
])('%s is refused, and nothing changes', async (_, wrong, refusal) => {
  const before = await everything();
  expect(await saveSignInProvider(admin, { ...form, ...wrong }, now)).toMatchObject({ ok: false, refusal });
  expect(await everything()).toBe(before);
});

test('may be copied from the calendar registration, by admins only', async () => {
  expect(await copySignInProvider(admin, now)).toMatchObject({ refusal: { code: 'integration_missing' } });
  await saveIntegration(admin, { ...form, accountType: 'AzureADMyOrg' }, now);
  const staff = await makePerson('staff', 'staff@library.example');
  for (const act of [
    () => copySignInProvider(staff, now),
    () => saveSignInProvider(staff, form, now),
    () => viewPeople(staff),
  ])
    expect(await act()).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await copySignInProvider(admin, now)).toMatchObject({ ok: true });
  expect(await activeSignInProvider(db())).toMatchObject({ clientId: app.clientId });
});

test('can be switched off without its secret, and then signs nobody in', async () => {
  await saveSignInProvider(admin, form, now);
  const { active: _, ...off } = form;
  expect(await saveSignInProvider(admin, { ...off, secret: '' }, now)).toMatchObject({ ok: true });
  expect(await activeSignInProvider(db())).toBeNull();
});

import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { insertSession, isSessionOpen } from '@/lib/db/sessions';
import { addIdentity } from '@/lib/db/sign-in';
import { activeSignInProvider, ENTRA } from '@/lib/db/sign-in-provider';
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
  form = { clientId: app.clientId, secret: app.secret.value, 'tenants.0.tenant': 'library.example', active: 'on' };
});

/** A second organisation, with empty rows between. */
const second = (tenant: string) => ({
  ...{ 'tenants.0.name': 'Library', 'tenants.1.tenant': '', 'tenants.1.name': ' ' },
  ...{ 'tenants.4.tenant': tenant, 'tenants.4.name': 'Another' },
});
const inField = (field: string, problem: string) => ({ code: 'invalid', fields: { [field]: problem } });

test('is tested, sealed, and stored by the GUID of its tenant', async () => {
  expect(await saveSignInProvider(admin, form, now)).toMatchObject({ ok: true });
  const { clientId, tenantId } = app;
  expect(await activeSignInProvider(db())).toMatchObject({
    clientId,
    tenants: [{ tenantId, name: '' }],
    clientSecret: app.secret.value,
  });
  expect(JSON.stringify(await viewPeople(admin, new Date()))).not.toContain(app.secret.value);
  expect(JSON.stringify(await db().signInProvider.findMany())).not.toContain(app.secret.value);
});

test.each([
  ['a malformed id', { clientId: 'x' }, { code: 'invalid', fields: { clientId: 'not_guid' } }],
  ['no secret', { secret: '' }, { code: 'invalid', fields: { secret: 'required' } }],
  ['no organisation', { 'tenants.0.tenant': '' }, { code: 'invalid', fields: { 'tenants.0.tenant': 'required' } }],
  ['a wrong secret', { secret: 'no' }, { code: 'credentials_rejected', cause: 'wrong_secret' }],
  [
    'an unknown tenant of the registration',
    { 'tenants.0.tenant': 'nowhere.example' },
    { code: 'credentials_rejected', cause: 'unknown_tenant' },
  ],
  ['another unknown one', second('nowhere.example'), inField('tenants.4.tenant', 'tenant_unknown')],
  ['the same twice', second('libraryexample.onmicrosoft.com'), inField('tenants.4.tenant', 'tenant_twice')],
  ['several without names', { 'tenants.1.tenant': 'open.example' }, inField('tenants.1.name', 'required')],
  ['a name without an organisation', { 'tenants.1.name': 'Open' }, inField('tenants.1.tenant', 'required')],
  [
    'the tenant of personal accounts',
    second('9188040d-6c67-4c5b-b112-36a304b66dad'),
    inField('tenants.4.tenant', 'not_tenant'),
  ],
  [
    'more than twenty',
    Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`tenants.${at}.tenant`, `t${at}.example`])),
    inField('tenants.20.tenant', 'too_many'),
  ],
])('%s is refused, and nothing changes', async (_, wrong, refusal) => {
  const before = await everything();
  expect(await saveSignInProvider(admin, { ...form, ...wrong }, now)).toMatchObject({ ok: false, refusal });
  expect(await everything()).toBe(before);
});

test('may be copied from the calendar registration, by admins only', async () => {
  expect(await copySignInProvider(admin, now)).toMatchObject({ refusal: { code: 'integration_missing' } });
  await saveIntegration(admin, { ...form, tenant: 'library.example', accountType: 'AzureADMyOrg' }, now);
  const staff = await makePerson('staff', 'staff@library.example');
  for (const act of [
    () => copySignInProvider(staff, now),
    () => saveSignInProvider(staff, form, now),
    () => viewPeople(staff, new Date()),
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

test('several organisations are stored by their GUIDs, in order; what was and what is stands on record', async () => {
  await saveSignInProvider(admin, form, now);
  const secretless = { ...form, secret: '', ...second('OPEN.example') };
  expect(await saveSignInProvider(admin, secretless, now)).toMatchObject({ ok: true });
  const tenants = (await activeSignInProvider(db()))?.tenants;
  expect(tenants?.map(({ name }) => name)).toEqual(['Library', 'Another']);
  expect(tenants?.[0]?.tenantId).toBe(app.tenantId);
  expect(tenants?.[1]?.tenantId).toMatch(/^[0-9a-f-]{36}$/);
  const [entry] = await db().auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
  expect(entry?.detail).toMatchObject({
    before: { tenants: [app.tenantId] },
    after: { tenants: [`Library (${app.tenantId})`, `Another (${tenants?.[1]?.tenantId})`] },
  });
});

test('the organisation by which the last admin signs in stays on the list', async () => {
  await saveSignInProvider(admin, { ...form, ...second('open.example') }, now);
  const open = (await activeSignInProvider(db()))?.tenants[1]?.tenantId;
  await addIdentity(db(), ENTRA, `${open}:olga`, admin.id);
  await db().library.create({ data: { id: 1, name: 'Library', signInPassword: false, signInLink: false } });
  const before = await everything();
  expect(await saveSignInProvider(admin, form, now)).toMatchObject({ ok: false, refusal: { code: 'no_way_in' } });
  expect(await everything()).toBe(before);
  await addIdentity(db(), ENTRA, `${app.tenantId}:ada`, admin.id);
  expect(await saveSignInProvider(admin, form, now)).toMatchObject({ ok: true });
});

test('whoever is signed in by an organisation that leaves the list is signed out, and nobody else', async () => {
  await saveSignInProvider(admin, { ...form, ...second('open.example') }, now);
  const open = (await activeSignInProvider(db()))?.tenants[1]?.tenantId;
  const [olga, ada] = [
    await makePerson('patron', 'olga@open.example'),
    await makePerson('staff', 'ada@library.example'),
  ];
  await addIdentity(db(), ENTRA, `${open}:olga`, olga.id);
  await addIdentity(db(), ENTRA, `${app.tenantId}:ada`, ada.id);
  const begin = async (personId: number, method: string) => {
    const id = randomUUID();
    await insertSession(db(), { id, personId, method, device: '' }, 3_600, now);
    return id;
  };
  const [gone, byMail, adas] = [await begin(olga.id, ENTRA), await begin(olga.id, 'email'), await begin(ada.id, ENTRA)];
  await saveSignInProvider(admin, form, now);
  const isOpen = (id: string, { id: personId }: Person) => isSessionOpen(db(), id, personId, now);
  expect([await isOpen(gone, olga), await isOpen(byMail, olga), await isOpen(adas, ada)]).toEqual([false, true, true]);
  const [entry] = await db().auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
  expect(entry?.detail).toMatchObject({ sessions: 1 });
});

import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { CLIENT, strictIssuer } from '@/lib/auth/strict-issuer.test-data';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { activeOidcProvider, readOidcProvider } from '@/lib/db/oidc-provider';
import { testDatabase } from '@/lib/db/test-database';
import { forgetOidcProvider, saveOidcProvider } from './save-oidc-provider';
import { everything, makePerson, standIn } from './stand-in.test-data';
import { viewPeople } from './view-people';
import { viewSignIn } from './view-sign-in';

testDatabase();
const issuer = strictIssuer();
const microsoft = standIn();

let admin: Person;
let form: Record<string, string>;

beforeEach(async () => {
  await emptyRows();
  admin = await makePerson('admin', 'admin@library.example');
  form = {
    issuer: issuer.address,
    clientId: 'carrel',
    secret: CLIENT.clientSecret,
    label: 'Library card',
    active: 'on',
  };
});

const nobody = { kind: 'visitor' } as never;
const labelShown = async () => (await viewSignIn(nobody, {})).oidcLabel;

test('is asked, sealed, noted, and offered on the sign-in page; its secret is never seen again', async () => {
  expect(await labelShown()).toBeNull();
  expect(await saveOidcProvider(admin, form)).toMatchObject({ ok: true });
  expect(await activeOidcProvider(db())).toEqual({ ...CLIENT, issuer: issuer.address, provesAddresses: false });
  expect(await labelShown()).toBe('Library card');
  const seen = [await viewPeople(admin, new Date()), await everything(), await db().auditEntry.findMany()];
  expect(JSON.stringify(seen, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
    CLIENT.clientSecret,
  );
  expect(await db().auditEntry.findMany()).toMatchObject([
    { personId: admin.id, act: 'sign_in_provider.saved', subject: 'sign-in:oidc' },
  ]);
});

test.each([
  ['no address', { issuer: '' }, { issuer: 'required' }],
  ['plain http elsewhere', { issuer: 'http://login.library.example' }, { issuer: 'not_issuer' }],
  ['no address at all', { issuer: 'our login' }, { issuer: 'not_issuer' }],
  ['an address with a query', { issuer: 'https://login.library.example/?a=1' }, { issuer: 'not_issuer' }],
  ['an address with an account', { issuer: 'https://me:secret@login.library.example' }, { issuer: 'not_issuer' }],
  ['no client', { clientId: ' ' }, { clientId: 'required' }],
  ['no secret', { secret: '' }, { secret: 'required' }],
  ['no words for the button', { label: ' ' }, { label: 'required' }],
  ['too many words', { label: 'x'.repeat(61) }, { label: 'too_long' }],
])('%s is refused, and nothing changes', async (_, wrong, fields) => {
  const before = await everything();
  expect(await saveOidcProvider(admin, { ...form, ...wrong })).toMatchObject({ refusal: { code: 'invalid', fields } });
  expect(await everything()).toBe(before);
});

const http = 'http://login.library.example/token';

test.each<[string, object, object]>([
  [
    'is of another issuer',
    { issuer: 'https://evil.example' },
    { cause: 'other_issuer', given: 'https://evil.example' },
  ],
  ['lacks its keys', { jwks_uri: undefined }, { cause: 'no_description' }],
  ['names an address without https', { token_endpoint: http }, { cause: 'not_https', given: http }],
  ['offers no code', { response_types_supported: ['id_token'] }, { cause: 'no_code_flow' }],
  ['offers plain proofs only', { code_challenge_methods_supported: ['plain'] }, { cause: 'no_s256' }],
  ['signs otherwise', { id_token_signing_alg_values_supported: ['ES256'] }, { cause: 'no_rs256', given: 'ES256' }],
  ['takes no secret', { token_endpoint_auth_methods_supported: ['none'] }, { cause: 'no_client_secret' }],
])('a provider whose description %s is refused, and nothing changes', async (_, described, refusal) => {
  issuer.described = described as Record<string, unknown>;
  const before = await everything();
  expect(await saveOidcProvider(admin, form)).toMatchObject({ refusal: { code: 'issuer_rejected', ...refusal } });
  expect(await everything()).toBe(before);
});

test('nobody there, and no description there, are told apart', async () => {
  const { origin } = new URL(issuer.address);
  for (const [address, cause] of [
    ['http://127.0.0.1:9', 'unreachable'],
    [`${origin}/elsewhere`, 'no_description'],
  ])
    expect(await saveOidcProvider(admin, { ...form, issuer: address })).toMatchObject({ refusal: { cause } });
});

test('the address of the description will do, and a slash at its end is as the provider writes it', async () => {
  const pasted = `${issuer.address}/.well-known/openid-configuration`;
  expect(await saveOidcProvider(admin, { ...form, issuer: pasted })).toMatchObject({ ok: true });
  expect(await readOidcProvider(db())).toMatchObject({ issuer: issuer.address });
  issuer.described = { issuer: `${issuer.address}/` };
  expect(await saveOidcProvider(admin, form)).toMatchObject({ ok: true });
  expect(await readOidcProvider(db())).toMatchObject({ issuer: `${issuer.address}/` });
});

test('a stored secret is kept for its own issuer, and goes to no other', async () => {
  await saveOidcProvider(admin, form);
  expect(await saveOidcProvider(admin, { ...form, secret: '', label: 'Card' })).toMatchObject({ ok: true });
  expect(await activeOidcProvider(db())).toMatchObject(CLIENT);
  const { tenantId } = await microsoft.register();
  const elsewhere = { ...form, issuer: `${process.env.MICROSOFT_LOGIN_URL}/${tenantId}/v2.0` };
  const before = await everything();
  expect(await saveOidcProvider(admin, { ...elsewhere, secret: '' })).toMatchObject({
    refusal: { code: 'invalid', fields: { secret: 'required' } },
  });
  expect(await everything()).toBe(before);
  expect(await saveOidcProvider(admin, elsewhere)).toMatchObject({ ok: true });
});

test('is switched off while it is away, but not on', async () => {
  await saveOidcProvider(admin, form);
  issuer.described = { issuer: 42 };
  const off = { ...form, secret: '', active: '' };
  expect(await saveOidcProvider(admin, off)).toMatchObject({ ok: true });
  expect([await activeOidcProvider(db()), await labelShown()]).toEqual([null, null]);
  expect(await saveOidcProvider(admin, { ...off, active: 'on' })).toMatchObject({
    refusal: { cause: 'no_description' },
  });
});

test('is removed with its secret, once', async () => {
  await saveOidcProvider(admin, form);
  expect(await forgetOidcProvider(admin)).toMatchObject({ ok: true });
  expect(await db().oidcProvider.count()).toBe(0);
  expect(await forgetOidcProvider(admin)).toMatchObject({ refusal: { code: 'not_found' } });
});

test('only admins may', async () => {
  const staff = await makePerson('staff', 'staff@library.example');
  for (const act of [() => saveOidcProvider(staff, form), () => forgetOidcProvider(staff)])
    expect(await act()).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(issuer.asked).toEqual([]);
});

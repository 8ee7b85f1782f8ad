import { encode } from 'next-auth/jwt';
import { beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { OIDC_SECRET, writeOidcProvider } from '@/lib/db/oidc-provider';
import { createPerson } from '@/lib/db/people';
import { testDatabase } from '@/lib/db/test-database';
import { env } from '@/lib/env';
import { seal } from '@/lib/seal';
import { nextAuthBrowser } from './next-auth-browser.test-data';
import { personOfSession } from './session';
import { CLIENT, strictIssuer } from './strict-issuer.test-data';

testDatabase();
const issuer = strictIssuer();
let browser: ReturnType<typeof nextAuthBrowser>;

beforeEach(async () => {
  await emptyRows();
  browser = nextAuthBrowser();
  await registered();
});

const registered = (more: { issuer?: string; provesAddresses?: boolean; active?: boolean; secret?: string } = {}) =>
  writeOidcProvider(db(), {
    ...{ issuer: more.issuer ?? issuer.address, clientId: CLIENT.clientId, label: 'Library card' },
    ...{ provesAddresses: more.provesAddresses ?? false, active: more.active ?? true },
    secretEnc: seal(more.secret ?? CLIENT.clientSecret, OIDC_SECRET),
  });

/** From our button over the issuer's page back to us; answers where next-auth leads then. */
async function signIn(): Promise<string> {
  return cameBack(await browser.start('oidc'));
}

async function cameBack(authorizeUrl: string): Promise<string> {
  const there = await fetch(authorizeUrl, { redirect: 'manual' });
  return (await browser.ask(there.headers.get('location') ?? '')).location;
}

const whoIsIn = () => personOfSession(browser.jar.get('carrel-session'));
const signedInAs = async (id: number) => {
  const token = { sub: String(id), beganAt: Date.now() };
  browser.jar.set('carrel-session', await encode({ token, secret: env().AUTH_SECRET }));
};
const identities = () => db().signInIdentity.findMany({ select: { provider: true, subject: true, personId: true } });

test('a newcomer becomes a patron, known by issuer and sub; nothing of a token is kept', async () => {
  const start = new URL(await browser.start('oidc'));
  expect(Object.fromEntries(start.searchParams)).toMatchObject({
    ...{ response_type: 'code', scope: 'openid profile email', code_challenge_method: 'S256' },
    redirect_uri: 'http://localhost:3999/api/auth/callback/oidc',
  });
  expect(await cameBack(start.toString())).toBe('http://localhost:3999/my');
  const person = await whoIsIn();
  expect(person).toMatchObject({ name: 'Ada', email: 'ada@library.example', role: 'patron' });
  expect(await identities()).toEqual([
    { provider: 'oidc', subject: `${issuer.address}#patron-1`, personId: person?.id },
  ]);
  browser.jar.clear();
  // Another address changes nothing: it is the same person.
  Object.assign(issuer.claims, { email: 'new@library.example', email_verified: false });
  await signIn();
  expect(await whoIsIn()).toMatchObject({ id: person?.id, email: 'ada@library.example' });
  expect(await db().person.count()).toBe(1);
});

test.each<[string, object]>([
  ['a token of another issuer', { iss: 'http://127.0.0.1:1/realms/library' }],
  ['a token with another nonce', { nonce: 'another' }],
  ['a token without a nonce', { nonce: undefined }],
  ['a token for another client', { aud: 'somebody-else' }],
  ['a token that ran out', { exp: Math.floor(Date.now() / 1000) - 60 }],
  ['a token without a person', { sub: '' }],
])('%s signs nobody in', async (_, claims) => {
  Object.assign(issuer.claims, claims);
  expect(await signIn()).toContain('error=OAuthCallback');
  expect([await whoIsIn(), await db().person.count(), await identities()]).toEqual([null, 0, []]);
});

test('an issuer that calls itself otherwise than when it was saved signs nobody in', async () => {
  const other = `${issuer.address}/other`;
  issuer.described = { issuer: other };
  Object.assign(issuer.claims, { iss: other });
  expect(await signIn()).toContain('error=OAuthCallback');
  expect(await db().person.count()).toBe(0);
});

test('a wrong secret, and a code used twice, sign nobody in', async () => {
  const back = await fetch(await browser.start('oidc'), { redirect: 'manual' });
  const callback = back.headers.get('location') ?? '';
  const checks = [...browser.jar];
  expect((await browser.ask(callback)).location).toBe('http://localhost:3999/my');
  browser.jar.clear();
  for (const [name, value] of checks) browser.jar.set(name, value);
  expect((await browser.ask(callback)).location).toContain('error=OAuthCallback');
  await registered({ secret: 'wrong' });
  expect(await signIn()).toContain('error=OAuthCallback');
  expect(await whoIsIn()).toBeNull();
});

test('a way back whose state, nonce or proof ran out, is missing or is of another visit signs nobody in', async () => {
  for (const name of ['state', 'nonce', 'pkce.code_verifier']) {
    const address = await browser.start('oidc');
    // Browsers drop the cookie after 15 minutes.
    browser.jar.delete(`next-auth.${name}`);
    expect(await cameBack(address)).toContain('error=OAuthCallback');
  }
  const earlier = await browser.start('oidc');
  await browser.start('oidc');
  expect(await cameBack(earlier)).toContain('error=OAuthCallback');
  const denied = `${process.env.PUBLIC_URL}/api/auth/callback/oidc?error=access_denied`;
  expect((await browser.ask(denied)).location).toContain('error=Callback');
  expect(await db().person.count()).toBe(0);
});

test.each<[string, object]>([
  ['not verified', { email_verified: false }],
  ['of which nothing is said', { email_verified: undefined }],
  ['that is said to be verified in another word', { email_verified: 'yes' }],
  ['that is missing', { email: undefined }],
])('an address %s makes no account', async (_, claims) => {
  Object.assign(issuer.claims, claims);
  expect(await signIn()).toContain('error=OAuthCreateAccount');
  expect([await whoIsIn(), await db().person.count(), await identities()]).toEqual([null, 0, []]);
});

test('an address counts without a word when an admin knows that the provider proves it', async () => {
  await registered({ provesAddresses: true });
  Object.assign(issuer.claims, { email_verified: undefined });
  await signIn();
  expect(await whoIsIn()).toMatchObject({ email: 'ada@library.example' });
});

test('an address that only userinfo gives counts by the word that stands beside it there', async () => {
  // What the ID token verifies is not the address that userinfo gives.
  Object.assign(issuer.claims, { email: undefined, email_verified: true });
  issuer.userinfo = { email: 'ada@library.example' };
  expect(await signIn()).toContain('error=OAuthCreateAccount');
  issuer.userinfo = { email: 'ada@library.example', email_verified: true };
  await signIn();
  expect(await whoIsIn()).toMatchObject({ email: 'ada@library.example' });
});

test('userinfo about somebody else signs nobody in', async () => {
  Object.assign(issuer.claims, { email: undefined });
  issuer.userinfo = { sub: 'patron-2', email: 'ben@library.example', email_verified: true };
  expect(await signIn()).toContain('error=OAuthCallback');
  expect(await db().person.count()).toBe(0);
});

test('an address joins nobody to an account that has it; its owner, signed in, adds the provider', async () => {
  const ada = await createPerson(db(), { name: 'Ada', email: 'ada@library.example', role: 'staff' }, new Date(0));
  expect(await signIn()).toContain('error=OAuthAccountNotLinked');
  expect([await whoIsIn(), await identities()]).toEqual([null, []]);
  await signedInAs(ada.id);
  Object.assign(issuer.claims, { email_verified: false });
  await signIn();
  browser.jar.clear();
  await signIn();
  expect(await whoIsIn()).toMatchObject({ id: ada.id, role: 'staff' });
});

test('what is added to one account is not taken over by another', async () => {
  await signIn();
  const ben = await createPerson(db(), { name: 'Ben', email: 'ben@library.example', role: 'patron' }, new Date(0));
  await signedInAs(ben.id);
  expect(await signIn()).toContain('error=OAuthAccountNotLinked');
  expect(await identities()).toHaveLength(1);
});

test('a closed account stays closed', async () => {
  await signIn();
  browser.jar.clear();
  await db().person.updateMany({ data: { disabledAt: new Date() } });
  expect(await signIn()).toContain('error=AccessDenied');
  expect(await whoIsIn()).toBeNull();
});

test('a provider that is switched off starts and finishes nothing', async () => {
  const address = await browser.start('oidc');
  await registered({ active: false });
  expect(await browser.start('oidc')).not.toContain(issuer.address);
  await cameBack(address);
  expect([await whoIsIn(), await db().person.count()]).toEqual([null, 0]);
});

test('an issuer that is away is said on our own page', async () => {
  await registered({ issuer: 'http://127.0.0.1:9' });
  expect(await browser.start('oidc')).toContain('error=OAuthSignin');
});

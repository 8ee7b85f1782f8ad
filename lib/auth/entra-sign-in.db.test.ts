import { NextRequest } from 'next/server';
import { beforeEach, expect, test } from 'vitest';
import { signInRedirectUri } from '@/lib/clouds';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { ENTRA, ENTRA_SECRET, writeSignInProvider } from '@/lib/db/sign-in-provider';
import { testDatabase } from '@/lib/db/test-database';
import { seal } from '@/lib/seal';
import { type RegisteredApp, standIn } from '@/lib/usecases/stand-in.test-data';
import { refusedTenant, tenantCookieName } from './chosen-tenant';
import { nextAuthBrowser } from './next-auth-browser.test-data';
import { personOfSession } from './session';

testDatabase();
const microsoft = standIn();
let browser: ReturnType<typeof nextAuthBrowser>;
let app: RegisteredApp;
let library: string;
let open: string;

beforeEach(async () => {
  await emptyRows();
  browser = nextAuthBrowser();
  const { tenants } = await microsoft.control<{ tenants: { tenantId: string; domain: string }[] }>('/reset', {});
  const idOf = (domain: string) => tenants.find((one) => one.domain === domain)?.tenantId ?? '';
  [library, open] = [idOf('library.example'), idOf('open.example')];
  app = await microsoft.register({ accountType: 'AzureADMultipleOrgs', redirectUris: [signInRedirectUri()] });
  await listed(library, open);
});

const listed = (...tenants: string[]) =>
  writeSignInProvider(db(), {
    tenants: tenants.map((tenantId) => ({ tenantId, name: tenantId })),
    ...{ clientId: app.clientId, secretEnc: seal(app.secret.value, ENTRA_SECRET), active: true },
  });

/** From an organisation's button over Microsoft's pages, and the way back; null: Microsoft keeps them on its page. */
async function wayBack(tenant: string, upn: string): Promise<string | null> {
  browser.jar.set(tenantCookieName(), tenant);
  const back = await microsoft.answerAs(await browser.start(ENTRA), upn);
  return back && `callback/${ENTRA}?${back}`;
}

async function signIn(tenant: string, upn: string): Promise<string> {
  return (await browser.ask((await wayBack(tenant, upn)) ?? '')).location;
}

const whoIsIn = () => personOfSession(browser.jar.get('carrel-session'));
const nobody = async () => expect([await whoIsIn(), await db().person.count()]).toEqual([null, 0]);

/** What our route says of a way back before next-auth looks at it. */
const saidOf = (query: string) => {
  const cookie = `${tenantCookieName()}=${browser.jar.get(tenantCookieName())}`;
  const request = new NextRequest(`http://localhost:3999/api/auth/callback/${ENTRA}?${query}`, { headers: { cookie } });
  return refusedTenant(['callback', ENTRA], request);
};

test('people of each organisation on the list sign in at their own, known by it and by their number there', async () => {
  for (const [tenant, upn] of [
    [library, 'librarian@library.example'],
    [open, 'olga@open.example'],
  ] as const) {
    browser = nextAuthBrowser();
    expect(await signIn(tenant, upn)).toBe('http://localhost:3999/my');
    expect(await saidOf('code=1')).toBeNull();
    const person = await whoIsIn();
    const [identity] = await db().signInIdentity.findMany({ where: { personId: person?.id } });
    expect(identity?.subject).toMatch(new RegExp(`^${tenant}:[0-9a-f-]{36}$`));
  }
});

test('somebody of an organisation that is not on the list stays with Microsoft, and no account is made', async () => {
  await listed(library);
  expect(await wayBack(library, 'olga@open.example')).toBeNull();
  await nobody();
});

test('a token of another organisation than the one whose button was pressed signs nobody in', async () => {
  const back = await wayBack(open, 'olga@open.example');
  browser.jar.set(tenantCookieName(), library);
  expect((await browser.ask(back ?? '')).location).toContain('error=OAuthCallback');
  await nobody();
});

test('an organisation that was taken off the list meanwhile, or never was on it, is refused in words', async () => {
  const back = await wayBack(open, 'olga@open.example');
  await listed(library);
  expect(await saidOf('code=1')).toBe('http://localhost:3999/sign-in?error=OtherTenant');
  await browser.ask(back ?? '');
  await nobody();
  browser.jar.set(tenantCookieName(), '11111111-2222-4333-8444-555555555555');
  expect(await saidOf('code=1')).toContain('error=OtherTenant');
  expect(await browser.start(ENTRA)).not.toContain('/oauth2/');
});

test.each([
  ['AADSTS50020: User account does not exist in tenant', 'OtherTenant'],
  ['AADSTS90094: An administrator must grant access', 'ApprovalNeeded'],
])('what Microsoft refuses with is said: %s', async (description, problem) => {
  browser.jar.set(tenantCookieName(), library);
  const query = new URLSearchParams({ error: 'access_denied', error_description: description });
  expect(await saidOf(query.toString())).toBe(`http://localhost:3999/sign-in?error=${problem}`);
  expect(await saidOf('error=access_denied&error_subcode=cancel')).toBeNull();
});

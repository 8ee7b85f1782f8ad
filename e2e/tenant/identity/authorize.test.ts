import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json, LIBRARIAN, type Registered, register } from '../testing';

const REDIRECT = 'http://localhost:3000/api/outlook/callback';
const CALENDARS = 'openid offline_access User.Read Calendars.ReadWrite';

let tenant: Tenant;
let app: Registered;
let cookie: string;

beforeEach(async () => {
  tenant = frozenTenant();
  app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'] });
  cookie = '';
});

type Step = { query?: Record<string, string>; segment?: string; form?: Record<string, string>; base?: string };

async function go({ query = {}, segment = app.tenantId, form, base = 'oauth2/v2.0/authorize' }: Step) {
  const parameters = {
    client_id: app.clientId,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: CALENDARS,
    state: 's 1',
    ...query,
  };
  const path = `/${segment}/${base}?${new URLSearchParams(parameters)}`;
  const answer = await ask(tenant, form ? 'POST' : 'GET', path, {
    headers: { Cookie: cookie },
    ...(form ? { form } : {}),
  });
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  const to = answer.headers.get('location');
  return {
    status: answer.status,
    text: String(answer.body),
    back: to ? Object.fromEntries(new URL(to).searchParams) : null,
  };
}
const login = (email: string, more: Step = {}) =>
  go({ ...more, form: { step: 'login', email, password: 'carrel-demo' } });
const oidOf = async (upn: string) => {
  const { tenants } = (await ask(tenant, 'GET', '/_control')).body;
  return tenants.flatMap((one: Json) => one.users).find((user: Json) => user.upn === upn).oid;
};

describe('[EO13.3] what stays on a page', () => {
  it.each([
    ['a redirect URI that is not registered', { query: { redirect_uri: `${REDIRECT}/` } }, 'AADSTS50011'],
    ['an unknown application', { query: { client_id: '00000000-0000-4000-8000-000000000000' } }, 'AADSTS700016'],
    ['an unknown tenant', { segment: 'nowhere.example' }, 'AADSTS90002'],
  ])('%s', async (_name, step, code) => {
    const { status, text, back } = await go(step);
    expect([status, back]).toEqual([400, null]);
    expect(text).toContain(code);
  });

  it('an account of another tenant, a personal one, and one that is not assigned', async () => {
    expect((await login('visitor@other.example')).text).toContain('AADSTS50020');
    expect((await login('pat.rowan@personal.example')).text).toContain('AADSTS500200');
    await ask(tenant, 'POST', '/_control/identity', {
      body: { action: 'assignment_required', clientId: app.clientId, on: true },
    });
    expect((await login(LIBRARIAN)).text).toContain('AADSTS50105');
  });

  it('ignores the port of localhost only', async () => {
    const { status } = await go({ query: { redirect_uri: REDIRECT.replace('3000', '3999') } });
    expect(status).toBe(200);
  });
});

describe('[EO13.3] consent', () => {
  it('sends a user to the administrator under the managed policy, and back without a description', async () => {
    const { text } = await login(LIBRARIAN);
    expect(text).toContain('Need admin approval');
    expect(text).toContain('error=access_denied&amp;error_subcode=cancel&amp;state=s+1');
  });

  it('lets a user sign in with basic scopes, asking once', async () => {
    const query = { scope: 'openid profile email' };
    expect((await login(LIBRARIAN, { query })).text).toContain('Permissions requested');
    const account = await oidOf(LIBRARIAN);
    expect((await go({ query, form: { step: 'accept', account } })).back).toMatchObject({
      state: 's 1',
      code: expect.any(String),
    });
    expect((await go({ query })).back).toHaveProperty('code');
  });

  it('asks the administrator with the choice to consent for all, after which nobody is asked', async () => {
    expect((await login('it@library.example')).text).toContain('Consent on behalf of your organization');
    const account = await oidOf('it@library.example');
    expect((await go({ form: { step: 'accept', account, forOrganization: 'yes' } })).back).toHaveProperty('code');
    cookie = '';
    expect((await login(LIBRARIAN)).back).toHaveProperty('code');
    expect((await go({ query: { prompt: 'consent', login_hint: LIBRARIAN } })).text).toContain('Need admin approval');
  });

  it('Cancel answers by either error, as the switch says', async () => {
    await login('it@library.example');
    const account = await oidOf('it@library.example');
    const cancel = () => go({ form: { step: 'cancel', account } });
    expect((await cancel()).back).toMatchObject({
      error: 'consent_required',
      error_description: expect.stringContaining('AADSTS65004'),
    });
    await ask(tenant, 'PUT', '/_control/behaviour', { body: { consentCancelError: 'access_denied' } });
    expect((await cancel()).back).toMatchObject({ error: 'access_denied', state: 's 1' });
  });

  it('[EO13.4] consents by the admin consent endpoint, which says True on errors too', async () => {
    const query = { scope: 'https://graph.microsoft.com/.default' };
    const base = 'v2.0/adminconsent';
    expect((await login('it@library.example', { query, base })).text).toContain('Review for your organization');
    expect((await go({ query, base, form: { step: 'cancel' } })).back).toMatchObject({
      admin_consent: 'True',
      error: 'consent_required',
    });
    expect((await go({ query, base, form: { step: 'accept' } })).back).toMatchObject({
      admin_consent: 'True',
      tenant: app.tenantId,
    });
    cookie = '';
    expect((await login(LIBRARIAN)).back).toHaveProperty('code');
  });
});

describe('[EO13.3] prompt and account types', () => {
  it('prompt=none answers login_required without a session', async () => {
    expect((await go({ query: { prompt: 'none' } })).back).toMatchObject({ error: 'login_required', state: 's 1' });
  });

  it('select_account offers the accounts that are signed in', async () => {
    await login(LIBRARIAN);
    const { text } = await go({ query: { prompt: 'select_account' } });
    expect(text).toContain('Ada Lindgren');
    expect(text).toContain('Use another account');
  });

  it('a single-tenant application at /common is sent back with 50194, after the sign-in', async () => {
    expect((await go({ segment: 'common' })).text).toContain('Sign in');
    const { back } = await login(LIBRARIAN, { segment: 'common' });
    expect(back).toMatchObject({ error: 'invalid_request', error_description: expect.stringContaining('AADSTS50194') });
  });

  it('a personal account works where the application and the authority admit it', async () => {
    app = await register(tenant, {
      accountType: 'AzureADandPersonalMicrosoftAccount',
      delegated: ['Calendars.ReadWrite'],
    });
    expect((await login('pat.rowan@personal.example', { segment: 'common' })).text).toContain('Permissions requested');
    expect((await login('pat.rowan@personal.example', { segment: 'organizations' })).text).toContain('AADSTS500200');
    app = await register(tenant, { accountType: 'PersonalMicrosoftAccount', delegated: ['Calendars.ReadWrite'] });
    expect((await go({ segment: 'common' })).text).toContain('AADSTS9002331');
  });

  it('a wrong password and a disabled account stay at the sign-in', async () => {
    expect((await go({ form: { step: 'login', email: LIBRARIAN, password: 'x' } })).text).toContain('AADSTS50126');
    await ask(tenant, 'POST', '/_control/identity', { body: { action: 'enable_user', upn: LIBRARIAN, on: false } });
    expect((await login(LIBRARIAN)).text).toContain('AADSTS50057');
  });
});

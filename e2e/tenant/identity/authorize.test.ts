import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { frozenTenant, LIBRARIAN, type Registered, register } from '../testing';
import { ABSENT, ADMIN, browser, controls, PERSONAL, REDIRECT, STRANGER } from '../testing-identity';

let tenant: Tenant;
let app: Registered;
let control: ReturnType<typeof controls>;
let at: ReturnType<typeof browser>;

beforeEach(async () => {
  tenant = frozenTenant();
  app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'] });
  control = controls(tenant);
  at = browser(tenant, app);
});

const BASIC = { query: { scope: 'openid profile email' } };

describe('[EO13.3] what stays on a page', () => {
  it.each([
    ['a redirect URI that is not registered', { query: { redirect_uri: `${REDIRECT}/` } }, 'AADSTS50011'],
    ['an unknown application', { query: { client_id: ABSENT } }, 'AADSTS700016'],
    ['an unknown tenant', { segment: 'nowhere.example' }, 'AADSTS90002'],
    ['a malformed tenant', { segment: 'nonsense' }, 'AADSTS900023'],
    ['a response mode that there is not', { query: { response_mode: 'x' } }, 'AADSTS90023'],
  ])('%s', async (_name, step, code) => {
    const { status, text, back } = await at.go(step);
    expect([status, back]).toEqual([400, null]);
    expect(text).toContain(code);
  });

  it('an account of another tenant, a personal one, and one that is not assigned', async () => {
    const page = async (who: string) => {
      const { back, text } = await browser(tenant, app).login(who);
      return [back, /AADSTS\d+/.exec(text)?.[0]];
    };
    expect(await page(STRANGER)).toEqual([null, 'AADSTS50020']);
    expect(await page(PERSONAL)).toEqual([null, 'AADSTS500200']);
    await control.act('assignment_required', { clientId: app.clientId, on: true });
    expect(await page(LIBRARIAN)).toEqual([null, 'AADSTS50105']);
  });

  it('a wrong password and a disabled account', async () => {
    const form = { step: 'login', email: LIBRARIAN, password: 'x' };
    expect((await at.go({ form })).text).toContain('AADSTS50126');
    await control.act('enable_user', { upn: LIBRARIAN, on: false });
    expect((await at.login(LIBRARIAN)).text).toContain('AADSTS50057');
  });
});

describe('[EO13.3] what goes back at once, since the redirect URI can be trusted', () => {
  it.each([
    [{ response_type: null }, 'invalid_request', 'AADSTS900144'],
    [{ response_type: 'token' }, 'unsupported_response_type', 'AADSTS700051'],
    [{ response_type: 'code id_token' }, 'unsupported_response_type', 'AADSTS700054'],
    [{ prompt: 'often' }, 'invalid_request', 'AADSTS90023'],
    [{ claims: '{' }, 'invalid_request', 'AADSTS90023'],
    [{ code_challenge: null }, 'invalid_request', 'AADSTS900144'],
    [{ code_challenge_method: 'S512' }, 'invalid_request', 'AADSTS90023'],
    [{ scope: null }, 'invalid_request', 'AADSTS900144'],
    [{ scope: 'Calendar.ReadWrite' }, 'invalid_scope', 'AADSTS70011'],
    [{ scope: 'https://graph.microsoft.com/.default User.Read' }, 'invalid_scope', 'AADSTS70011'],
    [{ scope: 'https://graph.microsoft.us/User.Read' }, 'invalid_resource', 'AADSTS500011'],
  ])('%j: %s %s', async (query, error, code) => {
    const { back } = await at.go({ query });
    expect(back).toMatchObject({ error, error_description: expect.stringContaining(`${code}: `), state: 's1' });
  });
});

describe('[EO13.3] consent', () => {
  it('sends a user to the administrator under the managed policy, and back without a description', async () => {
    const { text } = await at.login(LIBRARIAN);
    expect(text).toContain('Need admin approval');
    expect(text).toContain(`href="${REDIRECT}?error=access_denied&amp;error_subcode=cancel&amp;state=s1#"`);
  });

  it('lets a user sign in with basic scopes, asking once', async () => {
    const page = await at.login(LIBRARIAN, BASIC);
    expect(page.text).toContain('Permissions requested');
    const { back } = await at.go({ ...BASIC, form: { step: 'accept', account: at.account(page) } });
    expect(back).toMatchObject({ state: 's1', code: expect.any(String) });
    expect((await at.go(BASIC)).back).toHaveProperty('code');
  });

  it('asks the administrator with the choice to consent for all, after which nobody is asked', async () => {
    const page = await at.login(ADMIN);
    expect(page.text).toContain('Consent on behalf of your organization');
    const form = { step: 'accept', account: at.account(page), forOrganization: 'yes' };
    expect((await at.go({ form })).back).toHaveProperty('code');
    expect((await browser(tenant, app).login(LIBRARIAN)).back).toHaveProperty('code');
  });

  it('does not believe a person who says they consent for all', async () => {
    const page = await at.login(LIBRARIAN, BASIC);
    await at.go({ ...BASIC, form: { step: 'accept', account: at.account(page), forOrganization: 'yes' } });
    const other = await browser(tenant, app).login('ben.okafor@library.example', BASIC);
    expect(other.text).toContain('Permissions requested');
  });

  it('Cancel answers by either error, as the switch says', async () => {
    const page = await at.login(ADMIN);
    const cancel = () => at.go({ form: { step: 'cancel', account: at.account(page) } });
    const description = expect.stringContaining('AADSTS65004');
    expect((await cancel()).back).toEqual({ error: 'consent_required', error_description: description, state: 's1' });
    await control.set({ consentCancelError: 'access_denied' });
    expect((await cancel()).back).toEqual({ error: 'access_denied', error_description: description, state: 's1' });
  });

  it('select_account offers the accounts that are signed in', async () => {
    await at.login(LIBRARIAN);
    const { text } = await at.go({ query: { prompt: 'select_account' } });
    expect(text).toContain('Ada Lindgren');
    expect(text).toContain('Use another account');
  });
});

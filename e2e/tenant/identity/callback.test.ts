import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { frozenTenant, LIBRARIAN, type Registered, register } from '../testing';
import { ADMIN, browser, controls, GUEST, PERSONAL, REDIRECT, type Step } from '../testing-identity';

let tenant: Tenant;
let app: Registered;
let control: ReturnType<typeof controls>;
let at: ReturnType<typeof browser>;

beforeEach(async () => {
  tenant = frozenTenant();
  app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'], adminConsent: true });
  control = controls(tenant);
  at = browser(tenant, app);
});

const linkIn = (text: string, name: string) =>
  new RegExp(`href="([^"]+)">${name}`).exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';

describe('[EO13.3] the ways back to the application', () => {
  it('by query with an empty fragment, by fragment, and by a form', async () => {
    const { to, back } = await at.login(LIBRARIAN);
    expect(to).toMatch(/#$/);
    expect(back).toMatchObject({ code: expect.any(String), state: 's1', session_state: expect.any(String) });
    const fragment = await at.go({ query: { response_mode: 'fragment' } });
    expect(fragment.to).toMatch(/^http:\/\/localhost:3000\/api\/outlook\/callback#code=.+&state=s1$/);
    const posted = await at.go({ query: { response_mode: 'form_post' } });
    expect(posted.text).toContain(`<form method="post" action="${REDIRECT}"`);
    expect(posted.text).toContain('name="state" value="s1"');
    expect((await at.go({ query: { response_mode: 'telepathy' } })).text).toContain('AADSTS90023');
  });

  it('with a slash after a URI without a path, and with HTML taken out of the state', async () => {
    await control.act('add_redirect_uri', { clientId: app.clientId, uri: 'https://carrel.example' });
    const { to } = await at.login(LIBRARIAN, { query: { redirect_uri: 'https://carrel.example', state: 'a<b>c' } });
    expect(to).toMatch(/^https:\/\/carrel\.example\/\?code=.*&state=ac#$/);
  });

  it('session_state may be absent, and personal accounts have none', async () => {
    await control.set({ sessionState: 'absent' });
    expect((await at.login(LIBRARIAN)).back).not.toHaveProperty('session_state');
  });

  it('the empty one: from the page of a Conditional Access block there is a link with neither code nor error', async () => {
    await control.act('conditional_access', { kind: 'block', on: true });
    const page = await at.login(LIBRARIAN);
    expect(page.text).toContain('AADSTS53003');
    expect(linkIn(page.text, 'Back')).toBe(`${REDIRECT}#`);
    await control.set({ conditionalAccessBack: 'state only' });
    expect(linkIn((await at.go()).text, 'Back')).toBe(`${REDIRECT}?state=s1#`);
    await control.set({ conditionalAccessBack: 'error' });
    expect(linkIn((await at.go()).text, 'Back')).toContain('error=access_denied&error_description=AADSTS53003');
    await control.act('conditional_access', { kind: 'block', on: false });
    expect((await at.go()).back).toHaveProperty('code');
  });

  it('Cancel at the picker and at the second factor: access_denied with error_subcode, without a description', async () => {
    await at.login(LIBRARIAN);
    const picker = await at.go({ query: { prompt: 'select_account' } });
    expect(linkIn(picker.text, 'Cancel')).toBe(`${REDIRECT}?error=access_denied&error_subcode=cancel&state=s1#`);
    await control.act('conditional_access', { kind: 'mfa', on: true });
    const page = await at.go();
    const { back } = await at.go({ form: { step: 'leave', account: at.account(page) } });
    expect(back).toEqual({ error: 'access_denied', error_subcode: 'cancel', state: 's1' });
  });

  it.each([
    ['redirect', { error: 'server_error', error_description: expect.stringContaining('AADSTS90006'), state: 's1' }],
    ['no_state', { error: 'server_error', error_description: expect.stringContaining('AADSTS90006') }],
    ['no_description', { error: 'server_error', state: 's1' }],
    ['nothing', {}],
    ['page', null],
  ])('[EO13.7] any of them on request: %s', async (shape, wanted) => {
    await control.act('fail_next', { grant: 'authorize', code: 90006, shape });
    expect((await at.go()).back).toEqual(wanted);
    expect((await at.login(LIBRARIAN)).back).toHaveProperty('code');
  });
});

describe('[EO13.3] redirect URIs', () => {
  it.each([
    ['another path', `${REDIRECT}/x`],
    ['another case', REDIRECT.replace('outlook', 'Outlook')],
    ['a query', `${REDIRECT}?x=1`],
    ['another scheme', REDIRECT.replace('http', 'https')],
    ['nothing', ''],
  ])('%s is not the one that was registered', async (_name, redirect_uri) => {
    const { text, back } = await at.go({ query: { redirect_uri } });
    expect([back, text.includes('AADSTS50011')]).toEqual([null, true]);
  });

  it('ignores the port of localhost only, and knows a wildcard from the manifest', async () => {
    for (const uri of ['http://127.0.0.1:3000/cb', 'https://carrel.example:8443/cb', 'https://*.library.example/cb'])
      await control.act('add_redirect_uri', { clientId: app.clientId, uri });
    const status = async (redirect_uri: string) => (await at.go({ query: { redirect_uri } })).status;
    expect(await status('http://localhost:9/api/outlook/callback')).toBe(200);
    expect(await status('http://127.0.0.1:3000/cb')).toBe(200);
    expect(await status('http://127.0.0.1:3001/cb')).toBe(400);
    expect(await status('https://carrel.example:8444/cb')).toBe(400);
    expect(await status('https://rooms.library.example/cb')).toBe(200);
    expect(await status('https://rooms.library.example.evil.example/cb')).toBe(400);
    expect(await status('https://a/b.library.example/cb')).toBe(400);
  });

  it.each([
    'http://carrel.example/cb',
    'http://[::1]:3000/cb',
    'https://carrel.example/c(b)',
    'https://carrel.example/c;b',
    'https://carrel.example/cb#here',
    `https://carrel.example/${'x'.repeat(240)}`,
    'nonsense',
  ])('refuses to register %s', async (uri) => {
    await expect(control.act('add_redirect_uri', { clientId: app.clientId, uri })).rejects.toThrow('uri');
  });

  it('refuses queries and wildcards where personal accounts may sign in', async () => {
    const personal = await register(tenant, { accountType: 'AzureADandPersonalMicrosoftAccount' });
    for (const uri of ['https://carrel.example/cb?x=1', 'https://*.carrel.example/cb']) {
      await expect(control.act('add_redirect_uri', { clientId: personal.clientId, uri })).rejects.toThrow('uri');
      await control.act('add_redirect_uri', { clientId: app.clientId, uri });
    }
  });
});

describe('[EO13.3] prompt, hints and what else is asked', () => {
  const silent = (more: Step = {}) => at.go({ ...more, query: { prompt: 'none', ...more.query } });

  it('none: a code, or what stands in the way', async () => {
    expect((await silent()).back).toMatchObject({ error: 'login_required' });
    await at.login(LIBRARIAN);
    expect((await silent()).back).toHaveProperty('code');
    expect((await silent({ query: { scope: 'openid Mail.Send' } })).back).toMatchObject({ error: 'consent_required' });
    await control.act('conditional_access', { kind: 'mfa', on: true });
    expect((await silent()).back).toMatchObject({ error: 'interaction_required' });
    await control.act('conditional_access', { kind: 'mfa', on: false });
    await at.login(ADMIN, { query: { prompt: 'login' } });
    expect((await silent()).back).toMatchObject({ error: 'interaction_required' });
    expect((await silent({ query: { login_hint: LIBRARIAN } })).back).toHaveProperty('code');
  });

  it('none: nothing for an account that was switched off, here or at a guest’s home', async () => {
    for (const upn of [LIBRARIAN, GUEST]) {
      at = browser(tenant, app);
      expect((await at.login(upn)).back).toHaveProperty('code');
      await control.act('enable_user', { upn, on: false });
      expect((await silent()).back).toMatchObject({
        error: 'interaction_required',
        error_description: expect.stringContaining('AADSTS50057'),
      });
      expect((await at.go()).text).toContain('AADSTS50057');
    }
  });

  it('login asks again; several accounts bring the picker unless one is hinted', async () => {
    await at.login(LIBRARIAN);
    expect((await at.go({ query: { prompt: 'login' } })).text).toContain('Sign in');
    await at.login(ADMIN, { query: { prompt: 'login' } });
    expect((await at.go()).text).toContain('Pick an account');
    expect((await at.go({ query: { login_hint: LIBRARIAN } })).back).toHaveProperty('code');
    expect((await at.go({ query: { login_hint: 'nobody@library.example' } })).text).toContain('nobody@library.example');
  });

  it('a hint cannot be combined with select_account, unless the switch says it is ignored', async () => {
    const query = { prompt: 'select_account', login_hint: LIBRARIAN };
    expect((await at.go({ query })).back).toMatchObject({ error: 'invalid_request', state: 's1' });
    await control.set({ loginHintWithSelectAccount: 'ignored' });
    expect((await at.go({ query })).text).toContain('Sign in');
  });

  it('domain_hint leaves out accounts of elsewhere', async () => {
    await at.login(LIBRARIAN);
    expect((await at.go({ query: { domain_hint: 'other.example' } })).text).toContain('Sign in');
    expect((await at.go({ query: { domain_hint: 'consumers' } })).text).toContain('Sign in');
    expect((await at.go({ query: { domain_hint: 'library.example' } })).back).toHaveProperty('code');
    expect((await at.go({ query: { domain_hint: 'organizations' } })).back).toHaveProperty('code');
    await control.act('account_type', { clientId: app.clientId, accountType: 'AzureADandPersonalMicrosoftAccount' });
    const step = { segment: 'common', query: { scope: 'openid' } };
    await at.consent(PERSONAL, { ...step, query: { ...step.query, prompt: 'login' } });
    for (const [domain_hint, found] of [
      ['consumers', 'Pat'],
      ['organizations', 'Ada'],
    ] as const) {
      const hinted = await at.go({
        segment: 'common',
        query: { ...step.query, domain_hint, prompt: 'select_account' },
      });
      expect([hinted.text.includes('Ada'), hinted.text.includes('Pat')]).toEqual([found === 'Ada', found === 'Pat']);
    }
  });

  it.each([
    [{ response_type: 'code id_token' }, 'unsupported_response_type'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ prompt: 'maybe' }, 'invalid_request'],
    [{ code_challenge_method: 'S512' }, 'invalid_request'],
    [{ code_challenge: null }, 'invalid_request'],
    [{ claims: '{' }, 'invalid_request'],
    [{ scope: null }, 'invalid_request'],
    [{ scope: 'Calendar.ReadWrite' }, 'invalid_scope'],
    [{ scope: '.default User.Read' }, 'invalid_scope'],
    [{ scope: 'https://vault.azure.net/x' }, 'invalid_resource'],
  ])('%j goes back as %s', async (query, error) => {
    expect((await at.go({ query })).back).toMatchObject({ error, state: 's1' });
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { frozenTenant, LIBRARIAN, type Registered, register } from '../testing';
import { ADMIN, browser, controls, HOUR_MS, type Step, server } from '../testing-identity';

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

const BASIC = { query: { scope: 'openid profile' } };
describe('[EO13.3] who may consent', () => {
  const fresh = async (more = {}) => {
    app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'], ...more });
    at = browser(tenant, app);
  };

  it('by the tenant’s policy: allowed, managed, or nobody', async () => {
    await fresh();
    const heading = async (step: Step = {}) => /<h1>([^<]+)/.exec((await at.login(LIBRARIAN, step)).text)?.[1];
    expect(await heading()).toBe('Need admin approval');
    expect(await heading(BASIC)).toBe('Permissions requested');
    await control.act('consent_policy', { policy: 'allowed' });
    expect(await heading()).toBe('Permissions requested');
    expect(await heading({ query: { scope: 'Place.Read.All' } })).toBe('Need admin approval');
    await control.act('consent_policy', { policy: 'off' });
    expect(await heading(BASIC)).toBe('Need admin approval');
  });

  it('[EO14.1] an application of the same tenant may be exempt from the managed policy', async () => {
    await fresh();
    expect((await at.login(LIBRARIAN)).text).toContain('AADSTS90094');
    await control.set({ managedPolicySameTenant: 'exempt' });
    expect((await at.go()).text).toContain('Permissions requested');
    const foreign = await register(tenant, {
      ...{ tenantId: 'open.example', accountType: 'AzureADMultipleOrgs', delegated: ['Calendars.ReadWrite'] },
    });
    expect((await browser(tenant, foreign).login(LIBRARIAN, { segment: 'common' })).text).toContain('AADSTS90094');
  });

  it('prompt=consent stops people again after the administrator consented for all', async () => {
    expect((await at.login(LIBRARIAN)).back).toHaveProperty('code');
    expect((await at.go({ query: { prompt: 'consent' } })).text).toContain('Need admin approval');
    expect((await at.go()).back).toHaveProperty('code');
  });

  it('assignment required: nobody consents for themselves', async () => {
    await fresh();
    await control.act('assignment_required', { clientId: app.clientId, on: true, assigned: [LIBRARIAN] });
    expect((await at.login(LIBRARIAN, BASIC)).text).toContain('Need admin approval');
  });

  it('a risky application, or one of an unverified publisher, needs an administrator beyond basic scopes (900941)', async () => {
    const elsewhere = { tenantId: 'other.example', accountType: 'AzureADMultipleOrgs' };
    await fresh({ ...elsewhere, delegated: ['Mail.Send'] });
    const step: Step = { segment: 'open.example', query: { scope: 'openid Mail.Send' } };
    expect((await at.login('olga@open.example', step)).text).toContain('Permissions requested');
    await control.act('risky_app', { clientId: app.clientId, on: true });
    expect((await at.go(step)).text).toContain('AADSTS900941');
    expect((await at.go({ ...step, ...BASIC })).text).toContain('Permissions requested');
    await control.act('risky_app', { clientId: app.clientId, on: false });
    await control.set({ unverifiedPublisher: 'risky' });
    expect((await at.go(step)).text).toContain('AADSTS900941');
    await control.act('publisher_verified', { clientId: app.clientId, on: true });
    expect((await at.go(step)).text).toContain('Permissions requested');
  });

  it('where people may ask for approval, the page says so (90095)', async () => {
    await fresh();
    await control.set({ adminConsentRequests: 'on' });
    const page = await at.login(LIBRARIAN);
    expect(page.text).toContain('Approval required');
    expect(page.text).toContain('AADSTS90095');
    expect((await at.go({ form: { step: 'request', account: at.account(page), why: 'rooms' } })).text).toContain(
      'Request sent',
    );
  });

  it('what is missing is asked for by a later request, and nothing else', async () => {
    await fresh({ delegated: [] });
    await at.consent(LIBRARIAN, BASIC);
    expect((await at.go(BASIC)).back).toHaveProperty('code');
    expect((await at.go({ query: { scope: 'openid Mail.Send' } })).text).toContain('Mail.Send');
  });

  it('an application switched off or unknown stays on the page', async () => {
    await control.act('enable_sign_in', { clientId: app.clientId, on: false });
    expect((await at.login(LIBRARIAN)).text).toContain('AADSTS7000112');
    await control.act('remove_principal', { clientId: app.clientId });
    expect((await at.go()).text).toContain('AADSTS700016');
  });
});

describe('[EO13.7] Conditional Access at the sign-in', () => {
  it('asks for a second factor once, and tokens remember it', async () => {
    await control.act('conditional_access', { kind: 'mfa', on: true });
    const page = await at.login(LIBRARIAN);
    expect(page.text).toContain('Approve sign in request');
    expect((await at.go({ form: { step: 'mfa', account: at.account(page) } })).back).toHaveProperty('code');
    const app2 = server(tenant, app);
    const { refresh_token } = await app2.tokens();
    expect((await app2.refresh(refresh_token)).status).toBe(200);
  });

  it('wants people who have none to set one up', async () => {
    await control.act('conditional_access', { kind: 'mfa', on: true, code: 50079, upn: LIBRARIAN });
    expect((await at.login(LIBRARIAN)).text).toContain('More information required');
    expect((await browser(tenant, app).login(ADMIN)).text).not.toContain('More information required');
  });

  it('is looked at again when Accept is pressed', async () => {
    app = await register(tenant, { delegated: ['User.Read'] });
    at = browser(tenant, app);
    const page = await at.login(LIBRARIAN, BASIC);
    const accept = () => at.go({ ...BASIC, form: { step: 'accept', account: at.account(page) } });
    await control.act('conditional_access', { kind: 'mfa', on: true });
    expect((await accept()).text).toContain('Approve sign in request');
    await control.act('conditional_access', { kind: 'mfa', on: false });
    await control.act('enable_user', { upn: LIBRARIAN, on: false });
    expect((await accept()).text).toContain('AADSTS50057');
    await control.act('enable_user', { upn: LIBRARIAN, on: true });
    expect((await accept()).back).toHaveProperty('code');
  });

  it('sends an old sign-in back to the password', async () => {
    await at.login(LIBRARIAN);
    await control.act('conditional_access', { kind: 'sign_in_frequency', on: true, hours: 2 });
    expect((await at.go()).back).toHaveProperty('code');
    await control.later(2 * HOUR_MS);
    expect((await at.go()).text).toContain('Password');
    expect((await at.login(LIBRARIAN)).back).toHaveProperty('code');
  });

  it('may block an application by itself, apart from persons', async () => {
    await control.act('conditional_access', { kind: 'block', on: true, clientId: app.clientId, workload: true });
    const answer = await server(tenant, app).ofItself();
    expect([answer.status, answer.body.error_codes]).toEqual([400, [53003]]);
    expect((await at.login(LIBRARIAN)).back).toHaveProperty('code');
  });
});

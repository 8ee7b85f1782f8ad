import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, LIBRARIAN, type Registered, register } from '../testing';
import { ADMIN, browser, controls, server } from '../testing-identity';

let tenant: Tenant;
let app: Registered;
let control: ReturnType<typeof controls>;
let at: ReturnType<typeof browser>;

describe('[EO13.4] the admin consent endpoint', () => {
  const base = 'v2.0/adminconsent';
  const scope = 'https://graph.microsoft.com/.default';

  beforeEach(async () => {
    tenant = frozenTenant();
    control = controls(tenant);
    app = await register(tenant, {
      delegated: ['User.Read', 'Calendars.ReadWrite'],
      application: ['Place.Read.All'],
    });
    at = browser(tenant, app);
  });

  it('needs a scope, an administrator of that tenant, and a tenant or organizations', async () => {
    expect((await at.go({ base, query: { scope: null } })).text).toContain('AADSTS900144');
    expect((await at.go({ base, segment: 'common', query: { scope } })).text).toContain('AADSTS90004');
    expect((await at.login(LIBRARIAN, { base, query: { scope } })).text).toContain('AADSTS90094');
    expect((await at.login('it@other.example', { base, query: { scope } })).text).toContain('AADSTS50020');
    expect((await at.login(ADMIN, { base, segment: 'organizations', query: { scope } })).text).toContain('Review');
  });

  it('.default brings application permissions too; named scopes only themselves', async () => {
    await at.login(ADMIN, { base, query: { scope: 'Calendars.ReadWrite' } });
    const named = await at.go({ base, query: { scope: 'Calendars.ReadWrite' }, form: { step: 'accept' } });
    expect(named.back).toEqual({
      ...{ admin_consent: 'True', tenant: app.tenantId, state: 's1' },
      scope: 'https://graph.microsoft.com/Calendars.ReadWrite',
    });
    const places = async () => {
      const token = (await server(tenant, app).ofItself()).body.access_token;
      return (await ask(tenant, 'GET', '/v1.0/places/microsoft.graph.room', { token })).status;
    };
    expect(await places()).toBe(403);
    await at.go({ base, query: { scope }, form: { step: 'accept' } });
    expect(await places()).toBe(200);
  });

  it('says True on a refusal too; the older form says permission_denied', async () => {
    await at.login(ADMIN, { base, query: { scope } });
    const refused = await at.go({ base, query: { scope }, form: { step: 'cancel' } });
    expect(refused.back).toEqual({
      ...{ admin_consent: 'True', error: 'consent_required', state: 's1' },
      error_description: expect.stringContaining('AADSTS65004'),
    });
    const older = { base: 'adminconsent', query: { scope: null } };
    expect((await at.go(older)).text).toContain('Review for your organization');
    expect((await at.go({ ...older, form: { step: 'cancel' } })).back).toMatchObject({ error: 'permission_denied' });
    expect((await at.go({ ...older, form: { step: 'accept' } })).back).toEqual({
      ...{ admin_consent: 'True', tenant: app.tenantId, state: 's1' },
    });
    expect((await browser(tenant, app).login(LIBRARIAN)).back).toHaveProperty('code');
  });

  it('comes back like every other answer: a slash after a bare host, an empty fragment', async () => {
    await control.act('add_redirect_uri', { clientId: app.clientId, uri: 'https://carrel.example' });
    const query = { scope, redirect_uri: 'https://carrel.example' };
    await at.login(ADMIN, { base, query });
    const { to } = await at.go({ base, query, form: { step: 'accept' } });
    expect(to).toMatch(/^https:\/\/carrel\.example\/\?admin_consent=True&tenant=.+&state=s1#$/);
  });

  it('is not for an administrator who was switched off', async () => {
    await at.login(ADMIN, { base, query: { scope } });
    await control.act('enable_user', { upn: ADMIN, on: false });
    expect((await at.go({ base, query: { scope }, form: { step: 'accept' } })).text).toContain('Sign in');
  });

  it('can be made to fail', async () => {
    await control.act('fail_next', { grant: 'adminconsent', code: 90006 });
    expect((await at.go({ base, query: { scope } })).back).toMatchObject({ error: 'server_error' });
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, BASE, frozenTenant, type Json, LIBRARIAN, type Registered, register } from '../testing';
import { ABSENT, browser, claimsOf, controls, failure, GUEST, PERSONAL, STRANGER, server } from '../testing-identity';

const DELEGATED = ['User.Read', 'Calendars.ReadWrite'];
const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';

let tenant: Tenant;
let control: ReturnType<typeof controls>;

beforeEach(() => {
  tenant = frozenTenant();
  control = controls(tenant);
});

const appOf = (accountType: string, more: Json = {}): Promise<Registered> =>
  register(tenant, { accountType, delegated: DELEGATED, adminConsent: true, ...more });
const discover = (segment: string) => ask(tenant, 'GET', `/${segment}/v2.0/.well-known/openid-configuration`);
const keysAt = async (segment: string): Promise<Json[]> =>
  (await ask(tenant, 'GET', `/${segment}/discovery/v2.0/keys`)).body.keys;

describe('[EO13.1] the tenant segment', () => {
  it('is a GUID, any verified domain, or a name for many tenants; the document keeps what was asked', async () => {
    const id = await control.tenantId('library.example');
    for (const segment of [id, 'library.example', 'libraryexample.onmicrosoft.com', 'LIBRARY.example']) {
      const { body } = await discover(segment);
      expect(body.issuer).toBe(`${BASE}/${id}/v2.0`);
      expect(body.token_endpoint).toBe(`${BASE}/${segment}/oauth2/v2.0/token`);
    }
    for (const segment of ['common', 'organizations'])
      expect((await discover(segment)).body.issuer).toBe(`${BASE}/{tenantid}/v2.0`);
  });

  it('[EO14.8] consumers has the personal tenant’s issuer, or the template', async () => {
    expect((await discover('consumers')).body.issuer).toBe(`${BASE}/${PERSONAL_TENANT}/v2.0`);
    await control.set({ consumersIssuer: 'template' });
    expect((await discover(PERSONAL_TENANT)).body.issuer).toBe(`${BASE}/{tenantid}/v2.0`);
  });

  it('shows the fields that were recorded, and no other', async () => {
    const { body, headers } = await discover('common');
    expect(Object.keys(body).sort()).toEqual(
      'token_endpoint token_endpoint_auth_methods_supported jwks_uri response_modes_supported subject_types_supported id_token_signing_alg_values_supported response_types_supported scopes_supported issuer request_uri_parameter_supported userinfo_endpoint authorization_endpoint device_authorization_endpoint http_logout_supported frontchannel_logout_supported end_session_endpoint claims_supported kerberos_endpoint tenant_region_scope cloud_instance_name cloud_graph_host_name msgraph_host rbac_url'
        .split(' ')
        .sort(),
    );
    expect(body.token_endpoint_auth_methods_supported).toEqual([
      'client_secret_post',
      'private_key_jwt',
      'client_secret_basic',
    ]);
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('keys have no alg, but an issuer: the template, or the personal tenant’s', async () => {
    const [key, personal] = await keysAt('common');
    expect(Object.keys(key ?? {})).toEqual(['kty', 'use', 'kid', 'x5t', 'n', 'e', 'x5c', 'issuer']);
    expect([key.issuer, personal.issuer]).toEqual([`${BASE}/{tenantid}/v2.0`, `${BASE}/${PERSONAL_TENANT}/v2.0`]);
    expect((await keysAt('library.example')).map((one) => one.kid)).toEqual([key.kid]);
    expect((await keysAt('consumers')).map((one) => one.kid)).toEqual([personal.kid]);
  });

  it('keys roll over, with the older ones still there or gone', async () => {
    const [first] = await keysAt('organizations');
    await control.act('roll_keys');
    const both = await keysAt('organizations');
    expect(both).toHaveLength(2);
    expect(both[1]).toEqual(first);
    await control.act('roll_keys', { keepOlder: false });
    const [only, ...others] = await keysAt('organizations');
    expect([both.some((one) => one.kid === only.kid), others]).toEqual([false, []]);
    const other = frozenTenant();
    expect((await ask(other, 'GET', '/organizations/discovery/v2.0/keys')).body.keys).toEqual([first]);
  });

  it('an unknown or malformed tenant has other names here than at /token', async () => {
    expect(failure(await discover(ABSENT))).toEqual([400, 'invalid_tenant', 90002, undefined]);
    expect(failure(await discover('nonsense'))).toEqual([400, 'invalid_request', 900023, undefined]);
  });
});

describe('[EO13.2] account types against authorities', () => {
  it('single tenant: its own people; others stay on a page, /common comes back after the sign-in', async () => {
    const app = await appOf('AzureADMyOrg');
    expect((await browser(tenant, app).consent(LIBRARIAN)).back).toHaveProperty('code');
    expect((await browser(tenant, app).login(STRANGER)).text).toContain('AADSTS50020');
    expect((await browser(tenant, app).login(PERSONAL)).text).toContain('AADSTS500200');
    for (const segment of ['common', 'organizations']) {
      const at = browser(tenant, app);
      expect((await at.go({ segment })).text).toContain('Sign in');
      expect((await at.login(LIBRARIAN, { segment })).back).toMatchObject({
        error: 'invalid_request',
        error_description: expect.stringContaining('AADSTS50194'),
        state: 's1',
      });
      expect(failure(await server(tenant, app).ofItself({}, segment))).toEqual([
        400,
        'invalid_request',
        50059,
        undefined,
      ]);
    }
    expect((await browser(tenant, app).go({ segment: 'other.example' })).text).toContain('AADSTS700016');
    expect((await browser(tenant, app).go({ segment: 'consumers' })).text).toContain('AADSTS9002332');
    expect(failure(await server(tenant, app).ofItself({}, 'consumers')).slice(0, 3)).toEqual([
      400,
      'invalid_request',
      9002332,
    ]);
  });

  it('multitenant: everybody at work or school, each in their own tenant', async () => {
    const app = await appOf('AzureADMultipleOrgs');
    const at = server(tenant, app);
    const openId = await control.tenantId('open.example');
    const { id_token } = await at.tokens('olga@open.example', { segment: 'organizations' });
    expect(claimsOf(id_token)).toMatchObject({ tid: openId, iss: `${BASE}/${openId}/v2.0` });
    const library = claimsOf((await at.tokens(LIBRARIAN, { segment: 'common' })).id_token);
    expect(library.tid).toBe(app.tenantId);
    expect((await browser(tenant, app).login(PERSONAL, { segment: 'common' })).text).toContain('AADSTS500200');
    expect((await browser(tenant, app).go({ segment: 'consumers' })).text).toContain('AADSTS9002332');
    expect(failure(await at.ofItself({}, 'common'))).toEqual([400, 'invalid_request', 9001023, undefined]);
  });

  it('with personal accounts too: both kinds, the personal with its fixed tenant', async () => {
    const app = await appOf('AzureADandPersonalMicrosoftAccount');
    const at = server(tenant, app);
    const claims = claimsOf((await at.tokens(PERSONAL, { segment: 'common' })).id_token);
    expect(claims).toMatchObject({ tid: PERSONAL_TENANT, iss: `${BASE}/${PERSONAL_TENANT}/v2.0` });
    expect((await at.tokens(PERSONAL, { segment: 'consumers' })).access_token).toEqual(expect.any(String));
    expect((await at.tokens(LIBRARIAN, { segment: 'common' })).access_token).toEqual(expect.any(String));
    expect((await browser(tenant, app).login(PERSONAL, { segment: 'organizations' })).text).toContain('AADSTS500200');
    expect((await browser(tenant, app).login(LIBRARIAN, { segment: 'consumers' })).text).toContain('AADSTS50020');
  });

  it('personal only: nothing but /consumers', async () => {
    const app = await appOf('PersonalMicrosoftAccount');
    const at = server(tenant, app);
    expect((await at.tokens(PERSONAL, { segment: 'consumers' })).access_token).toEqual(expect.any(String));
    for (const segment of ['common', 'organizations', app.tenantId]) {
      expect((await browser(tenant, app).go({ segment })).text).toContain('AADSTS9002331');
      expect(failure(await at.ofItself({}, segment))).toEqual([400, 'invalid_request', 9002331, undefined]);
    }
    expect(failure(await at.ofItself({}, 'consumers'))).toEqual([400, 'invalid_request', 9001023, undefined]);
  });

  it.each([50020, 500208])('a personal account may also be refused by %i', async (code) => {
    await control.set({ personalAccountRefusal: code });
    expect((await browser(tenant, await appOf('AzureADMyOrg')).login(PERSONAL)).text).toContain(`AADSTS${code}`);
  });

  it('a multitenant application without a service principal: 700016, or the other text', async () => {
    const at = server(tenant, await appOf('AzureADMultipleOrgs'));
    expect(failure(await at.ofItself({}, 'other.example'))).toEqual([400, 'unauthorized_client', 700016, undefined]);
    await control.set({ missingPrincipal: 'missing service principal' });
    const { body } = await at.ofItself({}, 'other.example');
    expect(body.error_description).toContain('missing service principal');
    await control.act('add_principal', { clientId: at.client.client_id, tenant: 'other.example' });
    expect((await at.ofItself({}, 'other.example')).status).toBe(200);
  });

  it('[EO14.10] refusals of an account stay on the page, or are redirected', async () => {
    const app = await appOf('AzureADMyOrg');
    await control.set({ accountRefusals: 'redirect' });
    const told = async (who: string) => (await browser(tenant, app).login(who)).back?.error_description;
    expect(await told(STRANGER)).toContain('AADSTS50020');
    expect(await told(PERSONAL)).toContain('AADSTS500200');
    await control.act('assignment_required', { clientId: app.clientId, on: true });
    expect(await told(LIBRARIAN)).toContain('AADSTS50105');
  });
});

describe('[EO13.2] guests', () => {
  it('are let in by the tenant that invited them, and sent home by /organizations', async () => {
    const app = await appOf('AzureADMultipleOrgs');
    const at = server(tenant, app);
    const here = claimsOf((await at.tokens(GUEST)).id_token);
    const home = claimsOf((await at.tokens('olga@open.example', { segment: 'organizations' })).id_token);
    expect(here).toMatchObject({ tid: app.tenantId, preferred_username: GUEST, idp: expect.stringContaining('/') });
    await control.act('consent_policy', { tenant: 'other.example', policy: 'allowed' });
    const atHome = claimsOf((await at.tokens(GUEST, { segment: 'organizations' })).id_token);
    expect(atHome.tid).toBe(await control.tenantId('other.example'));
    expect([atHome.oid === here.oid, atHome.sub === here.sub, home.oid === here.oid]).toEqual([false, false, false]);
    const me = await ask(tenant, 'GET', '/v1.0/me', { token: (await at.tokens(GUEST)).access_token });
    expect(me.body).toMatchObject({ id: here.oid });
  });

  it('hold refresh tokens that serve in both tenants, and that only home can revoke', async () => {
    const app = await appOf('AzureADMultipleOrgs');
    const at = server(tenant, app);
    await control.act('consent_policy', { tenant: 'other.example', policy: 'allowed' });
    const { refresh_token } = await at.tokens(GUEST, { segment: 'organizations' });
    expect(claimsOf((await at.refresh(refresh_token)).body.id_token).tid).toBe(app.tenantId);
    expect(failure(await at.refresh(refresh_token, {}, 'open.example'))).toEqual([
      400,
      'invalid_grant',
      50020,
      undefined,
    ]);
    const here = await at.tokens(GUEST);
    const oid = claimsOf(here.id_token).oid;
    await control.act('revoke_sessions', { upn: oid });
    expect((await at.refresh(here.refresh_token)).status).toBe(200);
    await control.act('revoke_sessions', { upn: GUEST });
    expect(failure(await at.refresh(here.refresh_token))[2]).toBe(50173);
  });

  it('are invited by a control, personal accounts too', async () => {
    const app = await appOf('AzureADMyOrg');
    await control.act('invite_guest', { upn: PERSONAL });
    expect((await browser(tenant, app).login(PERSONAL)).back).toHaveProperty('code');
    await expect(control.act('invite_guest', { upn: PERSONAL })).rejects.toThrow('already');
  });
});

describe('[EO13.1] the id token', () => {
  const claimsFor = async (who: string, scope: string, app: Registered, segment = app.tenantId) =>
    claimsOf((await server(tenant, app).tokens(who, { query: { scope }, segment })).id_token);

  it('keeps oid, name and user name for profile, and says the address only where it may', async () => {
    const app = await appOf('AzureADMyOrg');
    const bare = await claimsFor(LIBRARIAN, 'openid', app);
    for (const name of ['oid', 'name', 'preferred_username', 'email', 'upn']) expect(bare).not.toHaveProperty(name);
    expect(bare).toMatchObject({
      ver: '2.0',
      nonce: 'n1',
      uti: expect.any(String),
      rh: expect.any(String),
      aio: expect.any(String),
    });
    expect(bare.exp - bare.iat).toBe(3600);
    expect(await claimsFor(LIBRARIAN, 'openid profile email', app)).toMatchObject({
      email: LIBRARIAN,
      name: 'Ada Lindgren',
    });
    expect(await claimsFor('nomail@library.example', 'openid email', app)).not.toHaveProperty('email');
    const many = await appOf('AzureADMultipleOrgs');
    expect(await claimsFor('una@open.example', 'openid email', many, 'organizations')).not.toHaveProperty('email');
    expect(await claimsFor('olga@open.example', 'openid email', many, 'organizations')).toHaveProperty('email');
  });

  it('names a person by a telephone number, if that is what they go by', async () => {
    const app = await appOf('PersonalMicrosoftAccount');
    const claims = await claimsFor('+15550100', 'openid profile email', app, 'consumers');
    expect(claims).toMatchObject({ preferred_username: '+15550100' });
    expect(claims).not.toHaveProperty('email');
  });

  it('has a subject of its own for each application, and the same object id', async () => {
    const [one, two] = [await appOf('AzureADMyOrg'), await appOf('AzureADMyOrg')];
    const [a, b] = [
      await claimsFor(LIBRARIAN, 'openid profile', one),
      await claimsFor(LIBRARIAN, 'openid profile', two),
    ];
    expect([a.sub === b.sub, a.oid === b.oid, a.sub === a.oid]).toEqual([false, true, false]);
    await control.act('rename_user', { upn: LIBRARIAN, to: 'ada.married@library.example' });
    const renamed = await claimsFor('ada.married@library.example', 'openid profile email', one);
    expect(renamed).toMatchObject({ oid: a.oid, preferred_username: 'ada.married@library.example', email: LIBRARIAN });
  });
});

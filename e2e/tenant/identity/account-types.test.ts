import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, BASE, frozenTenant, type Json, LIBRARIAN, type Registered, register } from '../testing';
import { ABSENT, browser, claimsOf, controls, failure, PERSONAL, STRANGER, server } from '../testing-identity';

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
    expect(body.userinfo_endpoint).toBe(`${BASE}/oidc/userinfo`);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cache-control')).toContain('max-age=86400');
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

  it('personal accounts are given fewer scopes where a permission is not for them', async () => {
    const shared = [...DELEGATED, 'Calendars.ReadWrite.Shared'];
    const at = server(tenant, await appOf('AzureADandPersonalMicrosoftAccount', { delegated: shared }));
    const scope = `openid offline_access ${shared.join(' ')}`;
    const step = { segment: 'common', query: { scope } };
    const fewer = (body: Json) => body.scope.split(' ').map((name: string) => name.split('/').at(-1));
    const code = await at.code(PERSONAL, step);
    const { body } = await at.redeem(code, { scope }, 'common');
    expect(fewer(body)).toEqual(['openid', ...DELEGATED]);
    expect(fewer((await at.refresh(body.refresh_token, { scope }, 'common')).body)).toEqual(['openid', ...DELEGATED]);
    expect(fewer(await at.tokens(LIBRARIAN, step))).toEqual(['openid', ...shared]);
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

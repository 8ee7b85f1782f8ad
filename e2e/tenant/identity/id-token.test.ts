import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, type Json, LIBRARIAN, type Registered, register } from '../testing';
import { browser, claimsOf, controls, failure, GUEST, PERSONAL, server } from '../testing-identity';

let tenant: Tenant;
let control: ReturnType<typeof controls>;

beforeEach(() => {
  tenant = frozenTenant();
  control = controls(tenant);
});

const appOf = (accountType: string, more: Json = {}): Promise<Registered> =>
  register(tenant, { accountType, delegated: ['User.Read', 'Calendars.ReadWrite'], adminConsent: true, ...more });

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

describe('[EO13.1] userinfo', () => {
  it('tells a signed-in person’s claims, under the subject of the id token, as long as the token lives', async () => {
    const { access_token: token, id_token } = await server(tenant, await appOf('AzureADMyOrg')).tokens();
    const userinfo = (bearer: string) => ask(tenant, 'GET', '/oidc/userinfo', { token: bearer });
    const { sub } = claimsOf(id_token);
    const [name, given_name, family_name] = ['Ada Lindgren', 'Ada', 'Lindgren'];
    expect((await userinfo(token)).body).toEqual({ sub, name, given_name, family_name, email: LIBRARIAN });
    await control.act('expire_access_tokens');
    expect((await userinfo(token)).status).toBe(401);
    const app = await appOf('AzureADMyOrg', { application: ['Calendars.Read'] });
    expect((await userinfo((await server(tenant, app).ofItself()).body.access_token)).status).toBe(401);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, LIBRARIAN, register } from '../testing';
import { ADMIN, browser, failure, GUEST, server } from '../testing-identity';

let tenant: Tenant;
let cookie: string;

beforeEach(async () => {
  tenant = frozenTenant();
  const form = { email: ADMIN, password: 'carrel-demo' };
  const answer = await ask(tenant, 'POST', '/portal/sign-in', { form });
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
});

const open = async (path: string): Promise<string> =>
  String((await ask(tenant, 'GET', path, { headers: { Cookie: cookie } })).body);
const send = (path: string, form: Record<string, string>) =>
  ask(tenant, 'POST', path, { headers: { Cookie: cookie }, form });

describe('[EO13.3] enterprise applications', () => {
  it('sign-in, assignment, people and consent', async () => {
    const app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'] });
    const at = `/portal/enterprise/${app.clientId}`;
    const login = async () => browser(tenant, app).login(LIBRARIAN);
    await send(`${at}/permissions`, { act: 'grant' });
    expect((await login()).back).toHaveProperty('code');
    expect(await open(`${at}/permissions`)).toContain('Calendars.ReadWrite');
    await send(at, { enabled: 'yes', assignment: 'yes' });
    expect((await login()).text).toContain('AADSTS50105');
    const [, user = ''] = /<option value="([^"]+)">Ada Lindgren/.exec(await open(`${at}/users`)) ?? [];
    await send(`${at}/users`, { act: 'assign', user });
    expect((await login()).back).toHaveProperty('code');
    await send(at, { enabled: 'no', assignment: 'no' });
    expect((await login()).text).toContain('AADSTS7000112');
    await send(at, { enabled: 'yes', assignment: 'no' });
    await send(`${at}/permissions`, { act: 'revoke' });
    expect((await login()).text).toContain('Need admin approval');
    await send(`${at}/delete`, {});
    expect((await login()).text).toContain('AADSTS700016');
    expect((await ask(tenant, 'GET', at, { headers: { Cookie: cookie } })).status).toBe(404);
  });
});

describe('[EO13.7] people and policies in the portal', () => {
  it('people are added, invited, disabled, and their sessions and passwords reset', async () => {
    const app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'], adminConsent: true });
    const at = server(tenant, app);
    const { refresh_token } = await at.tokens();
    const [, id = ''] = /\/portal\/users\/([^"]+)">Ada Lindgren/.exec(await open('/portal/users')) ?? [];
    const page = `/portal/users/${id}`;
    expect((await send(page, { act: 'reset', where: 'azure', password: 'other' })).body).toContain('stays alive');
    expect((await at.refresh(refresh_token)).status).toBe(200);
    expect((await send(page, { act: 'reset', where: 'entra', password: '' })).body).toContain('role="status"');
    expect(failure(await at.refresh(refresh_token))[2]).toBe(50173);
    await send(page, { act: 'licence' });
    expect(await open(page)).toContain('no mailbox');
    await send(page, { act: 'disable' });
    expect((await browser(tenant, app).login(LIBRARIAN)).text).toContain('AADSTS50057');
    await send('/portal/users', { act: 'create', upn: 'nina@library.example', displayName: 'Nina New' });
    expect((await browser(tenant, app).login('nina@library.example')).back).toHaveProperty('code');
    expect((await send('/portal/users', { act: 'create', upn: 'x@elsewhere.example', displayName: 'X' })).status).toBe(
      400,
    );
    await send('/portal/users', { act: 'invite', upn: 'visitor@other.example' });
    expect(await open('/portal/users')).toContain('Vera Visser');
    expect((await send('/portal/users', { act: 'invite', upn: GUEST })).body).toContain('already');
  });

  it('a policy is made and deleted', async () => {
    const app = await register(tenant, { adminConsent: true });
    const at = '/portal/conditional-access';
    await send(at, { act: 'create', kind: 'block', user: '', app: app.clientId });
    expect((await browser(tenant, app).login(LIBRARIAN)).text).toContain('AADSTS53003');
    const [, id = ''] = /name="id" value="([^"]+)"/.exec(await open(at)) ?? [];
    await send(at, { act: 'delete', id });
    expect(await open(at)).toContain('No policy');
  });
});

describe('[EO13.7] consent as the portal gives and takes it', () => {
  const basic = { query: { scope: 'openid offline_access User.Read' } };

  it('takes back what an administrator gave, never what a person gave', async () => {
    const app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'] });
    const at = server(tenant, app);
    const own = (await at.tokens(LIBRARIAN, basic)).refresh_token;
    await send(`/portal/enterprise/${app.clientId}/permissions`, { act: 'grant' });
    const all = (await at.tokens('ben.okafor@library.example')).refresh_token;
    await send('/portal/enterprise', { act: 'revoke', clientId: app.clientId });
    expect((await at.refresh(own)).status).toBe(200);
    expect(failure(await at.refresh(all))[2]).toBe(65001);
    expect(await open('/portal/enterprise')).toContain(LIBRARIAN);
  });

  it('“Grant admin consent” leaves what is listed, and nothing from before', async () => {
    const app = await register(tenant, { delegated: ['User.Read', 'Mail.Send'], adminConsent: true });
    const at = `/portal/apps/${app.clientId}/permissions`;
    await send(`${at}/remove`, { name: 'Mail.Send', kind: 'delegated' });
    expect(await open(at)).toContain('Other permissions granted for Library Example');
    await send(`${at}/grant`, {});
    expect(await open(at)).not.toContain('Mail.Send');
    expect(await open(at)).toContain('Granted for Library Example');
  });

  it('is no longer open to an administrator who was switched off', async () => {
    const [, id = ''] = /\/portal\/users\/([^"]+)">Ira Tanaka/.exec(await open('/portal/users')) ?? [];
    await send(`/portal/users/${id}`, { act: 'disable' });
    expect((await ask(tenant, 'GET', '/portal', { headers: { Cookie: cookie } })).status).toBe(302);
  });
});

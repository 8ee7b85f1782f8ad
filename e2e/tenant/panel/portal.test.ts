import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { rsaKeyFrom } from '../identity/rsa-key';
import { pemOf, selfSigned } from '../identity/self-signed';
import { ask, BASE, frozenTenant, type Json, LIBRARIAN, type Registered, register } from '../testing';
import { ADMIN, controls, server } from '../testing-identity';

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
const apps = async (): Promise<Json[]> => (await ask(tenant, 'GET', '/_control/apps')).body.apps;
const upload = async (path: string, bytes: string | Uint8Array<ArrayBuffer>) => {
  const body = new FormData();
  body.set('certificate', new Blob([bytes]), 'carrel.cer');
  body.set('description', 'Carrel');
  const headers = { Cookie: cookie };
  return tenant.fetch(new Request(BASE + path, { method: 'POST', body, headers, redirect: 'manual' }));
};

describe('[EO13.2] registering an application in the portal', () => {
  it('offers the four account types in the real words; [EO14.7] old or new', async () => {
    const old = await open('/portal/apps/new');
    expect(old).toContain('Accounts in this organizational directory only (Library Example only - Single tenant)');
    expect(old.match(/name="audience"/g)).toHaveLength(4);
    await controls(tenant).set({ portalWords: 'new' });
    expect(await open('/portal/apps/new')).toContain('Multiple Entra ID tenants');
  });

  it.each([
    ['http://127.0.0.1:3000/cb', 'AzureADMyOrg'],
    ['http://carrel.example/cb', 'AzureADMyOrg'],
    ['https://*.carrel.example/cb', 'AzureADMyOrg'],
    ['https://carrel.example/c(b)', 'AzureADMyOrg'],
    ['https://carrel.example/cb?x=1', 'PersonalMicrosoftAccount'],
  ])('refuses %s for %s, and keeps what was typed', async (uri, audience) => {
    const answer = await send('/portal/apps/new', { name: 'Carrel', audience, platform: 'web', uri });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('role="alert"');
    expect(answer.body).toContain('value="Carrel"');
    expect(answer.body).toContain('aria-describedby="uri-hint problem" aria-invalid="true"');
    expect(answer.body).not.toContain('aria-describedby="name-hint problem"');
    expect(await apps()).toEqual([]);
  });

  it('is for administrators', async () => {
    cookie = '';
    expect((await ask(tenant, 'GET', '/portal')).headers.get('location')).toContain('/portal/sign-in');
    const answer = await send('/portal/sign-in', { email: LIBRARIAN, password: 'carrel-demo' });
    expect(answer.body).toContain('no administrator');
  });
});

describe('[EO13.2] the limits of a registration', () => {
  it('another tenant’s registrations and people are not there', async () => {
    const { clientId } = await register(tenant);
    const [, person = ''] = /\/portal\/users\/([^"]+)"/.exec(await open('/portal/users')) ?? [];
    const form = { email: 'it@other.example', password: 'carrel-demo' };
    const answer = await ask(tenant, 'POST', '/portal/sign-in', { form });
    const headers = { Cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
    for (const path of [`apps/${clientId}`, `apps/${clientId}/secrets`, `enterprise/${clientId}`, `users/${person}`])
      expect((await ask(tenant, 'GET', `/portal/${path}`, { headers })).status).toBe(404);
  });

  it('256 redirect URIs, or 100 and two secrets with personal accounts; none twice', async () => {
    const { clientId } = await register(tenant, { redirectUris: [] });
    const at = `/portal/apps/${clientId}`;
    const manifest = (signInAudience: string, many: number) => {
      const redirectUris = Array.from({ length: many }, (_, n) => `https://carrel.example/${n}`);
      return apps().then(([{ objectId }]) => {
        const json = { id: objectId, appId: clientId, displayName: 'Carrel', signInAudience, web: { redirectUris } };
        return send(`${at}/manifest`, { manifest: JSON.stringify({ ...json, spa: { redirectUris: [] } }) });
      });
    };
    expect((await manifest('AzureADMyOrg', 257)).body).toContain('at most 256');
    expect((await manifest('PersonalMicrosoftAccount', 101)).body).toContain('at most 100');
    expect((await manifest('AzureADMyOrg', 256)).status).toBe(200);
    const add = (uri: string) => send(`${at}/authentication/add`, { platform: 'web', uri });
    expect((await add('https://carrel.example/one-more')).body).toContain('at most 256');
    expect((await manifest('AzureADMyOrg', 1)).status).toBe(200);
    expect((await add('https://carrel.example/0')).body).toContain('there already');
    for (const days of ['180', '365']) expect((await send(`${at}/secrets/new`, { days })).status).toBe(302);
    expect((await manifest('PersonalMicrosoftAccount', 1)).body).toContain('at most two secrets');
  });

  it('says for which permissions an administrator is needed', async () => {
    const wanted = { delegated: ['User.Read', 'Place.Read.All'], application: ['Calendars.Read'] };
    const { clientId } = await register(tenant, wanted);
    const rows = (await open(`/portal/apps/${clientId}/permissions`)).match(/<tr><td>[\s\S]*?<\/tr>/g) ?? [];
    const needs = rows.map((row) => [...row.matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell]) => cell).slice(0, 5));
    expect(needs.map(([name, type, , needed, status]) => [name, type, needed, status])).toEqual([
      ['User.Read', 'Delegated', 'No', ''],
      ['Place.Read.All', 'Delegated', 'Yes', 'Not granted for Library Example'],
      ['Calendars.Read', 'Application', 'Yes', 'Not granted for Library Example'],
    ]);
  });
});

describe('[EO13.5] secrets and certificates in the portal', () => {
  let app: Registered;
  beforeEach(async () => {
    app = await register(tenant, { delegated: ['User.Read'] });
  });

  it('shows a value once, its Secret ID always, and never offers more than 24 months', async () => {
    const at = `/portal/apps/${app.clientId}/secrets`;
    expect(await open(`${at}/new`)).toContain('Recommended: 180 days (6 months)');
    expect((await open(`${at}/new`)).match(/<option value="\d+"/g)?.at(-1)).toContain('730');
    await send(`${at}/new`, { description: 'Carrel', days: '99999' });
    const first = await open(at);
    const value = [...first.matchAll(/data-secret-value>([^<]+)</g)].at(-1)?.[1] ?? '';
    expect((await server(tenant, app).ofItself({ client_secret: value })).status).toBe(200);
    const second = await open(at);
    expect([second.includes(value), second.includes(`${value.slice(0, 3)}***`)]).toEqual([false, true]);
    const [, made] = (await apps())[0].secrets;
    expect(made.expiresAt).toBe('2027-04-03T13:00:00.000Z');
  });

  it('allows two secrets where personal accounts may sign in', async () => {
    const personal = await register(tenant, { accountType: 'PersonalMicrosoftAccount' });
    const at = `/portal/apps/${personal.clientId}/secrets/new`;
    expect((await send(at, { days: '180' })).status).toBe(302);
    expect((await send(at, { days: '180' })).status).toBe(400);
  });

  it('takes a certificate in PEM or DER, and nothing else', async () => {
    const at = `/portal/apps/${app.clientId}/certificates`;
    const times = { startsAt: Date.UTC(2026, 0, 1), endsAt: Date.UTC(2027, 0, 1) };
    const der = selfSigned({ key: rsaKeyFrom('portal test'), commonName: 'Carrel', serial: 1, ...times });
    expect((await upload(`${at}/upload`, new Uint8Array(der))).status).toBe(302);
    expect((await upload(`${at}/upload`, pemOf(der))).status).toBe(302);
    expect((await upload(`${at}/upload`, 'nonsense')).status).toBe(400);
    const [one, two] = (await apps())[0].certificates;
    expect([one.thumbprint, one.expiresAt]).toEqual([two.thumbprint, '2027-01-01T00:00:00.000Z']);
    expect(await open(at)).toContain(one.thumbprint);
    await send(`${at}/delete`, { id: one.id });
    expect((await apps())[0].certificates).toHaveLength(1);
    expect(await open(`/portal/apps/${app.clientId}`)).toContain('1 certificate, 1 secret');
  });
});

describe('[EO13.3] redirect URIs and the manifest', () => {
  it('the box refuses loopback by number, the manifest takes it', async () => {
    const app = await register(tenant);
    const at = `/portal/apps/${app.clientId}`;
    const uri = 'http://127.0.0.1:3000/cb';
    expect((await send(`${at}/authentication/add`, { platform: 'web', uri })).body).toContain('role="alert"');
    const manifest = async (change: (json: Json) => void) => {
      const text = /<textarea[^>]*>([^<]+)</.exec(await open(`${at}/manifest`))?.[1]?.replaceAll('&quot;', '"') ?? '';
      const json = JSON.parse(text);
      change(json);
      return send(`${at}/manifest`, { manifest: JSON.stringify(json) });
    };
    expect((await manifest((json) => json.web.redirectUris.push(uri))).status).toBe(200);
    expect((await manifest((json) => json.spa.redirectUris.push('https://x.example/?q=1'))).status).toBe(200);
    expect(
      (
        await manifest((json) => {
          json.signInAudience = 'PersonalMicrosoftAccount';
        })
      ).body,
    ).toContain('No query string');
    expect(
      (
        await manifest((json) => {
          json.spa.redirectUris = [];
          json.signInAudience = 'AzureADMultipleOrgs';
        })
      ).status,
    ).toBe(200);
    expect(
      (
        await manifest((json) => {
          json.appId = 'x';
        })
      ).status,
    ).toBe(400);
    expect(
      (
        await manifest((json) => {
          json.tags = [];
        })
      ).status,
    ).toBe(400);
    expect((await send(`${at}/manifest`, { manifest: '{' })).body).toContain('not valid JSON');
    const [{ audience, redirectUris }] = await apps();
    expect([audience, redirectUris.map((one: Json) => one.uri)]).toEqual([
      'AzureADMultipleOrgs',
      ['http://localhost:3000/api/outlook/callback', uri],
    ]);
  });
});

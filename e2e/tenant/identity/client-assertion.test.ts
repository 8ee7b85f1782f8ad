import { randomUUID } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, BASE, frozenTenant, type Json, NOW, type Registered, register } from '../testing';
import { controls, failure, GRAPH, server } from '../testing-identity';

const NOW_S = Date.parse(NOW) / 1000;

let tenant: Tenant;
let app: Registered;
let control: ReturnType<typeof controls>;
/** Made once, since a key takes a moment, and uploaded before each test. */
let made: { certificate: Json; privateKey: string };

beforeEach(async () => {
  tenant = frozenTenant();
  app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'], adminConsent: true });
  control = controls(tenant);
  const { clientId } = app;
  if (!made) made = (await control.act('make_certificate', { clientId })) as typeof made;
  else await control.act('add_certificate', { clientId, certificate: made.certificate.pem });
});

type Wish = { alg?: string; header?: Json; claims?: Json; key?: string };

async function assertion({ alg = 'PS256', header, claims = {}, key = made.privateKey }: Wish = {}): Promise<string> {
  const about = {
    ...{ aud: `${BASE}/${app.tenantId}/oauth2/v2.0/token`, iss: app.clientId, sub: app.clientId },
    ...{ jti: randomUUID(), nbf: NOW_S, iat: NOW_S, exp: NOW_S + 600 },
    ...claims,
  };
  const thumbprint = header ?? { 'x5t#S256': made.certificate.thumbprintSha256 };
  return new SignJWT(about).setProtectedHeader({ alg, typ: 'JWT', ...thumbprint }).sign(await importPKCS8(key, alg));
}

const proof = (client_assertion: string) => ({
  client_id: app.clientId,
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion,
});
const askWith = (text: string, more: Record<string, string> = {}) =>
  ask(tenant, 'POST', `/${app.tenantId}/oauth2/v2.0/token`, {
    form: { ...proof(text), grant_type: 'client_credentials', scope: `${GRAPH}/.default`, ...more },
  });
const sha1 = () => ({ x5t: Buffer.from(made.certificate.thumbprint, 'hex').toString('base64url') });

describe('[EO13.5] private_key_jwt', () => {
  it('PS256 with the SHA-256 of the certificate, and RS256 with its SHA-1', async () => {
    expect((await askWith(await assertion())).status).toBe(200);
    expect((await askWith(await assertion({ alg: 'RS256', header: sha1() }))).status).toBe(200);
    expect(
      (await askWith(await assertion({ claims: { aud: `${BASE}/library.example/oauth2/v2.0/token` } }))).status,
    ).toBe(200);
  });

  it('redeems codes and refresh tokens as a secret does', async () => {
    const at = server(tenant, app);
    const code = await at.code();
    const { body, status } = await at.redeem(code, { client_secret: '', ...proof(await assertion()) });
    expect(status).toBe(200);
    const again = await at.refresh(body.refresh_token, { client_secret: '', ...proof(await assertion()) });
    expect(again.status).toBe(200);
  });

  const refusals: [string, number, () => Promise<string>][] = [
    ['a certificate that is not registered', 700027, () => assertion({ header: { 'x5t#S256': 'AAAA' } })],
    ['no certificate named', 700027, () => assertion({ header: {} })],
    ['the SHA-1 with PS256', 700027, () => assertion({ header: sha1() })],
    [
      'another key',
      700027,
      async () => assertion({ key: (await control.act('make_certificate', { clientId: app.clientId })).privateKey }),
    ],
    ['a signature cut short', 700027, async () => (await assertion()).slice(0, -8)],
    ['an audience of elsewhere', 700023, () => assertion({ claims: { aud: 'https://login.microsoftonline.com/x' } })],
    ['a tenant of elsewhere', 700023, () => assertion({ claims: { aud: `${BASE}/other.example/oauth2/v2.0/token` } })],
    ['another issuer', 700021, () => assertion({ claims: { iss: randomUUID() } })],
    ['another subject', 700021, () => assertion({ claims: { sub: randomUUID() } })],
    ['one that is over', 700024, () => assertion({ claims: { exp: NOW_S - 301 } })],
    ['one that has not begun', 700024, () => assertion({ claims: { nbf: NOW_S + 301 } })],
    ['one that lives an hour', 700024, () => assertion({ claims: { exp: NOW_S + 3600 } })],
    ['no jti', 50027, () => assertion({ claims: { jti: undefined } })],
    ['no JWT at all', 50027, async () => 'x.y.z'],
  ];
  it.each(refusals)('refuses %s', async (_name, code, make) => {
    expect(failure(await askWith(await make()))).toEqual([401, 'invalid_client', code, undefined]);
  });

  it('refuses a certificate that is over or removed, and no other kind of assertion counts', async () => {
    const good = await assertion();
    await control.act('expire_certificate', { clientId: app.clientId });
    expect(failure(await askWith(good))[2]).toBe(700027);
    await control.act('remove_certificate', { clientId: app.clientId, thumbprint: made.certificate.thumbprint });
    expect(failure(await askWith(good))[2]).toBe(700027);
    expect(failure(await askWith(good, { client_assertion_type: 'saml' }))[2]).toBe(7000218);
    await control.act('add_certificate', { clientId: app.clientId, certificate: made.certificate.pem });
    expect((await askWith(good)).status).toBe(200);
    await expect(control.act('add_certificate', { clientId: app.clientId, certificate: 'nonsense' })).rejects.toThrow(
      'RSA',
    );
  });

  it('is listed by the control, without the private key', async () => {
    const [one] = (await ask(tenant, 'GET', '/_control/apps')).body.apps;
    expect(one.certificates).toEqual([expect.objectContaining({ thumbprint: made.certificate.thumbprint })]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, frozenTenant, LIBRARIAN, type Registered, register } from '../testing';
import { browser, controls, DAY_MS, failure, PERSONAL, server } from '../testing-identity';

let tenant: Tenant;
let app: Registered;
let control: ReturnType<typeof controls>;
let at: ReturnType<typeof server>;

beforeEach(async () => {
  tenant = frozenTenant();
  app = await register(tenant, { delegated: ['User.Read', 'Calendars.ReadWrite'], adminConsent: true });
  control = controls(tenant);
  at = server(tenant, app);
});

describe('[EO13.5] refresh tokens', () => {
  it('live ninety days from the last use, and the used one stays good', async () => {
    const { refresh_token } = await at.tokens();
    const { secret } = await control.act('rotate_secret', { clientId: app.clientId, days: 720 });
    const proof = { client_secret: secret.value };
    for (let use = 0; use < 3; use += 1) {
      await control.later(89 * DAY_MS);
      expect((await at.refresh(refresh_token, proof)).status).toBe(200);
    }
    await control.later(90 * DAY_MS);
    expect(failure(await at.refresh(refresh_token, proof))[2]).toBe(700082);
  });

  it('of a single-page redirect URI live 24 hours, renewed or not (700084)', async () => {
    const uri = 'https://spa.example/cb';
    await control.act('add_redirect_uri', { clientId: app.clientId, uri, platform: 'spa' });
    const more = { query: { redirect_uri: uri } };
    const first = (await at.redeem(await at.code(LIBRARIAN, more), { redirect_uri: uri })).body.refresh_token;
    await control.later(DAY_MS - 1000);
    const second = (await at.refresh(first)).body.refresh_token;
    await control.later(1000);
    for (const token of [first, second])
      expect(failure(await at.refresh(token))).toEqual([400, 'invalid_grant', 700084, undefined]);
    await control.set({ spaCodeWithoutOrigin: 'refused' });
    expect(failure(await at.redeem(await at.code(LIBRARIAN, more), { redirect_uri: uri }))[2]).toBe(9002327);
  });

  it.each([
    ['changed', true],
    ['expired', true],
    ['self_service', true],
    ['azure_portal', true],
    ['entra_admin_center', false],
  ])('after a password that was %s: good %s', async (how, good) => {
    const { refresh_token } = await at.tokens();
    await control.act('reset_password', { upn: LIBRARIAN, how, password: 'new-one' });
    const answer = await at.refresh(refresh_token);
    if (good) expect(answer.status).toBe(200);
    else expect(failure(answer)).toEqual([400, 'invalid_grant', 50173, 'bad_token']);
    expect((await browser(tenant, app).login(LIBRARIAN)).text).toContain('AADSTS50126');
  });

  it('outlive a sign-out and a lost mailbox, not a removed enterprise application', async () => {
    const { refresh_token } = await at.tokens();
    await ask(tenant, 'GET', `/${app.tenantId}/oauth2/v2.0/logout`);
    await control.act('enable_mailbox', { upn: LIBRARIAN, on: false });
    const { body, status } = await at.refresh(refresh_token);
    expect(status).toBe(200);
    expect((await ask(tenant, 'GET', '/v1.0/me/events', { token: body.access_token })).status).toBe(404);
    await control.act('remove_principal', { clientId: app.clientId });
    expect(failure(await at.refresh(refresh_token))).toEqual([400, 'unauthorized_client', 700016, undefined]);
  });

  it('[EO14.6] outlive a deleted secret, or do not', async () => {
    const { refresh_token } = await at.tokens();
    const { secret } = await control.act('rotate_secret', { clientId: app.clientId });
    await control.act('delete_secret', { clientId: app.clientId, secretId: app.secret.id });
    expect((await at.refresh(refresh_token, { client_secret: secret.value })).status).toBe(200);
    await control.set({ refreshAfterSecretDeleted: 'revoked' });
    expect(failure(await at.refresh(refresh_token, { client_secret: secret.value }))[2]).toBe(70000);
  });

  it('[EO14.5] notice that a person withdrew at once or later, by either code; an administrator’s withdrawal by 65001', async () => {
    const own = await register(tenant, { delegated: ['User.Read'] });
    const shop = server(tenant, own);
    const step = { query: { scope: 'openid offline_access User.Read' } };
    const { refresh_token } = await shop.tokens(LIBRARIAN, step);
    await control.set({ consentWithdrawnAfterMs: 300_000, consentWithdrawnCode: 70000 });
    await control.act('withdraw_consent', { clientId: own.clientId, upn: LIBRARIAN });
    expect((await browser(tenant, own).login(LIBRARIAN, step)).text).toContain('Permissions requested');
    expect((await shop.refresh(refresh_token)).status).toBe(200);
    await control.later(300_000);
    expect(failure(await shop.refresh(refresh_token))).toEqual([400, 'invalid_grant', 70000, undefined]);
    await control.set({ consentWithdrawnCode: 65001 });
    expect(failure(await shop.refresh(refresh_token))).toEqual([400, 'invalid_grant', 65001, 'consent_required']);
    await control.act('grant_admin_consent', { clientId: own.clientId });
    expect((await shop.refresh(refresh_token)).status).toBe(200);
    const byAdmin = (await at.tokens()).refresh_token;
    await control.set({ consentWithdrawnAfterMs: 0, consentWithdrawnCode: 70000 });
    await control.act('withdraw_consent', { clientId: app.clientId, adminOnly: true });
    expect(failure(await at.refresh(byAdmin))).toEqual([400, 'invalid_grant', 65001, 'consent_required']);
  });

  it('of a personal account notice a withdrawal by 70000', async () => {
    const personal = await register(tenant, { accountType: 'PersonalMicrosoftAccount', delegated: ['User.Read'] });
    const shop = server(tenant, personal);
    const { refresh_token } = await shop.tokens(PERSONAL, { segment: 'consumers' });
    await control.act('withdraw_consent', { clientId: personal.clientId, upn: PERSONAL });
    expect(failure(await shop.refresh(refresh_token, {}, 'consumers'))).toEqual([
      400,
      'invalid_grant',
      70000,
      undefined,
    ]);
  });

  it('live on while an administrator’s consent holds, whatever one person withdraws', async () => {
    const [ada, ben] = [await at.tokens(), await at.tokens('ben.okafor@library.example')];
    await control.act('withdraw_consent', { clientId: app.clientId, upn: LIBRARIAN });
    for (const { refresh_token } of [ada, ben]) expect((await at.refresh(refresh_token)).status).toBe(200);
  });

  it('of an administrator’s consent alone go when that is revoked; people’s own stay', async () => {
    const other = await register(tenant, { delegated: ['User.Read'] });
    const shop = server(tenant, other);
    const step = { query: { scope: 'openid offline_access User.Read' } };
    const { refresh_token } = await shop.tokens(LIBRARIAN, step);
    await control.act('grant_admin_consent', { clientId: other.clientId });
    await control.act('withdraw_consent', { clientId: other.clientId, adminOnly: true });
    expect((await shop.refresh(refresh_token)).status).toBe(200);
    await control.act('withdraw_consent', { clientId: other.clientId, upn: LIBRARIAN });
    expect(failure(await shop.refresh(refresh_token))[2]).toBe(65001);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { frozenTenant, type Registered, register } from '../testing';
import { controls, failure, server } from '../testing-identity';

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

describe('[EO13.5] how a client proves itself', () => {
  const basic = (id: string, secret: string) => ({
    Authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
  });
  const form = { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' };

  it('by Basic with both halves form-encoded, or by the body, literally', async () => {
    expect((await at.tokenAt(form, undefined, basic(app.clientId, app.secret.value))).status).toBe(200);
    expect(failure(await at.tokenAt(form, undefined, basic(app.clientId, 'x')))[2]).toBe(7000215);
    const escaped = [...app.secret.value].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
    const Authorization = `Basic ${btoa(`${app.clientId}:${escaped}`)}`;
    expect((await at.tokenAt(form, undefined, { Authorization })).status).toBe(200);
    expect(failure(await at.ofItself({ client_secret: ` ${app.secret.value}` }))[2]).toBe(7000215);
    expect(failure(await at.ofItself({ client_secret: `${app.secret.value}"` }))[2]).toBe(7000215);
    expect((await at.ofItself({ client_id: app.clientId.toUpperCase() })).status).toBe(200);
  });

  it('never from a browser: an Origin header with credentials is refused', async () => {
    const answer = await at.tokenAt({ ...at.client, ...form }, undefined, { Origin: 'https://carrel.example' });
    expect(failure(answer)).toEqual([400, 'invalid_request', 9002326, undefined]);
  });

  it('with either of two secrets while they live; a new one takes a while to be known', async () => {
    await control.set({ replicationMs: 60_000 });
    await control.later(60_000);
    const { secret } = await control.act('rotate_secret', { clientId: app.clientId });
    expect((await at.ofItself()).status).toBe(200);
    expect(failure(await at.ofItself({ client_secret: secret.value }))[2]).toBe(7000215);
    await control.later(60_000);
    expect((await at.ofItself({ client_secret: secret.value })).status).toBe(200);
    const young = server(tenant, await register(tenant));
    expect(failure(await young.ofItself())).toEqual([400, 'unauthorized_client', 700016, undefined]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { ask, clientForm, frozenTenant, type Registered, register } from '../testing';
import { advance, bearer, type Caller, refused, turn } from '../testing-graph';

let tenant: Tenant;
let app: Registered;
let granted: Caller;
const OAK = '/users/oak@library.example/events';
const ADA = '/users/librarian@library.example/events';

beforeEach(async () => {
  tenant = frozenTenant();
  app = await register(tenant, { application: ['Calendars.ReadWrite'], adminConsent: true });
  granted = await tokenFor(app);
});

async function tokenFor(one: Registered): Promise<Caller> {
  const { body } = await ask(tenant, 'POST', `/${one.tenantId}/oauth2/v2.0/token`, { form: clientForm(one) });
  return bearer(tenant, body.access_token);
}
const limit = (body: Record<string, unknown>) =>
  ask(tenant, 'POST', '/_control/application-scopes', { body: { clientId: app.clientId, ...body } });
const statuses = async (caller: Caller) => [(await caller.get(OAK)).status, (await caller.get(ADA)).status];

describe('which mailboxes an application reaches (GC 0.1)', () => {
  it('[GC13.2] a policy narrows what was granted in Entra', async () => {
    expect(await statuses(granted)).toEqual([200, 200]);
    await limit({ via: 'policy', mailboxes: 'rooms' });
    expect(await statuses(granted)).toEqual([200, 403]);
    expect((await granted.post('/users/librarian@library.example/sendMail', {})).status).toBe(403);
    await limit({ via: 'policy', mailboxes: null });
    expect(await statuses(granted)).toEqual([200, 200]);
  });

  it('[GC13.2] RBAC adds to the grants of Entra, so it limits nothing while they stand', async () => {
    await limit({ via: 'rbac', mailboxes: 'rooms' });
    expect(await statuses(granted)).toEqual([200, 200]);
  });

  it('[GC13.2] under RBAC a token without roles reaches the mailboxes of its scope, with its permissions', async () => {
    app = await register(tenant, { application: [] });
    const bare = await tokenFor(app);
    expect(await statuses(bare)).toEqual([403, 403]);
    await limit({ via: 'rbac', mailboxes: ['oak@library.example'], permissions: ['Calendars.Read'] });
    expect(await statuses(bare)).toEqual([200, 403]);
    expect((await bare.post(OAK, {})).status).toBe(403);
    expect((await bare.get('/users/oak@library.example/mailboxSettings')).status).toBe(403);
    await limit({ via: 'rbac', mailboxes: ['oak@library.example'], permissions: ['MailboxSettings.Read'] });
    expect((await bare.get('/users/oak@library.example/mailboxSettings')).status).toBe(200);
  });

  it('[GC13.2] a policy and RBAC together: what either allows', async () => {
    await limit({ via: 'policy', mailboxes: 'rooms' });
    await limit({ via: 'rbac', mailboxes: ['librarian@library.example'] });
    expect(await statuses(granted)).toEqual([200, 200]);
  });

  it('[GC13.2] a refused mailbox is told in one of two texts', async () => {
    await limit({ via: 'policy', mailboxes: 'rooms' });
    const odata = await granted.get(ADA);
    expect(refused(odata)).toEqual([403, 'ErrorAccessDenied']);
    expect(odata.body.error.message).toBe('Access to OData is disabled.');
    await turn(tenant, { applicationDeniedText: 'Access is denied. Check credentials and try again.' });
    expect((await granted.get(ADA)).body.error.message).toBe('Access is denied. Check credentials and try again.');
  });

  it('[GC13.2] a change holds at once, or after a while', async () => {
    await turn(tenant, { applicationScopeDelayMs: 1_800_000 });
    const { body } = await limit({ via: 'policy', mailboxes: 'rooms' });
    expect(body).toMatchObject({ via: 'policy', effectiveAt: '2026-10-05T13:30:00.000Z' });
    expect(await statuses(granted)).toEqual([200, 200]);
    await advance(tenant, 1_800_000);
    expect(await statuses(granted)).toEqual([200, 403]);
    expect((await ask(tenant, 'GET', '/_control/application-scopes')).body.scopes).toHaveLength(1);
  });

  it('[GC13.2] persons are not touched by it', async () => {
    await limit({ via: 'policy', mailboxes: [] });
    const { body } = await ask(tenant, 'POST', '/_control/tokens', {
      body: { clientId: app.clientId, upn: 'librarian@library.example', scopes: ['Calendars.Read'] },
    });
    expect((await bearer(tenant, body.access_token).get('/me/events')).status).toBe(200);
  });
});

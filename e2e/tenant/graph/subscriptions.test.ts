import { beforeEach, describe, expect, it } from 'vitest';
import type { Tenant } from '../app';
import { appToken, ask, frozenTenant, IMMUTABLE, type Json, LIBRARIAN, meeting, tokenOf } from '../testing';

const HOOK = 'http://localhost:3000/api/outlook/notifications/k1';
const DAY_MS = 86_400_000;
const START = Date.parse('2026-10-05T13:00:00Z');

let tenant: Tenant;
let token: string;
let knocks: Json[];
let answers: number[];
let handshakes: string[];
let saysToken: boolean;

beforeEach(async () => {
  [knocks, answers, handshakes, saysToken] = [[], [], [], true];
  tenant = frozenTenant({ deliver: endpoint });
  token = await tokenOf(tenant, LIBRARIAN);
});

const endpoint: typeof fetch = async (input, init) => {
  const url = new URL(String(input));
  const given = url.searchParams.get('validationToken');
  if (given !== null) {
    handshakes.push(url.pathname);
    return new Response(saysToken ? given : 'no', { headers: { 'Content-Type': 'text/plain' } });
  }
  knocks.push(JSON.parse(String(init?.body)).value[0]);
  return new Response(null, { status: answers.shift() ?? 202 });
};
const subscribe = (more = {}, as = token, headers = IMMUTABLE) =>
  ask(tenant, 'POST', '/v1.0/subscriptions', {
    token: as,
    headers,
    body: {
      changeType: 'created,updated,deleted',
      notificationUrl: HOOK,
      lifecycleNotificationUrl: HOOK,
      resource: 'me/events',
      expirationDateTime: new Date(START + 6 * DAY_MS).toISOString(),
      clientState: 'state-1',
      ...more,
    },
  });
const advance = (advanceMs: number) => ask(tenant, 'POST', '/_control/clock', { body: { advanceMs } });
const create = () =>
  ask(tenant, 'POST', '/v1.0/me/events', {
    token,
    headers: IMMUTABLE,
    body: meeting('x', '2026-10-06T13:00:00', '2026-10-06T14:00:00'),
  });
const fault = (body: Json) => ask(tenant, 'POST', '/_control/faults', { body });

describe('subscribing (GC 6.1, 6.2)', () => {
  it('shakes hands with both addresses before answering 201', async () => {
    const { status, body } = await subscribe();
    expect([status, handshakes.length]).toEqual([201, 2]);
    expect(body).toMatchObject({ clientState: 'state-1', resource: 'me/events' });
    const read = await ask(tenant, 'GET', `/v1.0/subscriptions/${body.id}`, { token });
    expect(read.body.clientState).toBeNull();
  });

  it('refuses an endpoint that does not say the token back', async () => {
    saysToken = false;
    const { status, body } = await subscribe();
    expect([status, body.error.code]).toEqual([400, 'ValidationError']);
  });

  it('caps the life at 10,080 minutes, raises it to 45, and refuses the past', async () => {
    const at = (ms: number) => subscribe({ expirationDateTime: new Date(START + ms).toISOString() });
    expect((await at(8 * DAY_MS)).status).toBe(400);
    expect((await at(-1)).status).toBe(400);
    expect((await at(60_000)).body.expirationDateTime).toBe('2026-10-05T13:45:00.0000000Z');
  });

  it('refuses the same again with 409, wrong names, other resources and plain http elsewhere', async () => {
    await subscribe();
    expect((await subscribe()).status).toBe(409);
    expect((await subscribe({ NotificationUrl: HOOK })).status).toBe(400);
    expect((await subscribe({ resource: 'me/calendarView' })).status).toBe(400);
    expect((await subscribe({ notificationUrl: 'http://app.example/hook' })).status).toBe(400);
  });

  it('lets a delegate subscribe to the own mailbox only, and an application to any', async () => {
    const delegate = await subscribe({ resource: '/users/linden@library.example/events' });
    expect([delegate.status, delegate.body.error.code]).toEqual([403, 'ErrorAccessDenied']);
    const application = await appToken(tenant, ['Calendars.Read']);
    expect((await subscribe({ resource: '/users/linden@library.example/events' }, application)).status).toBe(201);
    await ask(tenant, 'PUT', '/_control/behaviour', { body: { readWriteSufficesToSubscribe: false } });
    expect((await subscribe()).status).toBe(403);
  });

  it('renews, lists and deletes one’s own', async () => {
    const { id } = (await subscribe()).body;
    const later = new Date(START + 6.5 * DAY_MS).toISOString();
    const renewed = await ask(tenant, 'PATCH', `/v1.0/subscriptions/${id}`, {
      token,
      body: { expirationDateTime: later },
    });
    expect(renewed.body.expirationDateTime).toBe(later.replace('Z', '0000Z'));
    expect((await ask(tenant, 'GET', '/v1.0/subscriptions', { token })).body.value).toHaveLength(1);
    const stranger = await tokenOf(tenant, 'patron@library.example');
    expect((await ask(tenant, 'GET', '/v1.0/subscriptions', { token: stranger })).body.value).toHaveLength(0);
    expect((await ask(tenant, 'DELETE', `/v1.0/subscriptions/${id}`, { token })).status).toBe(204);
    expect((await ask(tenant, 'DELETE', `/v1.0/subscriptions/${id}`, { token })).status).toBe(404);
  });
});

describe('notifications (GC 6.3, 6.4)', () => {
  it('tell of own writes, of the rewrite after create, and of deletion', async () => {
    await subscribe();
    const { body } = await create();
    await advance(6_000);
    expect(knocks.map((one) => one.changeType)).toEqual(['created', 'updated']);
    expect(knocks[0]).toMatchObject({
      clientState: 'state-1',
      resourceData: { '@odata.type': '#Microsoft.Graph.Event', id: body.id },
    });
    expect(knocks[0].resource).toMatch(/^Users\/[0-9a-f-]{36}\/Events\//);
    await ask(tenant, 'DELETE', `/v1.0/me/events/${body.id}`, { token });
    await advance(1_000);
    expect(knocks.at(-1).changeType).toBe('deleted');
  });

  it('carry the id kind the subscription was created with', async () => {
    await subscribe({}, token, { Prefer: 'x' });
    const { body } = await create();
    await advance(500);
    expect(knocks[0].resourceData.id).not.toBe(body.id);
  });

  it('are tried again with growing waits until answered, and end with the subscription', async () => {
    await subscribe();
    await ask(tenant, 'PUT', '/_control/behaviour', { body: { etagChurn: 'off' } });
    answers = [500, 503, 202];
    await create();
    await advance(250);
    expect(knocks).toHaveLength(1);
    await advance(10_000);
    expect(knocks).toHaveLength(2);
    await advance(20_000);
    expect(knocks).toHaveLength(3);
    await advance(3_600_000);
    expect(knocks).toHaveLength(3);
    await advance(6 * DAY_MS);
    token = await tokenOf(tenant, LIBRARIAN);
    await create();
    await advance(1_000);
    expect(knocks.slice(3).map((one) => one.lifecycleEvent)).toEqual(['reauthorizationRequired']);
  });

  it('are dropped, doubled, late or out of order on request', async () => {
    await subscribe();
    await ask(tenant, 'PUT', '/_control/behaviour', { body: { etagChurn: 'off' } });
    await fault({ where: {}, times: 1, effect: 'drop' });
    await create();
    await advance(60_000);
    expect(knocks).toHaveLength(0);
    await fault({ where: { mailbox: LIBRARIAN }, times: 1, effect: 'duplicate' });
    await create();
    await advance(1_000);
    expect(knocks).toHaveLength(2);
    await fault({ effect: 'reorder' });
    const first = (await create()).body.id;
    const second = (await create()).body.id;
    await advance(5_000);
    expect(knocks.slice(2).map((one) => one.resourceData.id)).toEqual([second, first]);
    await fault({ effect: { delayNotificationMs: 60_000 } });
    await create();
    await advance(59_000);
    expect(knocks).toHaveLength(4);
    await advance(2_000);
    expect(knocks).toHaveLength(5);
  });

  it('end when the subscription is removed, which the lifecycle address hears (GC 6.5)', async () => {
    await subscribe();
    const removed = await fault({ where: { mailbox: LIBRARIAN }, effect: 'remove_subscription' });
    expect(removed.body.removed).toBe(1);
    await advance(0);
    expect(knocks).toMatchObject([{ lifecycleEvent: 'subscriptionRemoved', clientState: 'state-1' }]);
  });
});

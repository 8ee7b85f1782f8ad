import { beforeEach, describe, expect, it } from 'vitest';
import { appToken, ask, LIBRARIAN, register, STAFF_SCOPES, tokenOf } from '../testing';
import { DAY_MS, HOOK, HOUR_MS, type Hooked, hookedTenant, START } from './testing-subscriptions';

let hooked: Hooked;
beforeEach(async () => {
  hooked = await hookedTenant();
});
const refusal = async (more: object, as?: string) => {
  const { status, body } = await hooked.subscribe(more, as);
  return [status, body.error?.code];
};
const inFuture = (ms: number) => ({ expirationDateTime: new Date(START + ms).toISOString() });
const ROOM = { resource: '/users/linden@library.example/events' };

describe('the handshake (GC 6.2)', () => {
  it('[GC13.13] both addresses, in a request each, before the 201; the query they have is kept', async () => {
    const { status, body } = await hooked.subscribe({ lifecycleNotificationUrl: `${HOOK}?k=1&z=%20` });
    expect(status).toBe(201);
    expect(body).toMatchObject({ clientState: 'state-1', resource: 'me/events', latestSupportedTlsVersion: 'v1_2' });
    const [first, second] = hooked.handshakes;
    expect(first).toMatch(
      /k1\?validationToken=Validation%3a\+Testing\+client\+application\+reachability\+for\+subscription\+Request-Id%3a\+[0-9a-f-]{36}$/,
    );
    expect(second).toContain('k1?k=1&z=%20&validationToken=Validation%3a+');
    expect(hooked.handshakes).toHaveLength(2);
    hooked.handshakes = [];
    await hooked.subscribe({ changeType: 'created' });
    expect(hooked.handshakes).toHaveLength(2);
  });

  it('[GC13.13] is done while the POST is open, and nothing is there until it is', async () => {
    let seenMeanwhile: unknown;
    hooked.saysToken = async (token) => {
      seenMeanwhile = (await hooked.graph('GET', '/subscriptions')).body.value;
      return new Response(token, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
    };
    expect((await hooked.subscribe()).status).toBe(201);
    expect(seenMeanwhile).toEqual([]);
  });

  it.each([
    ['another text', () => new Response('no', { headers: { 'Content-Type': 'text/plain' } }), /validation token/],
    ['the token in quotes', (t: string) => Response.json(t), /validation token/],
    ['the token as HTML', (t: string) => new Response(t, { headers: { 'Content-Type': 'text/html' } }), /text\/plain/],
    ['404', () => new Response('', { status: 404 }), /HTTP status code is 'NotFound'\. Notification endpoint must/],
    ['202', (t: string) => new Response(t, { status: 202 }), /HTTP status code is 'Accepted'/],
    ['no answer', () => Promise.reject(new TypeError('fetch failed')), /could not be reached/],
    [
      'none in ten seconds',
      () => Promise.reject(new DOMException('', 'TimeoutError')),
      /^Subscription validation request timed out\.$/,
    ],
  ])('[GC13.13] refuses %s', async (_, saysToken, message) => {
    hooked.saysToken = saysToken;
    const { status, body } = await hooked.subscribe();
    expect([status, body.error.code]).toEqual([400, 'ValidationError']);
    expect(body.error.message).toMatch(message);
    expect((await hooked.graph('GET', '/subscriptions')).body.value).toEqual([]);
  });

  it('[SD14] is refused or slow on request, for a new subscription and for a new address', async () => {
    await hooked.fault({ effect: 'validation_failed' });
    expect((await hooked.subscribe()).body.error.message).toContain("HTTP status code is 'NotFound'");
    const { id } = (await hooked.subscribe()).body;
    await hooked.fault({ effect: 'validation_timeout' });
    const moved = await hooked.graph('PATCH', `/subscriptions/${id}`, { notificationUrl: `${HOOK}/2` });
    expect([moved.status, moved.body.error.message]).toEqual([400, 'Subscription validation request timed out.']);
  });
});

describe('what a subscription may ask for (GC 6.1)', () => {
  it('[GC13.13] ends within 10,080 minutes, lives 45 at least, and not in the past', async () => {
    expect(await refusal(inFuture(10_080 * 60_000 + 1_000))).toEqual([400, 'InvalidRequest']);
    expect((await hooked.subscribe({ ...inFuture(10_080 * 60_000), changeType: 'created' })).status).toBe(201);
    expect(await refusal(inFuture(-1))).toEqual([400, 'ValidationError']);
    expect((await hooked.subscribe(inFuture(60_000))).body.expirationDateTime).toBe('2026-10-05T13:45:00.0000000Z');
    const local = await hooked.subscribe({ changeType: 'deleted', expirationDateTime: '2026-10-06T13:00:00' });
    expect(local.body.expirationDateTime).toBe('2026-10-06T13:00:00.0000000Z');
  });

  it.each([
    ['a member in another case', { NotificationUrl: HOOK }],
    ['a member nobody knows', { colour: 'red' }],
    ['a web-push member', { notificationContentType: 'application/json', vapidPublicKey: 'x' }],
    ['a member of another type', { clientState: 7 }],
    ['no resource', { resource: undefined }],
    ['no change type', { changeType: undefined }],
    ['no expiry', { expirationDateTime: undefined }],
    ['an expiry that is no time', { expirationDateTime: 'tomorrow' }],
    ['an unknown TLS version', { latestSupportedTlsVersion: '1.2' }],
  ])('[GC13.13] %s could not be processed', async (_, more) => {
    const { status, body } = await hooked.subscribe(more);
    expect([status, body.error.code]).toEqual([400, 'InvalidRequest']);
    expect(body.error.message).toMatch(/^Could not process subscription creation payload\. Are all property names/);
  });

  it.each([
    ['a change type that is none', { changeType: 'created,moved' }, /'changeType' is invalid/],
    ['a long clientState', { clientState: 'x'.repeat(129) }, /at most 128/],
    ['plain http elsewhere', { notificationUrl: 'http://app.example/hook' }, /'notificationUrl' is invalid/],
    [
      'a lifecycle address over http',
      { lifecycleNotificationUrl: 'http://app.example/h' },
      /'lifecycleNotificationUrl'/,
    ],
    [
      'resource data without a certificate',
      { includeResourceData: true, ...inFuture(HOUR_MS) },
      /'encryptionCertificate'/,
    ],
    [
      'a certificate without resource data',
      { encryptionCertificate: 'x', encryptionCertificateId: 'y' },
      /only supported/,
    ],
    [
      'resource data for more than a day',
      { includeResourceData: true, encryptionCertificate: 'x', encryptionCertificateId: 'y' },
      /1440 minutes/,
    ],
    [
      'resource data at all',
      { includeResourceData: true, encryptionCertificate: 'x', encryptionCertificateId: 'y', ...inFuture(HOUR_MS) },
      /not supported/,
    ],
    ['calendarView', { resource: 'me/calendarView' }, /parameter 'Resource' is not supported/],
    ['a single event', { resource: 'me/events/AAMk' }, /parameter 'Resource' is not supported/],
    ['events with a query', { resource: 'me/events?$select=subject' }, /parameter 'Resource' is not supported/],
  ])('[GC13.13] %s is refused', async (_, more, message) => {
    const { status, body } = await hooked.subscribe(more);
    expect([status, body.error.code]).toEqual([400, 'InvalidRequest']);
    expect(body.error.message).toMatch(message);
    expect(hooked.handshakes).toEqual([]);
  });

  it('[GC13.13] every TLS version of the list, and a lone address without lifecycle', async () => {
    const types = ['created', 'updated', 'deleted', 'created,updated'];
    for (const [i, latestSupportedTlsVersion] of ['v1_0', 'v1_1', 'v1_2', 'v1_3'].entries()) {
      const { body } = await hooked.subscribe({
        latestSupportedTlsVersion,
        changeType: types[i],
        lifecycleNotificationUrl: null,
      });
      expect([body.latestSupportedTlsVersion, body.lifecycleNotificationUrl]).toEqual([
        latestSupportedTlsVersion,
        null,
      ]);
    }
    expect(hooked.handshakes).toHaveLength(4);
  });

  it('[GC15.4] calendar-scoped resources are accepted, or not', async () => {
    const { id } = (await hooked.graph('GET', '/me/calendar')).body;
    const resource = `/me/calendars/${encodeURIComponent(id)}/events`;
    expect((await hooked.subscribe({ resource })).status).toBe(201);
    expect(await refusal({ resource: '/me/calendars/nowhere/events' })).toEqual([404, 'ErrorItemNotFound']);
    await hooked.switches({ calendarScopedSubscriptions: false });
    expect(await refusal({ resource, changeType: 'created' })).toEqual([400, 'InvalidRequest']);
  });

  it('[GC15.10] the same again is a 409, whatever the order of its words, with a code by switch', async () => {
    await hooked.subscribe();
    const again = { changeType: 'deleted,updated,created', resource: `/users/${LIBRARIAN}/events` };
    for (const duplicateSubscriptionCode of ['ExtensionError', 'Conflict']) {
      await hooked.switches({ duplicateSubscriptionCode });
      const { status, body } = await hooked.subscribe(again);
      expect([status, body.error.code]).toEqual([409, duplicateSubscriptionCode]);
      expect(body.error.message).toBe('Subscription Id <> already exists for the requested combination');
    }
    const other = await tokenOf(hooked.tenant, LIBRARIAN, STAFF_SCOPES, await register(hooked.tenant));
    expect((await hooked.subscribe({}, other)).status).toBe(201);
  });

  it('[SD14] twice at the same time: one 201 and one 409', async () => {
    const both = await Promise.all([hooked.subscribe(), hooked.subscribe()]);
    expect(both.map((one) => one.status).sort()).toEqual([201, 409]);
  });

  it('[GC13.13] at most 1,000 for one mailbox, over all applications', async () => {
    const { id } = (await hooked.subscribe()).body;
    const { subscriptions } = hooked.tenant.world();
    const model = subscriptions.get(id);
    if (!model) throw new Error('not there');
    for (let i = 1; i < 1_000; i += 1) subscriptions.set(`s${i}`, { ...model, id: `s${i}`, clientId: `app${i}` });
    expect(await refusal({ changeType: 'created' })).toEqual([403, 'ExtensionError']);
    subscriptions.delete('s1');
    expect((await hooked.subscribe({ changeType: 'created' })).status).toBe(201);
  });
});

describe('who may subscribe (GC 6.1)', () => {
  it('[GC13.13] a delegate to the own mailbox only, and not by rights on shared calendars', async () => {
    expect(await refusal(ROOM)).toEqual([403, 'ErrorAccessDenied']);
    const shared = await tokenOf(hooked.tenant, LIBRARIAN, ['User.Read', 'Calendars.ReadWrite.Shared']);
    expect(await refusal({}, shared)).toEqual([403, 'ErrorAccessDenied']);
    const basic = await tokenOf(hooked.tenant, LIBRARIAN, ['Calendars.ReadBasic']);
    expect(await refusal({}, basic)).toEqual([403, 'ErrorAccessDenied']);
  });

  it('[GC13.13] an application to any mailbox of its tenant, and not as /me', async () => {
    const application = await appToken(hooked.tenant, ['Calendars.Read']);
    expect((await hooked.subscribe(ROOM, application)).status).toBe(201);
    expect(await refusal({}, application)).toEqual([400, 'BadRequest']);
    expect(await refusal({ resource: '/users/visitor@other.example/events' }, application)).toEqual([
      404,
      'ResourceNotFound',
    ]);
    expect(await refusal({ resource: '/users/nomail@library.example/events' }, application)).toEqual([
      404,
      'MailboxNotEnabledForRESTAPI',
    ]);
  });

  it('[GC13.13] whether Calendars.ReadWrite alone will do is a switch', async () => {
    expect((await hooked.subscribe()).status).toBe(201);
    await hooked.switches({ readWriteSufficesToSubscribe: false });
    expect(await refusal({ changeType: 'created' })).toEqual([403, 'ErrorAccessDenied']);
    const reader = await tokenOf(hooked.tenant, LIBRARIAN, ['Calendars.Read']);
    expect((await hooked.subscribe({ changeType: 'created' }, reader)).status).toBe(201);
  });
});

describe('reading, renewing, deleting (GC 6.5)', () => {
  it('[GC13.13] only one’s own are there, and each goes once', async () => {
    const { id } = (await hooked.subscribe()).body;
    expect((await hooked.graph('GET', '/subscriptions')).body.value).toHaveLength(1);
    const stranger = await tokenOf(hooked.tenant, 'patron@library.example');
    const seen = await ask(hooked.tenant, 'GET', '/v1.0/subscriptions', { token: stranger });
    expect(seen.body.value).toEqual([]);
    expect((await ask(hooked.tenant, 'GET', `/v1.0/subscriptions/${id}`, { token: stranger })).status).toBe(404);
    expect((await hooked.graph('DELETE', `/subscriptions/${id}`)).status).toBe(204);
    expect((await hooked.graph('DELETE', `/subscriptions/${id}`)).status).toBe(404);
    expect((await hooked.graph('PATCH', `/subscriptions/${id}`, inFuture(DAY_MS))).status).toBe(404);
    expect((await hooked.graph('POST', `/subscriptions/${id}/reauthorize`)).status).toBe(404);
  });

  it('[GC15.10] GET hides clientState, or shows it', async () => {
    const { id } = (await hooked.subscribe()).body;
    expect((await hooked.graph('GET', `/subscriptions/${id}`)).body.clientState).toBeNull();
    await hooked.switches({ subscriptionGetShowsClientState: true });
    expect((await hooked.graph('GET', `/subscriptions/${id}`)).body.clientState).toBe('state-1');
    expect((await hooked.graph('GET', '/subscriptions')).body.value[0].clientState).toBe('state-1');
  });

  it('[GC13.13] a new expiry or a new address, with its handshake; nothing else', async () => {
    const { id } = (await hooked.subscribe()).body;
    const path = `/subscriptions/${id}`;
    const later = await hooked.graph('PATCH', path, inFuture(6.5 * DAY_MS));
    expect([later.status, later.body.expirationDateTime]).toEqual([200, '2026-10-12T01:00:00.0000000Z']);
    expect((await hooked.graph('PATCH', path, inFuture(8 * DAY_MS))).status).toBe(400);
    hooked.handshakes = [];
    const moved = await hooked.graph('PATCH', path, { notificationUrl: `${HOOK}/2` });
    expect([moved.status, moved.body.notificationUrl, hooked.handshakes.length]).toEqual([200, `${HOOK}/2`, 1]);
    hooked.saysToken = () => new Response('', { status: 500 });
    expect((await hooked.graph('PATCH', path, { notificationUrl: `${HOOK}/3` })).body.error.code).toBe(
      'ValidationError',
    );
    expect((await hooked.graph('GET', path)).body.notificationUrl).toBe(`${HOOK}/2`);
    for (const wrong of [{}, { lifecycleNotificationUrl: HOOK }, { changeType: 'created' }, { resource: 'me/events' }])
      expect((await hooked.graph('PATCH', path, wrong)).status).toBe(400);
  });

  it('[GC13.13] reauthorize does not make its life longer; renewing beside it is accepted or refused', async () => {
    const { id, expirationDateTime } = (await hooked.subscribe()).body;
    const path = `/subscriptions/${id}`;
    expect((await hooked.graph('POST', `${path}/reauthorize`)).status).toBe(204);
    expect((await hooked.graph('GET', path)).body.expirationDateTime).toBe(expirationDateTime);
    expect((await hooked.graph('PATCH', path, inFuture(DAY_MS))).status).toBe(200);
    await hooked.switches({ renewAndReauthorize: 'refused' });
    expect((await hooked.graph('POST', `${path}/reauthorize`)).status).toBe(400);
    await hooked.advance(600_000);
    expect((await hooked.graph('POST', `${path}/reauthorize`)).status).toBe(204);
    expect((await hooked.graph('PATCH', path, inFuture(2 * DAY_MS))).status).toBe(400);
  });

  it('[SD14] expired on request: gone without a word, and the renewal is a 404', async () => {
    const { id } = (await hooked.subscribe()).body;
    expect((await hooked.fault({ where: { mailbox: LIBRARIAN }, effect: 'expire_subscription' })).body.removed).toBe(1);
    await hooked.advance(60_000);
    expect(hooked.posts).toEqual([]);
    expect((await hooked.graph('PATCH', `/subscriptions/${id}`, inFuture(DAY_MS))).status).toBe(404);
  });
});

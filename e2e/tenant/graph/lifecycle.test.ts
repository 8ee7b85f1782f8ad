import { beforeEach, describe, expect, it } from 'vitest';
import { appToken, type Json, LIBRARIAN, meeting, register, STAFF_SCOPES, tokenOf } from '../testing';
import { DAY_MS, HOUR_MS, type Hooked, hookedTenant, START } from './testing-subscriptions';

let hooked: Hooked;
beforeEach(async () => {
  hooked = await hookedTenant();
  await hooked.switches({ etagChurn: 'off' });
});
const kinds = () => hooked.knocks().map((one) => one.changeType ?? one.lifecycleEvent);
const edit = () =>
  hooked.control('POST', `/mailboxes/${LIBRARIAN}/events`, meeting('x', '2026-10-06T13:00:00', '2026-10-06T14:00:00'));
const identity = (body: Json) => hooked.control('POST', '/identity', body);
const there = async () => (await hooked.control('GET', '/subscriptions')).body.subscriptions;
const freshToken = async () => {
  const app = { clientId: (await there())[0].clientId } as Parameters<typeof tokenOf>[3];
  hooked.token = await tokenOf(hooked.tenant, LIBRARIAN, STAFF_SCOPES, app);
};

describe('lifecycle events by themselves (GC 6.5)', () => {
  it('[GC13.13] reauthorizationRequired before the end; ignored, notifications stop though the subscription is there', async () => {
    await hooked.subscribe();
    await hooked.advance(6 * DAY_MS - 12 * HOUR_MS - 1);
    expect(kinds()).toEqual([]);
    await hooked.advance(1);
    expect(hooked.knocks()).toMatchObject([{ lifecycleEvent: 'reauthorizationRequired', clientState: 'state-1' }]);
    expect(Object.keys(hooked.knocks()[0]).sort()).toEqual([
      'clientState',
      'lifecycleEvent',
      'subscriptionExpirationDateTime',
      'subscriptionId',
      'tenantId',
    ]);
    await edit();
    await hooked.advance(1_000);
    expect(kinds()).toEqual(['reauthorizationRequired', 'created']);
    await hooked.advance(6 * HOUR_MS);
    await edit();
    await hooked.advance(1_000);
    expect(kinds()).toEqual(['reauthorizationRequired', 'created']);
    expect(await there()).toHaveLength(1);
  });

  it.each([
    ['PATCH with a new expiry', 'PATCH', ''],
    ['POST reauthorize', 'POST', '/reauthorize'],
  ])('[GC13.13] %s heeds it', async (_, method, path) => {
    const { id } = (await hooked.subscribe()).body;
    await hooked.advance(6 * DAY_MS - 11 * HOUR_MS);
    await freshToken();
    const body = method === 'PATCH' ? { expirationDateTime: new Date(START + 12 * DAY_MS).toISOString() } : undefined;
    expect((await hooked.graph(method, `/subscriptions/${id}${path}`, body)).status).toBeLessThan(300);
    await hooked.advance(7 * HOUR_MS);
    await edit();
    await hooked.advance(1_000);
    expect(kinds()).toContain('created');
  });

  it('[GC13.13] renewed at half its life it is never asked', async () => {
    const { id } = (await hooked.subscribe()).body;
    for (let day = 3; day <= 15; day += 3) {
      await hooked.advance(3 * DAY_MS);
      await freshToken();
      const expirationDateTime = new Date(START + (day + 6) * DAY_MS).toISOString();
      expect((await hooked.graph('PATCH', `/subscriptions/${id}`, { expirationDateTime })).status).toBe(200);
    }
    expect(kinds()).toEqual([]);
    expect(hooked.tenant.world().clock.pending()).toBeLessThan(5);
  });

  it('[GC13.13] with the token: before it ends, and again before the next one does', async () => {
    await hooked.switches({ reauthorization: 'with the token' });
    const { id } = (await hooked.subscribe()).body;
    await hooked.advance(2 * HOUR_MS);
    expect(kinds()).toEqual(['reauthorizationRequired']);
    await edit();
    await hooked.advance(1_000);
    expect(kinds()).toEqual(['reauthorizationRequired']);
    await freshToken();
    await hooked.graph('POST', `/subscriptions/${id}/reauthorize`);
    await edit();
    await hooked.advance(2 * HOUR_MS);
    expect(kinds()).toEqual(['reauthorizationRequired', 'created', 'reauthorizationRequired']);
  });

  it('[GC13.13] never by switch, and ignoring it may have no consequence', async () => {
    await hooked.switches({ reauthorization: 'never', ignoredReauthorization: 'nothing' });
    const { id } = (await hooked.subscribe()).body;
    await hooked.advance(5 * DAY_MS + 23 * HOUR_MS);
    expect(kinds()).toEqual([]);
    await hooked.control('POST', `/subscriptions/${id}/lifecycle`, { event: 'reauthorizationRequired' });
    await hooked.advance(20 * 60_000);
    await edit();
    await hooked.advance(1_000);
    expect(kinds()).toEqual(['reauthorizationRequired', 'created']);
  });

  it('[GC13.13] on command: each of the three, at any time', async () => {
    const { id } = (await hooked.subscribe()).body;
    for (const event of ['missed', 'reauthorizationRequired', 'subscriptionRemoved']) {
      expect((await hooked.control('POST', `/subscriptions/${id}/lifecycle`, { event })).body).toEqual({ told: true });
      await hooked.advance(0);
      expect(kinds().at(-1)).toBe(event);
    }
    expect(await there()).toEqual([]);
  });
});

describe('what a subscription stands on', () => {
  const clientId = async () => (await there())[0].clientId as string;
  it.each<[string, () => Promise<unknown>]>([
    ['the user disabled', () => identity({ action: 'enable_user', upn: LIBRARIAN, on: false })],
    [
      'the consent withdrawn',
      async () => identity({ action: 'withdraw_consent', upn: LIBRARIAN, clientId: await clientId() }),
    ],
    ['the sessions revoked', () => identity({ action: 'revoke_sessions', upn: LIBRARIAN })],
    ['the application disabled', async () => identity({ action: 'enable_app', clientId: await clientId(), on: false })],
    ['the application deleted', async () => identity({ action: 'delete_app', clientId: await clientId() })],
    ['the mailbox gone', () => identity({ action: 'enable_mailbox', upn: LIBRARIAN, on: false })],
  ])('[SD14] %s: it goes, told or silently, or stays', async (_, happens) => {
    for (const [lostRights, left, heard] of [
      ['kept', 1, []],
      ['silent', 0, []],
      ['subscriptionRemoved', 0, ['subscriptionRemoved']],
    ] as const) {
      hooked = await hookedTenant();
      await hooked.switches({ lostRights });
      await hooked.subscribe();
      await hooked.advance(1_000);
      await happens();
      await hooked.advance(1_000);
      expect([await there(), kinds()]).toEqual([left === 1 ? [expect.anything()] : [], heard]);
    }
  });

  it('[SD14] an application’s, when its consent for the tenant goes', async () => {
    const room = { resource: '/users/linden@library.example/events' };
    await hooked.subscribe(room, await appToken(hooked.tenant, ['Calendars.Read']));
    await identity({ action: 'withdraw_consent', clientId: await clientId() });
    await hooked.advance(0);
    expect(kinds()).toEqual(['subscriptionRemoved']);
  });

  it.each([
    ['by the application', (id: string) => hooked.graph('DELETE', `/me/calendars/${id}`)],
    ['by a person', (id: string) => hooked.control('DELETE', `/mailboxes/${LIBRARIAN}/calendars/${id}`)],
  ])('[SD14] the calendar removed %s', async (_, remove) => {
    const { id } = (await hooked.graph('POST', '/me/calendars', { name: 'Second' })).body;
    expect((await hooked.subscribe({ resource: `/me/calendars/${id}/events` })).status).toBe(201);
    await hooked.subscribe();
    expect((await remove(id)).status).toBe(204);
    await hooked.advance(0);
    expect([kinds(), (await there()).length]).toEqual([['subscriptionRemoved'], 1]);
  });

  it('[SD14] other subscriptions stay', async () => {
    await hooked.subscribe();
    await hooked.subscribe({}, await tokenOf(hooked.tenant, LIBRARIAN, STAFF_SCOPES, await register(hooked.tenant)));
    await identity({ action: 'delete_app', clientId: await clientId() });
    expect(await there()).toHaveLength(1);
  });
});

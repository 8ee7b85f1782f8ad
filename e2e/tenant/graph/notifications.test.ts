import { beforeEach, describe, expect, it } from 'vitest';
import { appToken, ask, IMMUTABLE, type Json, LIBRARIAN, meeting } from '../testing';
import { HOOK, type Hooked, hookedTenant } from './testing-subscriptions';

const MINUTE_MS = 60_000;

let hooked: Hooked;
beforeEach(async () => {
  hooked = await hookedTenant();
});
const kinds = () => hooked.knocks().map((one) => one.changeType ?? one.lifecycleEvent);
const calm = () => hooked.switches({ etagChurn: 'off' });

describe('what a notification says (GC 6.3)', () => {
  it('[GC13.13] of own writes, of the rewrite after create, of deletion; with capitals, and no content', async () => {
    await hooked.subscribe();
    const { body } = await hooked.create();
    await hooked.advance(6_000);
    expect(kinds()).toEqual(['created', 'updated']);
    const [first, second] = hooked.knocks();
    expect(Object.keys(first).sort()).toEqual([
      'changeType',
      'clientState',
      'resource',
      'resourceData',
      'subscriptionExpirationDateTime',
      'subscriptionId',
      'tenantId',
    ]);
    expect(first.resource).toMatch(/^Users\/[0-9a-f-]{36}\/Events\//);
    expect(first.subscriptionExpirationDateTime).toBe('2026-10-11T13:00:00.0000000+00:00');
    expect(first.resourceData).toMatchObject({ '@odata.type': '#Microsoft.Graph.Event', id: body.id });
    expect(second.resourceData['@odata.etag']).not.toBe(first.resourceData['@odata.etag']);
    await hooked.graph('DELETE', `/me/events/${body.id}`);
    await hooked.advance(1_000);
    expect(kinds().at(-1)).toBe('deleted');
    expect((await hooked.graph('GET', `/me/events/${body.id}`)).status).toBe(404);
  });

  it('[GC13.13] of a person’s edits too, and only of the kinds asked for', async () => {
    await hooked.subscribe({ changeType: 'updated' });
    await calm();
    const path = `/mailboxes/${LIBRARIAN}/events`;
    const made = await hooked.control('POST', path, meeting('x', '2026-10-06T13:00:00', '2026-10-06T14:00:00'));
    await hooked.control('PATCH', `${path}/${made.body.id}`, { subject: 'y' });
    await hooked.control('DELETE', `${path}/${made.body.id}`);
    await hooked.advance(1_000);
    expect(kinds()).toEqual(['updated']);
  });

  it('[GC13.13] by immutable id only when the subscription was made so, whatever later requests ask for', async () => {
    await hooked.subscribe({}, hooked.token, { Prefer: 'x' });
    const { body } = await hooked.create();
    await hooked.advance(500);
    const [knock] = hooked.knocks();
    expect(knock.resourceData.id).not.toBe(body.id);
    expect((await hooked.graph('GET', `/me/events/${knock.resourceData.id}`)).body.id).toBe(body.id);
  });

  it('[GC13.13] updated on the master alone when one occurrence is taken out', async () => {
    const recurrence = {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', numberOfOccurrences: 3, startDate: '2026-10-06' },
    };
    const event = { ...meeting('x', '2026-10-06T13:00:00', '2026-10-06T14:00:00'), recurrence };
    const master = (await hooked.graph('POST', '/me/events', event)).body.id;
    await hooked.advance(10_000);
    await hooked.subscribe();
    const window = 'startDateTime=2026-10-01T00:00:00Z&endDateTime=2026-11-01T00:00:00Z';
    const days = (await hooked.graph('GET', `/me/calendarView?${window}`)).body.value;
    await hooked.graph('DELETE', `/me/events/${days[1].id}`);
    await hooked.advance(10_000);
    expect(hooked.knocks().map((one) => [one.changeType, one.resourceData.id])).toEqual([['updated', master]]);
  });

  it('[GC13.13] of the default calendar; of all calendars by switch; of one by its own resource', async () => {
    await calm();
    const other = (await hooked.graph('POST', '/me/calendars', { name: 'Second' })).body.id;
    const event = meeting('x', '2026-10-06T13:00:00', '2026-10-06T14:00:00');
    const createThere = () => hooked.graph('POST', `/me/calendars/${other}/events`, event);
    await hooked.subscribe();
    await createThere();
    await hooked.advance(1_000);
    expect(kinds()).toEqual([]);
    await hooked.subscribe({ resource: `/me/calendars/${other}/events` });
    await createThere();
    await hooked.advance(1_000);
    expect(kinds()).toEqual(['created']);
    await hooked.switches({ eventsResourceCovers: 'all calendars' });
    await hooked.subscribe({ changeType: 'created' });
    await createThere();
    await hooked.advance(1_000);
    expect(kinds()).toEqual(['created', 'created', 'created']);
  });

  it('[GC13.13] may bear an id', async () => {
    await hooked.subscribe();
    await hooked.switches({ notificationId: 'present' });
    await hooked.create();
    await hooked.advance(1_000);
    expect(hooked.knocks()[0].id).toMatch(/^[\w-]{13}$/);
  });
});

describe('how many, how late, in what order (GC 6.3)', () => {
  it('[GC13.13] one create gives created and several updated; one update gives three', async () => {
    await calm();
    await hooked.subscribe();
    await hooked.switches({ updatesAfterCreate: 3, notificationsPerUpdate: 3 });
    const { id } = (await hooked.create()).body;
    await hooked.advance(1_000);
    expect(kinds()).toEqual(['created', 'updated', 'updated', 'updated']);
    await hooked.graph('PATCH', `/me/events/${id}`, { subject: 'y' });
    await hooked.advance(1_000);
    expect(kinds()).toHaveLength(7);
  });

  it('[V9] late by as much as a switch says', async () => {
    await calm();
    await hooked.subscribe();
    for (const notificationDelayMs of [0, 2_000, 30_000, 180_000]) {
      await hooked.switches({ notificationDelayMs });
      const before = kinds().length;
      await hooked.create();
      if (notificationDelayMs > 0) await hooked.advance(notificationDelayMs - 1);
      expect(kinds()).toHaveLength(before);
      await hooked.advance(1);
      expect(kinds()).toHaveLength(before + 1);
    }
  });

  it('[GC13.13] together in one POST, for other applications too', async () => {
    await calm();
    await hooked.switches({ notificationsTogether: true });
    await hooked.subscribe();
    const application = await appToken(hooked.tenant, ['Calendars.Read']);
    const other = (
      await hooked.subscribe({ resource: `/users/${LIBRARIAN}/events`, clientState: 'other' }, application)
    ).body;
    await hooked.create();
    await hooked.create();
    await hooked.advance(1_000);
    expect(hooked.posts).toHaveLength(1);
    expect(hooked.knocks().map((one) => one.clientState)).toEqual(['state-1', 'other', 'state-1', 'other']);
    expect(hooked.knocks()[1].subscriptionId).toBe(other.id);
  });

  it('[GC13.13] in another order than things happened in', async () => {
    await calm();
    await hooked.subscribe();
    await hooked.switches({ notificationOrder: 'shuffled' });
    const ids: string[] = [];
    for (let i = 0; i < 12; i += 1) ids.push((await hooked.create()).body.id);
    await hooked.advance(10_000);
    const heard = hooked.knocks().map((one) => one.resourceData.id);
    expect(heard).not.toEqual(ids);
    expect([...heard].sort()).toEqual([...ids].sort());
  });
});

describe('what goes wrong with them on request', () => {
  it('[SD14] lost, doubled, out of order, late by up to four hours', async () => {
    await calm();
    await hooked.subscribe();
    await hooked.fault({ where: {}, times: 1, effect: 'drop' });
    await hooked.create();
    await hooked.advance(60_000);
    expect(kinds()).toEqual([]);
    await hooked.fault({ where: { mailbox: LIBRARIAN }, times: 1, effect: 'duplicate' });
    await hooked.create();
    await hooked.advance(1_000);
    expect(kinds()).toHaveLength(2);
    await hooked.fault({ effect: 'reorder' });
    const first = (await hooked.create()).body.id;
    const second = (await hooked.create()).body.id;
    await hooked.advance(5_000);
    expect(
      hooked
        .knocks()
        .slice(2)
        .map((one) => one.resourceData.id),
    ).toEqual([second, first]);
    await hooked.fault({ effect: { delayNotificationMs: 4 * 60 * MINUTE_MS } });
    await hooked.create();
    await hooked.advance(4 * 60 * MINUTE_MS);
    expect(kinds()).toHaveLength(4);
    await hooked.advance(250);
    expect(kinds()).toHaveLength(5);
  });

  it('[SD14] total silence for a day, lifecycle events included', async () => {
    await calm();
    const { id } = (await hooked.subscribe()).body;
    await hooked.fault({ effect: 'silence', forMs: 24 * 60 * MINUTE_MS });
    for (let i = 0; i < 5; i += 1) await hooked.create();
    await hooked.control('POST', `/subscriptions/${id}/lifecycle`, { event: 'missed' });
    await hooked.advance(24 * 60 * MINUTE_MS);
    expect(hooked.posts).toEqual([]);
    const { entries } = (await hooked.control('GET', '/log')).body;
    expect(entries.filter((one: Json) => one.fault === 'silence')).toHaveLength(6);
    await hooked.control('POST', `/subscriptions/${id}/lifecycle`, { event: 'missed' });
    await hooked.advance(0);
    expect(kinds()).toEqual(['missed']);
  });

  it('[SD14] forged: a wrong state, an unknown subscription, another address, good and bad in one, no JSON', async () => {
    const { id } = (await hooked.subscribe()).body;
    await hooked.create();
    const forge = async (body: Json) => (await hooked.control('POST', '/notifications', body)).body;
    const mixed = await forge({ items: [{ subscriptionId: id, clientState: 'guessed' }, { subscriptionId: id }] });
    expect(mixed.status).toBe(202);
    const [bad, good] = hooked.posts.at(-1)?.value ?? [];
    expect([bad.clientState, good.clientState, good.changeType]).toEqual(['guessed', 'state-1', 'updated']);
    expect(good.resource).toMatch(/^Users\/.+\/Events\//);
    await forge({ url: `${HOOK}-other`, items: [{ subscriptionId: 'nobody', changeType: 'updated' }] });
    expect(hooked.posts.at(-1)).toEqual({
      url: `${HOOK}-other`,
      value: [{ subscriptionId: 'nobody', changeType: 'updated' }],
    });
    hooked.answers = [400];
    expect((await forge({ url: HOOK, raw: '{"value":7}' })).status).toBe(400);
    expect((await hooked.control('POST', '/notifications', { items: [{ subscriptionId: 'nobody' }] })).status).toBe(
      400,
    );
  });

  it('[SD14] before the answer that tells the subscription’s id', async () => {
    await hooked.create();
    await hooked.fault({ effect: 'notify_early' });
    let isAnswered = false;
    const heardAt: boolean[] = [];
    const push = hooked.posts.push.bind(hooked.posts);
    hooked.posts.push = (post) => {
      heardAt.push(isAnswered);
      return push(post);
    };
    const { body } = await hooked.subscribe().finally(() => {
      isAnswered = true;
    });
    expect([heardAt, hooked.knocks()[0].subscriptionId]).toEqual([[false], body.id]);
  });

  it('[SD14] removed on request, which the lifecycle address hears', async () => {
    await hooked.subscribe();
    const removed = await hooked.fault({ where: { mailbox: LIBRARIAN }, effect: 'remove_subscription' });
    expect(removed.body.removed).toBe(1);
    await hooked.advance(0);
    expect(hooked.knocks()).toMatchObject([{ lifecycleEvent: 'subscriptionRemoved', clientState: 'state-1' }]);
  });
});

describe('delivery (GC 6.4)', () => {
  it('[GC13.13] is tried again after 10, 20, 40 s and so on, for four hours, until any 2xx', async () => {
    await calm();
    await hooked.subscribe();
    hooked.answers = [500, 404, 302, 204];
    await hooked.create();
    for (const [wait, posts] of [
      [250, 1],
      [10_000, 2],
      [20_000, 3],
      [40_000, 4],
      [3_600_000, 4],
    ] as const) {
      await hooked.advance(wait);
      expect(hooked.posts).toHaveLength(posts);
    }
    hooked.posts.length = 0;
    hooked.answers = Array.from({ length: 40 }, () => 503);
    await hooked.create();
    await hooked.advance(24 * 60 * MINUTE_MS);
    expect(hooked.posts).toHaveLength(11);
  });

  it('[GC13.13] counts only within three seconds; an answer after that is asked for again', async () => {
    await calm();
    await hooked.subscribe();
    await hooked.fault({ where: { operation: 'notification' }, effect: { answerTookMs: 4_000 } });
    await hooked.create();
    await hooked.advance(250);
    expect(hooked.posts).toHaveLength(1);
    await hooked.advance(10_000);
    expect(hooked.posts).toHaveLength(2);
    await hooked.advance(60 * MINUTE_MS);
    expect(hooked.posts).toHaveLength(2);
  });

  const spend = async (tookMs: number[]) => {
    for (const answerTookMs of tookMs) {
      await hooked.fault({ effect: { answerTookMs } });
      await hooked.create();
      await hooked.advance(250);
    }
    const { endpoints } = (await hooked.control('GET', '/subscriptions')).body;
    expect(endpoints[0]).toMatchObject({ host: 'localhost:3000', answers: tookMs.length });
    await hooked.advance(10 * MINUTE_MS - 250 * tookMs.length);
  };
  const times = (slow: number, ms: number, all = 20) => Array.from({ length: all }, (_, i) => (i < slow ? ms : 0));

  it('[GC13.13] slow state: over 10 % after three seconds, and new ones come ten minutes later', async () => {
    await calm();
    await hooked.subscribe();
    await hooked.switches({ notificationDelayMs: 0 });
    await spend(times(3, 3_500));
    hooked.posts.length = 0;
    await hooked.create();
    await hooked.advance(10 * MINUTE_MS - 1);
    expect(hooked.posts).toHaveLength(0);
    await hooked.advance(1);
    expect(hooked.posts).toHaveLength(1);
    await hooked.create();
    await hooked.advance(0);
    expect(hooked.posts).toHaveLength(2);
  });

  it('[GC13.13] exactly 10 % is not slow, nor are few answers, unless few are judged', async () => {
    await calm();
    await hooked.subscribe();
    await hooked.switches({ notificationDelayMs: 0 });
    await spend(times(2, 3_500));
    await hooked.create();
    await hooked.advance(0);
    expect(hooked.posts.at(-1)).toBeDefined();
    const before = hooked.posts.length;
    await hooked.advance(20 * MINUTE_MS);
    await hooked.switches({ endpointJudgedFrom: 1 });
    await hooked.fault({ effect: { answerTookMs: 3_500 } });
    await hooked.create();
    await hooked.advance(10 * MINUTE_MS);
    const after = hooked.posts.length;
    expect(after).toBeGreaterThan(before);
    await hooked.create();
    await hooked.advance(MINUTE_MS);
    expect(hooked.posts).toHaveLength(after);
  });

  it('[GC13.13] drop state: over 15 % after ten seconds, new ones are lost for ten minutes, then missed is told', async () => {
    await calm();
    await hooked.subscribe();
    await hooked.switches({ notificationDelayMs: 0 });
    await spend(times(4, 11_000));
    await hooked.advance(0);
    hooked.posts.length = 0;
    for (let i = 0; i < 3; i += 1) await hooked.create();
    await hooked.advance(5 * MINUTE_MS);
    expect(hooked.posts).toEqual([]);
    await hooked.advance(5 * MINUTE_MS);
    expect(kinds()).toEqual(['missed']);
    await hooked.create();
    await hooked.advance(0);
    expect(kinds()).toEqual(['missed', 'created']);
  });

  it('[GC13.13] the thresholds of older documents, or no states at all', async () => {
    await calm();
    await hooked.subscribe();
    await hooked.switches({ notificationDelayMs: 0, endpointThresholds: '10 s' });
    await spend(times(3, 10_500));
    hooked.posts.length = 0;
    await hooked.create();
    await hooked.advance(9_999);
    expect(hooked.posts).toHaveLength(0);
    await hooked.advance(1);
    expect(hooked.posts).toHaveLength(1);
    await hooked.switches({ endpointStates: 'off' });
    await hooked.create();
    await hooked.advance(0);
    expect(hooked.posts).toHaveLength(2);
  });

  it('[GC13.13] ends with the subscription', async () => {
    await calm();
    await hooked.subscribe({ lifecycleNotificationUrl: null });
    await hooked.advance(6 * 24 * 60 * MINUTE_MS);
    const body = meeting('x', '2026-10-12T13:00:00', '2026-10-12T14:00:00');
    await ask(hooked.tenant, 'POST', `/_control/mailboxes/${LIBRARIAN}/events`, { body, headers: IMMUTABLE });
    await hooked.advance(1_000);
    expect(hooked.posts).toEqual([]);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { POST } from '@/app/api/outlook/notifications/[urlKey]/route';
import { db, transaction } from '@/lib/db/client';
import { openTokens } from '@/lib/db/connection-tokens';
import { disableConnection } from '@/lib/db/connections';
import { endFarewells, farewells, retireSubscriptions } from '@/lib/db/farewells';
import { unlink } from '@/lib/db/links';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { linksToKeep } from '@/lib/db/subscriptions';
import { testDatabase } from '@/lib/db/test-database';
import { GraphFailure } from '@/lib/graph/failure';
import { drainPull } from '@/lib/worker/drain.test-data';
import { dropSubscriptions } from './drop-subscriptions';
import { keepSubscription } from './keep-subscription';
import { notificationServer, until } from './notification-server.test-data';
import { testTenant, utc } from './tenant.test-data';

testDatabase();
const tenant = testTenant();
const ADA = 'librarian@library.example';

notificationServer(POST);

let sample: Sample;
let linkId: number;
beforeEach(async () => {
  sample = await sampleLibrary();
  const connectionId = await tenant.connect(ADA, 'own', sample.ada.id);
  linkId = await tenant.link(sample.librarian.id, connectionId, ADA);
  await drainPull();
});

const rows = () => db().subscription.findMany({ orderBy: { id: 'asc' } });
const link = () => db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
type Standing = { subscriptions: { id: string; notificationUrl: string }[] };
const standing = async () => (await tenant.control<Standing>('GET', '/subscriptions')).subscriptions;
const isDirty = async () => {
  const { dirtySeq, pulledSeq } = await link();
  return dirtySeq > pulledSeq;
};
const knock = (urlKey: string, body: unknown, init: RequestInit = {}) =>
  POST(
    new Request(`http://localhost/api/outlook/notifications/${urlKey}`, {
      ...{ method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), ...init },
    }),
    { params: Promise.resolve({ urlKey }) },
  );
describe('a librarian’s own mailbox', () => {
  test('tells us of changes: subscribed, knocked, marked, read', async () => {
    await keepSubscription(linkId);
    expect(await standing()).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: 'active', graphId: (await standing())[0]?.id }]);
    expect(await link()).toMatchObject({ changeMode: 'webhook' });
    await drainPull();
    expect(await isDirty()).toBe(false);

    const start = new Date(Date.now() + 86_400_000);
    start.setUTCSeconds(0, 0);
    const before = await db().busyBlock.count();
    await tenant.create(ADA, { start: utc(start), end: utc(new Date(start.getTime() + 600_000)) });
    await until(isDirty);
    await drainPull();
    expect(await db().busyBlock.count()).toBe(before + 1);
  });

  test('asked for twice: one subscription', async () => {
    await keepSubscription(linkId);
    await keepSubscription(linkId);
    expect(await standing()).toHaveLength(1);
  });

  test('two workers at once: one subscription, and its knocks are known', async () => {
    await Promise.all([keepSubscription(linkId), keepSubscription(linkId), keepSubscription(linkId)]);
    expect(await standing()).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: 'active', graphId: (await standing())[0]?.id }]);
  });

  test('one of ours still stands: it is adopted, and its knocks go on counting', async () => {
    await keepSubscription(linkId);
    await db().subscription.updateMany({ data: { state: 'dead', endedAt: new Date() } });
    const since = await tenant.mark();
    await keepSubscription(linkId);
    expect((await tenant.asked(since)).filter(({ method }) => method === 'DELETE')).toEqual([]);
    expect(await standing()).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: 'active', graphId: (await standing())[0]?.id }, { state: 'dead' }]);
  });

  test('a standing one whose secret nobody knows any more makes room', async () => {
    await keepSubscription(linkId);
    const [before] = await standing();
    await db().subscription.deleteMany();
    await keepSubscription(linkId);
    const [after, ...more] = await standing();
    expect(more).toEqual([]);
    expect(after?.id).not.toBe(before?.id);
    expect(await rows()).toMatchObject([{ state: 'active', graphId: after?.id }]);
  });

  test('the answer to the create was lost: the next try finds what was made', async () => {
    await tenant.fault({ method: 'POST', path: '/v1.0/subscriptions' }, 'reset_after_commit');
    await expect(keepSubscription(linkId)).rejects.toThrow(GraphFailure);
    expect(await link()).toMatchObject({ changeMode: 'poll' });
    await keepSubscription(linkId);
    expect(await standing()).toHaveLength(1);
    expect((await rows()).filter(({ state }) => state === 'active')).toHaveLength(1);
    expect(await link()).toMatchObject({ changeMode: 'webhook' });
  });

  test('the worker died while it asked: two minutes later another one goes on', async () => {
    await db().subscription.create({
      data: { linkId, urlKey: 'lost', clientStateHash: 'x', createdAt: new Date(Date.now() - 60_000) },
    });
    await keepSubscription(linkId);
    expect(await standing()).toEqual([]);
    await db().subscription.updateMany({ data: { createdAt: new Date(Date.now() - 3 * 60_000) } });
    expect(await linksToKeep(db(), new Date(), new Date(Date.now() - 2 * 60_000))).toEqual([linkId]);
    await keepSubscription(linkId);
    expect(await standing()).toHaveLength(1);
  });

  test('a slow answer that comes after the calendar was let go leaves nothing standing', async () => {
    const slow: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (init?.method !== 'POST') return answer;
      await transaction(async (tx) => {
        await retireSubscriptions(tx, [linkId], new Date());
        await unlink(tx, linkId, new Date());
      });
      return answer;
    };
    await keepSubscription(linkId, { clock: () => new Date(), fetch: slow });
    expect(await standing()).toHaveLength(1);
    await dropSubscriptions(linkId);
    expect(await standing()).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'dead', farewellEnc: null }]);
  });

  test('the same calendar is chosen anew, with other switches: it is still told, by the same subscription', async () => {
    await keepSubscription(linkId);
    const before = await standing();
    await transaction((tx) =>
      tx.calendarLink.update({ where: { id: linkId }, data: { changeMode: 'poll', state: 'backfilling' } }),
    );
    await keepSubscription(linkId);
    expect(await link()).toMatchObject({ changeMode: 'webhook' });
    expect(await standing()).toEqual(before);
  });

  test('webhooks were on and no subscription is left: the timer notices', async () => {
    await keepSubscription(linkId);
    expect(await linksToKeep(db(), new Date(), new Date(0))).toEqual([]);
    await db().subscription.updateMany({ data: { state: 'dead' } });
    expect(await linksToKeep(db(), new Date(), new Date(0))).toEqual([linkId]);
    await db().integration.updateMany({ data: { state: 'inactive' } });
    expect(await linksToKeep(db(), new Date(), new Date(0))).toEqual([]);
  });

  test('renewed at half life, made anew when Microsoft has forgotten it', async () => {
    await keepSubscription(linkId);
    const since = await tenant.mark();
    const fourDays = { clock: () => new Date(Date.now() + 4 * 86_400_000) };
    await tenant.control('POST', '/clock', { advanceMs: 4 * 86_400_000 });
    await keepSubscription(linkId, fourDays);
    const asked = (await tenant.asked(since)).filter(({ path }) => path.includes('/subscriptions'));
    expect(asked.map(({ method }) => method)).toEqual(['PATCH']);
    await db().subscription.updateMany({
      data: { graphId: '00000000-0000-4000-8000-000000000000', renewAt: new Date(0) },
    });
    await tenant.fault({ mailbox: ADA }, 'remove_subscription');
    await keepSubscription(linkId, fourDays);
    expect(await standing()).toHaveLength(1);
    expect((await rows()).map(({ state }) => state)).toEqual(['dead', 'active']);
  });

  test('made for an address that is ours no more: noticed by the timer, and made anew for the new one', async () => {
    await keepSubscription(linkId);
    expect(await linksToKeep(db(), new Date(), new Date(0))).toEqual([]);
    // As an admin's restart with another PUBLIC_URL finds it.
    await db().subscription.updateMany({ data: { addressHash: 'of another address' } });
    const before = await standing();
    expect(await linksToKeep(db(), new Date(), new Date(0))).toEqual([linkId]);
    await drainPull();
    await keepSubscription(linkId);
    expect((await rows()).map(({ state }) => state)).toEqual(['dead', 'active']);
    const [after, ...more] = await standing();
    expect(more).toEqual([]);
    expect(after?.id).not.toBe(before[0]?.id);
    // What happened in between is read (§5.6).
    expect(await isDirty()).toBe(true);
    expect(await linksToKeep(db(), new Date(), new Date(0))).toEqual([]);
  });

  test('refused: the calendar is polled, and nothing fails', async () => {
    await tenant.fault(
      { method: 'POST', path: '/v1.0/subscriptions' },
      { status: 403, body: { error: { code: 'ErrorAccessDenied' } } },
    );
    await keepSubscription(linkId);
    expect(await link()).toMatchObject({ changeMode: 'poll', state: 'live' });
    expect((await rows()).map(({ state }) => state)).toEqual(['dead']);
  });

  test('an address that cannot be validated is tried again soon', async () => {
    await tenant.fault(
      { method: 'POST', path: '/v1.0/subscriptions' },
      { status: 400, body: { error: { code: 'ValidationError' } } },
    );
    await expect(keepSubscription(linkId)).rejects.toThrow(GraphFailure);
    expect(await link()).toMatchObject({ changeMode: 'poll', state: 'live' });
  });

  test('the integration is inactive: nothing is asked, nothing fails', async () => {
    await db().integration.updateMany({ data: { state: 'inactive' } });
    const since = await tenant.mark();
    await keepSubscription(linkId);
    expect(await tenant.asked(since)).toEqual([]);
  });
});

describe('a calendar that was let go', () => {
  const letGo = () =>
    transaction(async (tx) => {
      await retireSubscriptions(tx, [linkId], new Date());
      await unlink(tx, linkId, new Date());
      await disableConnection(tx, (await link()).connectionId, 'test');
    });

  test('its subscription is deleted at Microsoft, although its tokens are wiped and the switch is off', async () => {
    await keepSubscription(linkId);
    await letGo();
    await db().integration.updateMany({ data: { state: 'disconnected' } });
    const since = await tenant.mark();
    await dropSubscriptions(linkId);
    expect((await tenant.asked(since)).map(({ method, operation }) => `${method} ${operation}`)).toEqual([
      'DELETE subscription.delete',
    ]);
    expect(await standing()).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'dead', farewellEnc: null, farewellUntil: null }]);
  });

  test('the copy of the token opens nothing else, and is gone after minutes', async () => {
    await keepSubscription(linkId);
    await letGo();
    const [row] = await rows();
    expect(row?.farewellEnc).toMatch(/^v1\./);
    expect(() => openTokens((row as { linkId: number }).linkId, row?.farewellEnc ?? '')).toThrow();
    const later = new Date(Date.now() + 11 * 60_000);
    expect(await farewells(db(), linkId, later)).toEqual([]);
    await endFarewells(db(), later);
    expect(await rows()).toMatchObject([{ state: 'dead', farewellEnc: null, farewellUntil: null }]);
  });

  test('Microsoft is away: tried again; it says no: left to lapse', async () => {
    await keepSubscription(linkId);
    await letGo();
    await tenant.fault({ method: 'DELETE' }, { status: 503 });
    await expect(dropSubscriptions(linkId)).rejects.toThrow(GraphFailure);
    expect(await rows()).toMatchObject([{ state: 'retiring' }]);
    await tenant.fault({ method: 'DELETE' }, { status: 403, body: { error: { code: 'ErrorAccessDenied' } } });
    await dropSubscriptions(linkId);
    expect(await rows()).toMatchObject([{ state: 'dead' }]);
  });
});

describe('the notification address', () => {
  const key = async () => (await rows()).at(-1)?.urlKey ?? '';

  test('echoes the validation token as plain text, decoded, and asks no database', async () => {
    const said = 'Validation: Testing client application reachability for subscription Request-Id: 5';
    const address = `http://localhost/api/outlook/notifications/none?validationToken=${encodeURIComponent(said).replaceAll('%20', '+')}`;
    const response = await POST(new Request(address, { method: 'POST' }), {
      params: Promise.resolve({ urlKey: 'none' }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toBe(said);
  });

  test('an unknown key is accepted and changes nothing', async () => {
    await drainPull();
    expect((await knock('nobody', { value: [{ clientState: 'x' }] })).status).toBe(202);
    expect(await isDirty()).toBe(false);
  });

  test('a forged item is dropped, its neighbours are kept', async () => {
    await keepSubscription(linkId);
    await drainPull();
    expect((await knock(await key(), { value: [{ clientState: 'forged' }, {}, 5] })).status).toBe(202);
    expect(await isDirty()).toBe(false);
    const { hashToken } = await import('@/lib/seal');
    await db().subscription.updateMany({ data: { clientStateHash: hashToken('known') } });
    await knock(await key(), { value: [{ clientState: 'forged' }, { clientState: 'known' }] });
    expect(await isDirty()).toBe(true);
  });

  test('garbage is refused, as is a body that is too large', async () => {
    expect((await knock('k', 'no json')).status).toBe(400);
    expect((await knock('k', { nothing: 1 })).status).toBe(400);
    expect((await knock('k', JSON.stringify({ value: ['x'.repeat(1_100_000)] }))).status).toBe(400);
  });

  test('lifecycle: missed marks, removed and reauthorize ask for the subscription to be kept', async () => {
    const { hashToken } = await import('@/lib/seal');
    await keepSubscription(linkId);
    await drainPull();
    await db().subscription.updateMany({ data: { clientStateHash: hashToken('known') } });
    const say = async (lifecycleEvent: string) =>
      knock(await key(), { value: [{ clientState: 'known', lifecycleEvent }] });
    const jobs = async () =>
      (await db().$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE name = 'keep_subscription'`).length;
    const { generation } = await link();
    await say('missed');
    expect(await isDirty()).toBe(true);
    // A round and a sweep after it, nothing from scratch.
    expect(await link()).toMatchObject({ generation, sweepAskedAt: expect.any(Date) });
    const before = await jobs();
    expect((await say('reauthorizationRequired')).status).toBe(202);
    expect((await rows())[0]?.renewAt?.getTime()).toBeLessThanOrEqual(Date.now());
    expect((await say('somethingNew')).status).toBe(202);
    await say('subscriptionRemoved');
    expect(await jobs()).toBe(before + 2);
    expect((await rows())[0]?.state).toBe('dead');
  });
});

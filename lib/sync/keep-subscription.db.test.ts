import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { POST } from '@/app/api/outlook/notifications/[urlKey]/route';
import { db, transaction } from '@/lib/db/client';
import { unlink } from '@/lib/db/links';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { drainPull } from '@/lib/worker/drain.test-data';
import { dropSubscriptions } from './drop-subscriptions';
import { keepSubscription } from './keep-subscription';
import { testTenant, utc } from './tenant.test-data';

testDatabase();
const tenant = testTenant();
const ADA = 'librarian@library.example';

/** The web server's part: what comes to the notification address goes to the route. */
let server: Server;
let answers: number[] = [];
beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', async () => {
      const url = `${process.env.PUBLIC_URL}${incoming.url}`;
      const request = new Request(url, { method: 'POST', body: Buffer.concat(chunks) });
      const urlKey = new URL(url).pathname.split('/').at(-1) ?? '';
      const response = await POST(request, { params: Promise.resolve({ urlKey }) });
      answers.push(response.status);
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(await response.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(Number(new URL(process.env.PUBLIC_URL ?? '').port), resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

let sample: Sample;
let linkId: number;
beforeEach(async () => {
  answers = [];
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
async function until(done: () => Promise<boolean>) {
  for (let tries = 0; tries < 100; tries++) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come to pass');
}

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

  test('an older one still stands there: it makes room', async () => {
    await keepSubscription(linkId);
    await db().subscription.updateMany({ data: { state: 'dead' } });
    await keepSubscription(linkId);
    expect(await standing()).toHaveLength(1);
    expect((await rows()).at(-1)).toMatchObject({ state: 'active', graphId: (await standing())[0]?.id });
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

  test('refused: the calendar is polled, and nothing fails', async () => {
    await tenant.fault(
      { method: 'POST', path: '/v1.0/subscriptions' },
      { status: 403, body: { error: { code: 'ErrorAccessDenied' } } },
    );
    await keepSubscription(linkId);
    expect(await link()).toMatchObject({ changeMode: 'poll', state: 'live' });
    expect((await rows()).map(({ state }) => state)).toEqual(['dead']);
  });

  test('let go: the subscription goes too', async () => {
    await keepSubscription(linkId);
    await transaction((tx) => unlink(tx, linkId, new Date()));
    await dropSubscriptions(linkId);
    expect(await standing()).toEqual([]);
    expect((await rows()).map(({ state }) => state)).toEqual(['dead']);
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
    await say('missed');
    expect(await isDirty()).toBe(true);
    const before = await jobs();
    expect((await say('reauthorizationRequired')).status).toBe(202);
    expect((await rows())[0]?.renewAt?.getTime()).toBeLessThanOrEqual(Date.now());
    expect((await say('somethingNew')).status).toBe(202);
    await say('subscriptionRemoved');
    expect(await jobs()).toBe(before + 2);
    expect((await rows())[0]?.state).toBe('dead');
  });
});

import { beforeEach, expect, test } from 'vitest';
import { POST } from '@/app/api/outlook/notifications/[urlKey]/route';
import { db } from '@/lib/db/client';
import { degradeStaleLinks } from '@/lib/db/freshness';
import { isSilent } from '@/lib/db/silence';
import { testDatabase } from '@/lib/db/test-database';
import { viewHealth } from '@/lib/usecases/view-health';
import { drainPull } from '@/lib/worker/drain.test-data';
import { keepSubscription } from './keep-subscription';
import { notificationServer, until } from './notification-server.test-data';
import { ADA, outlookEdits, span } from './outlook-edits.test-data';
import { type TenantEvent, testTenant, utc } from './tenant.test-data';

/** A day of total silence (sync-design §14), of Microsoft's knocks and of Graph itself. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);
const knocks = notificationServer(POST);

const MINUTE = 60_000;
/** Both clocks go on, and what is due by then is read. */
async function pass(minutes: number) {
  const now = there.pass(minutes * MINUTE);
  await tenant.control('POST', '/clock', { now: now.toISOString() });
  await drainPull(there.world());
}
/** What the workers' timer does. */
const tick = () => degradeStaleLinks(db(), there.world().clock());
const link = () => db().calendarLink.findFirstOrThrow();
const health = async () => {
  const now = there.world().clock();
  await db().$executeRaw`INSERT INTO worker_heartbeat (id, started_at, last_seen_at) VALUES ('w', ${now}, ${now})
    ON CONFLICT (id) DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at`;
  return (await viewHealth(now)).sync;
};

/** Day after day from next week on, so that none of it is over within the day. */
const nth = (index: number) => span(1440 * 7 + index * 60, 1440 * 7 + index * 60 + 30);
/** I3: what closes her time is what stands in her calendar, no more and no less. */
async function expectAgreement() {
  const times = (await tenant.events(ADA)).map(({ start, end }) => [start, end].map((at) => at.dateTime.slice(0, 16)));
  const rows = (await db().busyBlock.findMany()).map(({ startsAt, endsAt }) =>
    [startsAt, endsAt].map((at) => at.toISOString().slice(0, 16)),
  );
  expect(rows.sort()).toEqual(times.sort());
}

const standing: TenantEvent[] = [];
/** One comes, an older one moves, and every third time the oldest goes. */
async function actInOutlook(turn: number) {
  standing.push(await there.foreign(ADA, nth(turn)));
  const [oldest, next] = standing;
  const { start, end } = nth(100 + turn);
  if (next) await tenant.change(ADA, next.immutableId, { start: utc(start), end: utc(end) });
  if (oldest && turn % 3 === 2) await tenant.remove(ADA, standing.shift()?.immutableId ?? '');
}

beforeEach(async () => {
  standing.length = 0;
  const { linkId } = await there.librarian();
  await keepSubscription(linkId);
  await drainPull(there.world());
  expect(await link()).toMatchObject({ changeMode: 'webhook' });
  knocks.answers.length = 0;
});

test('of knocks: every safety round brings both sides together, and the sweeps find nothing left to do', {
  timeout: 120_000,
}, async () => {
  await tenant.control('POST', '/faults', { effect: 'silence' });
  const since = await tenant.mark();
  for (let turn = 0; turn < 24; turn++) {
    await actInOutlook(turn);
    for (let minutes = 0; minutes < 60; minutes += 3) {
      await pass(3);
      expect(await tick()).toEqual([]);
      // Found in time all the same: an alarm for whoever looks after it, nothing that closes the door.
      if (turn === 0) expect(await health()).toBe('ok');
      // The safety round comes after 16.5 minutes at the latest.
      if (minutes === 18) await expectAgreement();
    }
  }
  await pass(60);
  await expectAgreement();
  expect(knocks.answers).toEqual([]);
  expect(await link()).toMatchObject({ state: 'live', changeMode: 'webhook', corrections: 0 });
  const swept = (await tenant.asked(since)).filter(({ operation }) => operation === 'calendarView');
  expect(swept.length).toBeGreaterThanOrEqual(4);
  expect(await health()).toBe('degraded');
  const now = there.world().clock();
  expect((await db().$queryRaw`SELECT FROM subscription WHERE ${isSilent(now)}`) as unknown[]).toHaveLength(1);

  // One word from Microsoft, and all is well.
  await tenant.control('DELETE', '/faults');
  await actInOutlook(24);
  await until(async () => knocks.answers.length > 0);
  await pass(3);
  expect(await health()).toBe('ok');
});

test('of a single knock: the round that comes by itself finds the change, and nobody is alarmed', async () => {
  await tenant.control('POST', '/faults', { effect: 'silence', times: 1 });
  await actInOutlook(0);
  for (let hours = 0; hours < 3; hours++) await pass(60);
  await expectAgreement();
  expect(await health()).toBe('ok');
});

test('of nobody: a calendar in which nothing happens has nothing to tell', async () => {
  await tenant.control('POST', '/faults', { effect: 'silence' });
  for (let hours = 0; hours < 24; hours++) await pass(60);
  expect(await health()).toBe('ok');
});

test('of Graph: within twenty minutes every page says so, nothing is taken for free, and afterwards both agree', async () => {
  await actInOutlook(0);
  await pass(20);
  await expectAgreement();
  expect(await health()).toBe('ok');
  await tenant.control('POST', '/faults', { where: { path: '/v1.0/' }, times: null, effect: 'reset_before' });
  await pass(20);
  await tick();
  expect(await link()).toMatchObject({ state: 'degraded' });
  expect(await health()).toBe('degraded');
  for (let hour = 1; hour <= 24; hour++) {
    await actInOutlook(hour);
    await pass(60);
    await tick();
    expect(await db().busyBlock.count()).toBe(1);
    expect(await link()).toMatchObject({ state: 'degraded' });
  }
  await tenant.control('DELETE', '/faults');
  await pass(60);
  await expectAgreement();
  expect(await link()).toMatchObject({ state: 'live', stateReason: null });
  expect(await health()).toBe('ok');
});

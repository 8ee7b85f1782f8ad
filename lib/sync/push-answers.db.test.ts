import { expect, test } from 'vitest';
import { db, transaction } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { testDatabase } from '@/lib/db/test-database';
import { drainPush } from '@/lib/worker/drain.test-data';
import { outlookEdits, STUDY, span } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

/** The numbers of the table of answers (sync-design §4.3), as a job lives through them. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const REFUSED = { status: 400, body: { error: { code: 'ErrorX' } } };
const UNAUTHORIZED = { status: 401, body: { error: { code: 'InvalidAuthenticationToken' } } };
const world = () => ({ ...there.world(), random: () => 1 });
const job = () => db().pushJob.findFirst();

/** Staff move the booking in Carrel; `ms` later it is pushed. */
async function moveTo(when: { start: Date; end: Date }) {
  const { id } = await there.booking();
  await db().bookingItem.updateMany({ where: { bookingId: id }, data: { startsAt: when.start, endsAt: when.end } });
  await transaction((tx) => enqueue(tx, { kind: 'push_booking', bookingId: id }));
}

async function pushAfter(ms: number) {
  there.pass(ms);
  await drainPush(world());
}

test('one refusal after an outage is the first of its kind: the job is tried again', async () => {
  await there.room();
  await there.book();
  await moveTo(span(780, 840));
  await tenant.fault({ operation: 'event.update' }, { status: 500 }, 3);
  for (const ms of [0, 60_000, 60_000]) await pushAfter(ms);
  expect(await job()).toMatchObject({ attempts: 3, lastClass: 'unavailable' });
  await tenant.fault({ operation: 'event.update' }, REFUSED);
  await pushAfter(60_000);
  expect(await job()).toMatchObject({ attempts: 1, lastClass: 'rejected', deadAt: null });
  await pushAfter(60_000);
  expect(await there.startOf(STUDY)).toEqual([span(780, 840).start]);
});

test('changed under our hands: read and written again at once, three times, then later', async () => {
  await there.room();
  await there.book();
  await moveTo(span(780, 840));
  await tenant.fault({ operation: 'event.update' }, { status: 412 }, 2);
  await pushAfter(0);
  expect(await there.startOf(STUDY)).toEqual([span(780, 840).start]);
  await moveTo(span(900, 960));
  await tenant.fault({ operation: 'event.update' }, { status: 412 }, 3);
  const since = await tenant.mark();
  await pushAfter(0);
  expect((await tenant.asked(since)).filter(({ method }) => method === 'PATCH')).toHaveLength(3);
  expect(await job()).toMatchObject({ lastClass: 'changed_meanwhile', attempts: 1 });
  await pushAfter(60_000);
  expect(await there.startOf(STUDY)).toEqual([span(900, 960).start]);
});

test('throttled again and again without being told how long: each wait is longer, until an answer comes', async () => {
  await there.room();
  await there.book();
  await moveTo(span(780, 840));
  await tenant.fault({ mailbox: STUDY }, { status: 429 }, 3);
  const waits: number[] = [];
  for (const ms of [0, 10_000, 20_000]) {
    await pushAfter(ms);
    const gate = await db().graphGate.findFirst({ where: { throttledUntil: { gt: there.pass(0) } } });
    waits.push(Math.round(((gate?.throttledUntil?.getTime() ?? 0) - there.pass(0).getTime()) / 1_000));
  }
  expect(waits).toEqual([10, 20, 40]);
  await pushAfter(41_000);
  expect(await there.startOf(STUDY)).toEqual([span(780, 840).start]);
  expect(await db().graphGate.count({ where: { throttles: { gt: 0 } } })).toBe(0);
});

test('fresh tokens refused for minutes: the connection needs its person, who is told once', async () => {
  await there.room();
  await there.book();
  await moveTo(span(780, 840));
  await tenant.fault({ mailbox: STUDY }, UNAUTHORIZED, 100);
  for (let tries = 1; tries < 8; tries++) await pushAfter(300_000);
  expect(await db().syncConnection.findFirst()).toMatchObject({ status: 'active' });
  await pushAfter(300_000);
  expect(await db().syncConnection.findFirst()).toMatchObject({
    ...{ status: 'needs_reauth', statusReason: 'token_rejected' },
  });
  const told = () => db().$queryRaw<unknown[]>`
    SELECT data->>'personId' FROM pgboss.job WHERE name = 'connection_mail' AND data->>'template' = 'connection_lost'`;
  const mails = await told();
  expect(mails.length).toBeGreaterThan(0);
  await pushAfter(300_000);
  expect(await told()).toEqual(mails);
  expect(await job()).toMatchObject({ deadAt: null });
});

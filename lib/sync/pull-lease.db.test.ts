import { describe, expect, test } from 'vitest';
import { claimPullLink } from '@/lib/db/claim-pull';
import { db } from '@/lib/db/client';
import { askForSweep, type PullLease, releasePullLease } from '@/lib/db/cursors';
import { demandFullRead } from '@/lib/db/links';
import { testDatabase } from '@/lib/db/test-database';
import { pullLink } from '@/lib/worker/pull-lane';
import { afterPullFailure } from './after-pull-failure';
import { outlookEdits, STUDY, span } from './outlook-edits.test-data';
import { testTenant, utc } from './tenant.test-data';

testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const link = () => db().calendarLink.findFirstOrThrow();
const now = () => there.world().clock();
const claim = (owner = 'test') => claimPullLink(db(), owner, now(), 0);
const claimed = async (): Promise<PullLease> => {
  const lease = await claim();
  if (!lease) throw new Error('nobody may read');
  return lease;
};

/** Every request takes so long; each time somebody else asks for the lane. */
function slowly(ms: number) {
  const taken: (PullLease | null)[] = [];
  const ask: typeof fetch = async (input, init) => {
    there.pass(ms);
    if (String(input).includes('/v1.0/')) taken.push(await claim('another'));
    return fetch(input, init);
  };
  return { taken, world: { ...there.world(), fetch: ask } };
}

describe('a reading that takes longer than a lease', () => {
  test('because of many mirrors to ask about: the lane stays its own, and it ends well', async () => {
    await there.room();
    for (const hour of [9, 11, 13, 15]) await there.book(span(hour * 60, hour * 60 + 30));
    for (const [index, { immutableId }] of (await there.mine(STUDY)).entries()) {
      const { start, end } = span(index * 60, index * 60 + 30);
      await tenant.change(STUDY, immutableId, { start: utc(start), end: utc(end) });
    }
    there.pass(360_000);
    const { taken, world } = slowly(25_000);
    await pullLink(await claimed(), world);
    expect(taken.length).toBeGreaterThan(4);
    expect(taken.filter(Boolean)).toEqual([]);
    expect(await link()).toMatchObject({ pullFailures: 0, pullLeaseUntil: null });
    expect(await there.cases()).toHaveLength(4);
  });

  test('because of a sweep of many pages: the same', async () => {
    const linkId = await there.room();
    for (const hour of [9, 11, 13]) await there.foreign(STUDY, span(hour * 60, hour * 60 + 30));
    await there.look();
    await db().busyBlock.deleteMany();
    await db().remoteEvent.deleteMany();
    there.pass(360_000);
    await askForSweep(db(), linkId, now());
    const { taken, world } = slowly(40_000);
    await pullLink(await claimed(), world);
    expect(taken.length).toBeGreaterThan(3);
    expect(taken.filter(Boolean)).toEqual([]);
    expect(await link()).toMatchObject({ corrections: 6, pullLeaseUntil: null });
    expect(await db().busyBlock.count()).toBe(3);
  });
});

describe('a reading that nobody finished', () => {
  test('goes on once its lease is over, however far off the next round was, and counts as a failure', async () => {
    await there.room();
    await db().calendarLink.updateMany({ data: { nextPullAt: new Date(now().getTime() + 900_000), dirtySeq: 9 } });
    await claimed();
    for (const failures of [1, 2, 3]) {
      expect(await claim()).toBeNull();
      there.pass(61_000);
      await claimed();
      expect(await link()).toMatchObject({ pullFailures: failures });
    }
  });

  test('given back, it counts as none', async () => {
    await there.room();
    there.pass(360_000);
    await releasePullLease(db(), await claimed(), now());
    await claimed();
    expect(await link()).toMatchObject({ pullFailures: 0 });
  });
});

describe('a reading that failed', () => {
  test('before its first success is tried again, whatever was written of it before the process died', async () => {
    const linkId = await there.room();
    await demandFullRead(db(), [linkId]);
    await db().calendarLink.updateMany({ data: { pullFailures: 1 } });
    expect(await claim()).not.toBeNull();
  });

  test('says so in one statement: failures, the next try, the free lane', async () => {
    const linkId = await there.room();
    await demandFullRead(db(), [linkId]);
    await afterPullFailure(await claimed(), new Error('a bug'), now(), 1);
    expect(await link()).toMatchObject({ pullFailures: 1, pullLeaseUntil: null });
    expect((await link()).nextPullAt?.getTime()).toBeLessThanOrEqual(now().getTime() + 2_000);
  });

  test('of a worker that stood still meanwhile changes nothing', async () => {
    await there.room();
    there.pass(360_000);
    const stale = await claimed();
    there.pass(61_000);
    await releasePullLease(db(), await claimed(), new Date(now().getTime() + 300_000));
    const before = await link();
    await afterPullFailure(stale, new Error('a bug'), now(), 1);
    expect(await link()).toEqual(before);
  });
});

test('one event that cannot be asked for does not mean that the calendar refuses delta', async () => {
  const linkId = await there.room();
  await there.foreign(STUDY, span(600, 660), {
    recurrence: {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: span(600, 660).start.toISOString().slice(0, 10), numberOfOccurrences: 2 },
    },
  });
  await demandFullRead(db(), [linkId]);
  await tenant.fault({ path: '/instances' }, { status: 400 });
  await pullLink(await claimed(), there.world());
  expect(await link()).toMatchObject({ changeSource: 'delta', pullFailures: 1 });
  there.pass(60_000);
  await pullLink(await claimed(), there.world());
  expect(await db().busyBlock.count()).toBe(2);
});

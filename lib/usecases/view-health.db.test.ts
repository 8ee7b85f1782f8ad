import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { beat, endHeartbeat } from '@/lib/db/heartbeats';
import { linkToCalendar, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { makePerson } from './stand-in.test-data';
import { viewHealth } from './view-health';
import { viewWorkers } from './view-workers';

testDatabase();

const NOW = new Date('2026-10-05T15:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
let linkId: number;
const change = (data: object) => db().calendarLink.update({ where: { id: linkId }, data });
const health = async () => {
  const { status, sync } = await viewHealth(NOW);
  return { status, sync };
};

beforeEach(async () => {
  await emptyRows();
  await db().workerHeartbeat.deleteMany();
  await db().workerHeartbeat.create({ data: { id: 'worker', startedAt: ago(60), lastSeenAt: ago(0) } });
  const sample = await sampleLibrary();
  linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
  await change({ lastPullOkAt: ago(2) });
});

const GOOD = { status: 'ok', sync: 'ok' };
const TROUBLED = { status: 'degraded', sync: 'degraded' };

test('no worker for a minute is a standstill, also after one that was stopped as it should be, and it says since when', async () => {
  const admin = await makePerson('admin', 'admin@library.example');
  const standstill = async (minutes: number) => {
    const view = await viewWorkers(admin, new Date(Date.now() + minutes * 60_000));
    return view.ok && [view.value.seen, view.value.standstill?.since];
  };
  await db().workerHeartbeat.deleteMany();
  expect(await standstill(0)).toEqual([0, null]);
  const since = await beat(db(), 'worker');
  expect(await standstill(0)).toEqual([1, undefined]);
  await endHeartbeat(db(), 'worker');
  const { lastSeenAt } = await db().workerHeartbeat.findFirstOrThrow();
  expect(lastSeenAt.getTime()).toBeGreaterThanOrEqual(since.getTime());
  expect(await standstill(0)).toEqual([0, undefined]);
  expect(await standstill(2)).toEqual([0, lastSeenAt]);
  expect((await viewHealth(new Date())).worker).toEqual([]);
  await beat(db(), 'worker');
  expect(await standstill(0)).toEqual([1, undefined]);
});

describe('one calendar', () => {
  test('read lately is good; not for twenty minutes is trouble', async () => {
    expect(await health()).toEqual(GOOD);
    await change({ lastPullOkAt: ago(21) });
    expect(await health()).toEqual(TROUBLED);
  });

  test('disabled by a person, or being emptied, is not read by intention: no trouble', async () => {
    await change({ lastPullOkAt: ago(60), state: 'paused', stateReason: 'by_person' });
    expect(await health()).toEqual(GOOD);
    await change({ state: 'closing', stateReason: null });
    expect(await health()).toEqual(GOOD);
  });

  test('being emptied in vain is trouble: a write that was given up counts', async () => {
    await change({ lastPullOkAt: ago(60), state: 'closing' });
    const { id: bookingId } = await db().booking.create({
      data: { publicId: 'b', status: 'cancelled', patronName: 'P', patronEmail: 'p@example.org' },
    });
    await db().pushJob.create({ data: { linkId, bookingId, deadAt: ago(1) } });
    expect(await health()).toEqual(TROUBLED);
  });
});

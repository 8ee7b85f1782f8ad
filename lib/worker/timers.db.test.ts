import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { daily } from './timers';

testDatabase();
afterAll(closeQueue);

test('drafts that nobody decided on are forgotten after a day, whoever proposes what next', async () => {
  const { location, ada } = await sampleLibrary();
  const now = new Date('2026-11-20T12:00:00Z');
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  const change = { change: {}, locationId: location.id, createdById: ada.id };
  const draft = async (hours: number, state: string) =>
    (await db().hoursChange.create({ data: { ...change, state, createdAt: hoursAgo(hours) } })).id;
  const [, young, done] = [await draft(25, 'draft'), await draft(23, 'draft'), await draft(25, 'done')];
  const series = (hours: number) => ({ rule: {}, state: 'draft', createdById: ada.id, createdAt: hoursAgo(hours) });
  await db().bookingSeries.createMany({ data: [series(25), series(23)] });
  await daily(now);
  const left = await db().hoursChange.findMany({ orderBy: { id: 'asc' } });
  expect(left.map(({ id }) => id)).toEqual([young, done]);
  expect(await db().bookingSeries.count()).toBe(1);
});

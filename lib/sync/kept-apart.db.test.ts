import { beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { outlookEdits, STUDY, slot } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

/** An event with exactly the times of a create that was never answered: whose is it? (sync-design §6) */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);
const blocks = () => db().busyBlock.count();

beforeEach(async () => {
  await there.room();
  await tenant.fault({ operation: 'event.create' }, 'reset_before');
  await there.book();
});

async function cancel() {
  const { publicId } = await there.booking();
  const admin = { kind: 'person', id: there.adminId(), name: '', email: '', role: 'admin', locale: 'en' } as const;
  expect(await cancelBooking(admin, { publicId }, there.world().clock())).toMatchObject({ ok: true });
}

test('it is kept apart while the marker was not looked for, and closes its time right after the first look in vain', async () => {
  await cancel();
  await there.foreign(STUDY, slot);
  there.pass(360_000);
  await drainPull(there.world());
  expect([await blocks(), await db().remoteEvent.count()]).toEqual([0, 1]);
  await drainPush(there.world());
  await drainPull(there.world());
  expect([await blocks(), await db().remoteEvent.count()]).toEqual([1, 1]);
});

test('met after that look, it closes its time at once', async () => {
  await cancel();
  there.pass(20_000);
  await drainPush(there.world());
  await there.foreign(STUDY, slot);
  there.pass(360_000);
  await drainPull(there.world());
  expect(await blocks()).toBe(1);
});

import { describe, expect, test } from 'vitest';
import { claimPullLink } from '@/lib/db/claim-pull';
import { db } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { testDatabase } from '@/lib/db/test-database';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { pullLink } from '@/lib/worker/pull-lane';
import { outlookEdits, STUDY, span } from './outlook-edits.test-data';
import { pauseForWrites } from './pause-link';
import { testTenant } from './tenant.test-data';

/** How a pause for writes ends (sync-design §4.3). */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);
const HOUR = 3_600_000;

const link = () => db().calendarLink.findFirstOrThrow();
const denied = (where: object) =>
  tenant.fault({ mailbox: STUDY, ...where }, { status: 403, body: { error: { code: 'ErrorAccessDenied' } } }, 1);
/** The room, with a token that outlives the hours these tests let pass. */
async function room(): Promise<void> {
  await there.room();
  await db().syncConnection.updateMany({ data: { tokenExpiresAt: new Date(Date.now() + 24 * HOUR) } });
}
/** The world, with something done by somebody as the calendar is read. */
function meanwhile(deed: () => Promise<unknown>) {
  let done = false;
  return {
    ...there.world(),
    fetch: (async (...request: Parameters<typeof fetch>) => {
      const mine = !done && String(request[0]).includes('calendarView');
      if (mine) done = true;
      if (mine) await deed();
      return fetch(...request);
    }) as typeof fetch,
  };
}

describe('a pause for writes', () => {
  test('a write goes through while a round reads: it is read again at once, not in an hour', async () => {
    await room();
    await denied({ operation: 'event.create' });
    await there.book(span(600, 630));
    await drainPull(there.world());
    there.pass(HOUR + 60_000);
    const lease = await claimPullLink(db(), 'test', there.world().clock(), 0);
    if (!lease) throw new Error('nobody may read');
    const writes = meanwhile(() => drainPush(there.world()));
    await pullLink(lease, writes);
    expect(await there.mine(STUDY)).toHaveLength(1);
    expect(await drainPull(there.world())).toBe(1);
    const { state, freshUntil } = await link();
    expect(state).toBe('live');
    expect(freshUntil?.getTime()).toBeLessThan(there.world().clock().getTime() + 20 * 60_000);
  });

  test('while a round reads: it is read once more at once', async () => {
    await room();
    there.pass(10 * 60_000);
    const lease = await claimPullLink(db(), 'test', there.world().clock(), 0);
    if (!lease) throw new Error('nobody may read');
    const { id } = await link();
    const pauses = meanwhile(() => pauseForWrites(db(), id, there.world().clock()));
    await pullLink(lease, pauses);
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'write_denied' });
    expect(await drainPull(there.world())).toBe(1);
  });

  test('the calendar is gone: the next reading says so, and its people are told that, once', async () => {
    await room();
    const gone = { status: 404, body: { error: { code: 'ErrorItemNotFound' } } };
    await tenant.fault({ mailbox: STUDY }, gone, 2);
    await there.book(span(600, 630));
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'write_denied' });
    await drainPull(there.world());
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'not_found' });
    const told = await db().$queryRaw<{ waits: boolean }[]>`
      SELECT start_after > created_on + interval '30 seconds' AS waits FROM pgboss.job
      WHERE name = 'connection_mail' AND data->>'personId' = ${String(there.adminId())}`;
    expect(told).toEqual([{ waits: true }]);
  });

  test('no booking is left to try with: a reading after an hour ends it, and the next booking is written', async () => {
    await room();
    await denied({ operation: 'event.create' });
    await there.book(span(600, 630));
    await db().pushJob.deleteMany();
    await drainPull(there.world());
    there.pass(30 * 60_000);
    await db().calendarLink.updateMany({ data: { nextPullAt: null } });
    await drainPull(there.world());
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'write_denied' });
    there.pass(HOUR);
    await db().calendarLink.updateMany({ data: { nextPullAt: null } });
    await drainPull(there.world());
    expect(await link()).toMatchObject({ state: 'live', stateReason: null, brokenAt: null, nextWriteAt: null });
    expect((await link()).nextPullAt?.getTime()).toBeLessThan(there.world().clock().getTime() + 20 * 60_000);
    await db().booking.updateMany({ data: { status: 'confirmed', holdUntil: null } });
    await there.book(span(660, 690));
    expect(await there.mine(STUDY)).toHaveLength(1);
  });

  test('not by a job that ends without a write: its event was gone already', async () => {
    await room();
    const { id } = await link();
    await there.book(span(600, 630));
    await there.remove(STUDY);
    await pauseForWrites(db(), id, there.world().clock());
    await db().booking.updateMany({ data: { status: 'cancelled' } });
    const { id: bookingId } = await there.booking();
    await enqueue(db(), { kind: 'push_booking', bookingId });
    there.pass(HOUR + 60_000);
    await drainPush(there.world());
    there.pass(60_000);
    await drainPush(there.world());
    expect(await db().pushJob.count()).toBe(0);
    expect(await link()).toMatchObject({ state: 'paused', stateReason: 'write_denied' });
  });
});

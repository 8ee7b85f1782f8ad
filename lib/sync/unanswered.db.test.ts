import { describe, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db, transaction } from '@/lib/db/client';
import { unlink } from '@/lib/db/links';
import { enqueue } from '@/lib/db/outbox';
import { claimPushLink, nextPushJob } from '@/lib/db/push-jobs';
import { testDatabase } from '@/lib/db/test-database';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { caseAsShown } from '@/lib/usecases/case-as-shown.test-data';
import { decideCase } from '@/lib/usecases/decide-case';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { outlookEdits, STUDY, slot, span } from './outlook-edits.test-data';
import { pushBooking } from './push-booking';
import { testTenant, utc } from './tenant.test-data';

/** What was asked of Graph and not answered, or answered with "not found", is certain only after another look. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const LOST = { status: 504, afterCommit: true };
const NOT_FOUND = { status: 404, body: { error: { code: 'ErrorItemNotFound' } } };
const HOUR = 3_600_000;
const moved = span(780, 840);

/** Pushes what is due, and again after every wait, for a quarter of an hour. */
async function settle() {
  for (const ms of [0, 11_000, 11_000, 300_000, 600_000]) {
    there.pass(ms);
    await drainPush(there.world());
  }
}

/** Staff move the booking in Carrel. */
async function moveTo(when: { start: Date; end: Date }) {
  const { id } = await there.booking();
  await db().bookingItem.updateMany({ where: { bookingId: id }, data: { startsAt: when.start, endsAt: when.end } });
  await transaction((tx) => enqueue(tx, { kind: 'push_booking', bookingId: id }));
}

const admin = (): Person => ({
  ...{
    kind: 'person',
    id: there.adminId(),
    role: 'admin',
    name: 'Morgan',
    email: 'admin@library.example',
    locale: 'en',
  },
});

describe('a change whose answer was lost', () => {
  test('put back, and then its time is taken over by staff: both sides stand there', async () => {
    await there.room();
    await there.book();
    await there.change(STUDY, { start: utc(moved.start), end: utc(moved.end) });
    await tenant.fault({ operation: 'event.update' }, LOST);
    await there.look();
    expect(await there.startOf(STUDY)).toEqual([slot.start]);
    const { id: caseId } = await db().syncConflict.findFirstOrThrow({ where: { state: 'open' } });
    expect(
      await decideCase(admin(), { ...(await caseAsShown(caseId)), choice: 'apply' }, there.pass(1_000)),
    ).toMatchObject({ ok: true });
    await settle();
    expect((await there.booking()).items).toMatchObject([{ startsAt: moved.start }]);
    expect(await there.startOf(STUDY)).toEqual([moved.start]);
    expect(await db().pushJob.count()).toBe(0);
  });

  test('moved, and moved back before it was known: the event stands where the booking does', async () => {
    await there.room();
    await there.book();
    await moveTo(moved);
    await tenant.fault({ operation: 'event.update' }, LOST);
    await drainPush(there.world());
    await moveTo(slot);
    await settle();
    expect(await there.startOf(STUDY)).toEqual([slot.start]);
    expect(await there.cases()).toEqual([]);
  });

  test('moved twice, the second never arrived: the first is known for ours', async () => {
    await there.room();
    await there.book();
    await moveTo(moved);
    await tenant.fault({ operation: 'event.update' }, LOST);
    await drainPush(there.world());
    await moveTo(span(900, 960));
    await tenant.fault({ operation: 'event.update' }, 'reset_before');
    await settle();
    expect(await there.startOf(STUDY)).toEqual([span(900, 960).start]);
    expect(await there.cases()).toEqual([]);
  });

  test('and the calendar was let go and came back: no edit of a person is seen in it', async () => {
    const linkId = await there.room();
    await there.book();
    await moveTo(moved);
    await tenant.fault({ operation: 'event.update' }, LOST);
    await drainPush(there.world());
    const { connectionId } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
    await transaction((tx) => unlink(tx, linkId, there.pass(1_000)));
    await moveTo(span(900, 960));
    await tenant.link(there.sample().quiet.id, connectionId, STUDY, 'it@library.example');
    await settle();
    expect(await there.startOf(STUDY)).toEqual([span(900, 960).start]);
    expect(await there.cases()).toEqual([]);
  });
});

describe('an event that is to go and is not found', () => {
  const cancel = async (placed: { publicId: string; key: string }) =>
    expect(await cancelBooking({ kind: 'guest' }, placed, there.pass(1_000))).toMatchObject({ ok: true });

  test('because nobody may see the calendar now: it is paused, its people are told once, and it goes when rights return', async () => {
    await there.room();
    await db().syncConnection.updateMany({ data: { tokenExpiresAt: new Date(Date.now() + 6 * HOUR) } });
    const placed = await there.book();
    await cancel(placed);
    await tenant.fault({ mailbox: STUDY }, NOT_FOUND, 2);
    await drainPush(there.world());
    expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'live' });
    expect(await db().calendarLink.findFirst()).toMatchObject({ state: 'paused', stateReason: 'write_denied' });
    const told = await db().$queryRaw`
      SELECT 1 FROM pgboss.job WHERE name = 'connection_mail' AND data->>'template' = 'calendar_paused'
        AND data->>'personId' = ${String(there.adminId())}`;
    expect(told).toHaveLength(1);
    const since = await tenant.mark();
    await settle();
    expect(await tenant.asked(since)).toEqual([]);
    there.pass(HOUR);
    await settle();
    expect(await there.mine(STUDY)).toEqual([]);
    expect(await db().pushJob.count()).toBe(0);
  });

  test('because it has a new id: it is found by its marker', async () => {
    await there.room();
    const placed = await there.book();
    await tenant.control('POST', `/mailboxes/${STUDY}/moved`, { immutableIds: true });
    await cancel(placed);
    await settle();
    expect(await there.mine(STUDY)).toEqual([]);
    expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'gone' });
  });
});

test('one look in vain is no deletion: found again under its new id, it is adopted and nobody is asked', async () => {
  await there.room();
  await there.book();
  await tenant.control('POST', `/mailboxes/${STUDY}/moved`, { immutableIds: true });
  const mirror = await db().bookingMirror.findFirstOrThrow();
  await tenant.fault({ operation: 'event.list' }, { status: 200, body: { value: [] } }, 2);
  await moveTo(moved);
  await settle();
  expect(await there.cases()).toEqual([]);
  expect(await there.startOf(STUDY)).toEqual([moved.start]);
  const after = await db().bookingMirror.findFirstOrThrow();
  expect(after).toMatchObject({ state: 'live', epoch: 1 });
  expect(after.remoteId).not.toBe(mirror.remoteId);
});

test('a create that was lost, moved by a person and met by a reading: put back before anything is promised', async () => {
  await there.room();
  await tenant.behaviour({ deltaReturnsTransactionId: true });
  await tenant.fault({ operation: 'event.create' }, LOST);
  await there.book();
  await there.change(STUDY, { start: utc(moved.start), end: utc(moved.end) });
  there.pass(300_000);
  await drainPull(there.world());
  await settle();
  expect(await there.startOf(STUDY)).toEqual([slot.start]);
  expect(await there.booking()).toMatchObject({ status: 'confirmed' });
});

test('a person’s copy of our event is busy, whatever it carries', async () => {
  await there.room();
  await there.book();
  await tenant.behaviour({ humanCopyKeeps: 'marker and transactionId' });
  const [ours] = await there.mine(STUDY);
  const to = { start: utc(moved.start), end: utc(moved.end) };
  await tenant.control('POST', `/mailboxes/${STUDY}/events/${encodeURIComponent(ours?.immutableId ?? '')}/copy`, to);
  expect(await there.mine(STUDY)).toHaveLength(2);
  await there.book(moved);
  expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook' });
});

test('a worker that lost its lane leaves the job that was asked for since', async () => {
  const linkId = await there.room();
  await there.book();
  const { id: bookingId } = await there.booking();
  await transaction((tx) => enqueue(tx, { kind: 'push_booking', bookingId }));
  const lease = await claimPushLink(db(), 'slow', there.pass(1_000));
  const job = await nextPushJob(db(), linkId, there.pass(0));
  if (!lease || !job) throw new Error('nothing to push');
  await db().calendarLink.update({ where: { id: linkId }, data: { pushFence: { increment: 1 } } });
  const asked = () => db().pushJob.findFirstOrThrow();
  const before = await asked();
  expect(await pushBooking(lease, job, there.world())).toBe('lost');
  expect(await asked()).toEqual(before);
  await moveTo(moved);
  await db().pushJob.updateMany({ data: { asked: job.asked } });
  await tenant.fault({ operation: 'event.get' }, { status: 403, body: { error: { code: 'ErrorAccessDenied' } } });
  const { next } = await tenant.control<{ next: number }>('GET', '/log?since=0');
  expect(await pushBooking(lease, job, there.world())).toBe('lost');
  expect(await tenant.control('GET', `/log?since=${next}`)).toMatchObject({ entries: [] });
  expect(await db().calendarLink.findFirst()).toMatchObject({ state: 'live' });
  expect(await db().pushJob.findFirst()).toMatchObject({ attempts: 0, lastClass: null });
});

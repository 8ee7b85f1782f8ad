import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db, transaction } from '@/lib/db/client';
import { unlink } from '@/lib/db/links';
import { enqueue } from '@/lib/db/outbox';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { DAY_MS } from '@/lib/time/interval';
import { tomorrow } from '@/lib/time/tomorrow.test-data';
import { applyRetention } from '@/lib/usecases/apply-retention';
import { bookSpace } from '@/lib/usecases/book-space';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { saveSpace } from '@/lib/usecases/save-space';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { MARKER_ID } from './mirror-identity';
import { testTenant, utc } from './tenant.test-data';

testDatabase();
const tenant = testTenant();

const STUDY = 'study-1@library.example';
const guest: Actor = { kind: 'guest' };
let sample: Sample;
let connectionId: number;
let linkId: number;

const slot = { start: tomorrow(600), end: tomorrow(660) };

async function book(start = slot.start, end = slot.end) {
  const wish = { spaceId: sample.quiet.id, start: start.toISOString(), end: end.toISOString() };
  const answer = await bookSpace(guest, { ...wish, name: 'Rosa Reader', email: 'rosa@example.org' }, new Date());
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const bookingOf = (publicId: string) => db().booking.findUniqueOrThrow({ where: { publicId } });
const ourEvents = async () => (await tenant.events(STUDY)).filter((event) => event.transactionId);
const mails = async (bookingId: number) => {
  const rows = await db().$queryRaw<{ template: string }[]>`
    SELECT data->>'template' AS template FROM pgboss.job WHERE name = 'mail' AND (data->>'bookingId')::int = ${bookingId}`;
  return rows.map(({ template }) => template);
};

beforeEach(async () => {
  sample = await sampleLibrary();
  connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
  linkId = await tenant.link(sample.quiet.id, connectionId, STUDY, 'it@library.example');
  // Whatever the seeded week holds there would decide these tests.
  for (const event of await tenant.events(STUDY)) await tenant.remove(STUDY, event.immutableId).catch(() => undefined);
});

describe('a booking of a linked room', () => {
  test('becomes one event with marker and transaction id, and is confirmed with one mail', async () => {
    const { publicId } = await book();
    expect(await bookingOf(publicId)).toMatchObject({ status: 'pending_remote' });
    await drainPush();
    const booking = await bookingOf(publicId);
    expect(booking).toMatchObject({ status: 'confirmed', holdUntil: null });
    expect(await mails(booking.id)).toEqual(['booking_confirmed']);

    const events = await ourEvents();
    expect(events).toHaveLength(1);
    const mirror = await db().bookingMirror.findFirstOrThrow({ where: { bookingId: booking.id } });
    expect(mirror).toMatchObject({ state: 'live', remoteId: events[0]?.immutableId, epoch: 1 });
    expect(events[0]).toMatchObject({
      transactionId: mirror.transactionId,
      showAs: 'busy',
      subject: 'Booked: Quiet room',
      singleValueExtendedProperties: [{ id: MARKER_ID, value: expect.stringContaining(`/${linkId}/${booking.id}/1`) }],
    });
    expect(events[0]?.start.dateTime).toContain(slot.start.toISOString().slice(0, 16));
    expect(await db().pushJob.count()).toBe(0);
  });

  test('asked for again makes no second event and writes nothing', async () => {
    const { publicId } = await book();
    await drainPush();
    const since = await tenant.mark();
    const { id } = await bookingOf(publicId);
    await transaction((tx) => enqueue(tx, { kind: 'push_booking', bookingId: id }));
    await drainPush();
    expect(await tenant.asked(since)).toEqual([]);
    expect(await ourEvents()).toHaveLength(1);
  });

  test('bears the new name of its room, and is not written twice for that', async () => {
    await book();
    await drainPush();
    const row = await db().person.create({ data: { name: 'M', email: 'm@library.example', role: 'admin' } });
    const admin: Actor = { ...row, kind: 'person' };
    const rename = (name: string) =>
      saveSpace(admin, { id: sample.quiet.id, categoryId: sample.study.id, name }, new Date());
    expect(await rename('Silent room')).toMatchObject({ ok: true });
    await drainPush();
    expect(await ourEvents()).toMatchObject([{ subject: 'Booked: Silent room' }]);
    expect(await rename('Silent room')).toMatchObject({ ok: true });
    expect(await db().pushJob.count()).toBe(0);
  });

  test('says nothing of who booked; once that is forgotten here, nothing of it is left there, nor written again', async () => {
    const { publicId } = await book();
    const { id } = await bookingOf(publicId);
    const told = { note: 'Telltale note', nickname: 'Telltale', staffNote: 'Telltale', mediationNote: 'Telltale' };
    await db().booking.update({ where: { id }, data: { ...told, answers: [{ label: 'Why?', answer: 'Telltale' }] } });
    await drainPush();
    const before = await ourEvents();
    expect(before).toHaveLength(1);
    const since = await tenant.mark();
    expect((await applyRetention(new Date(slot.end.getTime() + 400 * DAY_MS))).bookings).toBe(1);
    expect(await bookingOf(publicId)).toMatchObject({ patronName: '', patronEmail: '', note: '' });
    await transaction((tx) => enqueue(tx, { kind: 'push_booking', bookingId: id }));
    await drainPush();
    expect((await tenant.asked(since)).filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(await ourEvents()).toEqual(before);
    // Whatever the mailbox holds, and whatever was asked to write it.
    expect(JSON.stringify([await tenant.events(STUDY), await tenant.asked(0)])).not.toMatch(/rosa|telltale/i);
  });

  test('is written before it is promised: looked at before and after', async () => {
    await book();
    const since = await tenant.mark();
    await drainPush();
    const asked = (await tenant.asked(since)).map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
    expect(asked).toEqual(['GET calendarView', 'POST events', 'GET calendarView']);
  });

  test('is refused when somebody was first in Outlook, and nothing is written', async () => {
    await tenant.create(STUDY, { start: utc(slot.start), end: utc(slot.end) });
    const { publicId } = await book();
    await drainPush();
    const booking = await bookingOf(publicId);
    expect(booking).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook', cause: 'remote' });
    expect(await mails(booking.id)).toEqual(['booking_refused']);
    expect(await db().occupancy.count({ where: { active: true } })).toBe(0);
    expect(await ourEvents()).toEqual([]);
  });

  test('neighbours of the slot are no reason to refuse, nor is free time', async () => {
    await tenant.create(STUDY, { start: utc(tomorrow(540)), end: utc(slot.start) });
    await tenant.create(STUDY, { start: utc(slot.end), end: utc(tomorrow(720)) });
    await tenant.create(STUDY, { start: utc(slot.start), end: utc(slot.end), showAs: 'free' });
    const { publicId } = await book();
    await drainPush();
    expect(await bookingOf(publicId)).toMatchObject({ status: 'confirmed' });
  });

  test('cancelled: its event goes', async () => {
    const { publicId, key } = await book();
    await drainPush();
    const answer = await cancelBooking(guest, { publicId, key }, new Date());
    expect(answer.ok).toBe(true);
    await drainPush();
    expect(await ourEvents()).toEqual([]);
    expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'gone', remoteId: null });
  });
});

describe('when answers are lost', () => {
  const later = (ms: number) => ({ clock: () => new Date(Date.now() + ms) });

  test.each([
    ['the connection is reset after the event was stored', 'reset_after_commit'],
    ['a gateway fails after the event was stored', { status: 504, afterCommit: true }],
    ['the answer is cut short', { cutBodyAt: 40 }],
    ['the connection is reset before anything was stored', 'reset_before'],
    ['the service is unavailable', { status: 503 }],
  ])('%s: exactly one event in the end', async (_, effect) => {
    const { publicId } = await book();
    await tenant.fault({ operation: 'event.create' }, effect);
    await drainPush();
    expect(await bookingOf(publicId)).toMatchObject({ status: 'pending_remote' });
    await drainPush(later(20_000));
    await drainPush(later(40_000));
    expect(await bookingOf(publicId)).toMatchObject({ status: 'confirmed' });
    expect(await ourEvents()).toHaveLength(1);
  });

  test('a create that was lost before it was stored waits for a second look', async () => {
    await book();
    await tenant.fault({ operation: 'event.create' }, 'reset_before');
    await drainPush();
    const since = await tenant.mark();
    await drainPush(later(5_000));
    const asked = (await tenant.asked(since)).map(({ method }) => method);
    expect(asked).not.toContain('POST');
  });

  test('the change key moves by itself: no edit is seen in it', async () => {
    const { publicId } = await book();
    await drainPush();
    await tenant.control('POST', '/clock', { advanceMs: 10_000 });
    await drainPull();
    expect(await db().syncConflict.count()).toBe(0);
    expect(await db().busyBlock.count()).toBe(0);
    expect(await bookingOf(publicId)).toMatchObject({ status: 'confirmed' });
  });

  test('told to wait, nobody asks this mailbox before the time', async () => {
    await book();
    await tenant.fault({ mailbox: STUDY }, { status: 429, headers: { 'Retry-After': '30' } });
    await drainPush();
    const since = await tenant.mark();
    await drainPush(later(25_000));
    await drainPull(later(25_000));
    expect((await tenant.asked(since)).filter(({ mailbox }) => mailbox === STUDY)).toEqual([]);
    await drainPush(later(31_000));
    expect(await ourEvents()).toHaveLength(1);
  });

  test('a refused request is tried twice, then set aside where it can be seen', async () => {
    await book();
    await tenant.fault({ operation: 'event.create' }, { status: 400, body: { error: { code: 'ErrorX' } } }, 5);
    await drainPush();
    await drainPush(later(60_000));
    await drainPush(later(3_600_000));
    expect(await db().pushJob.findFirst()).toMatchObject({ deadAt: expect.any(Date), lastClass: 'rejected' });
  });

  test('access withdrawn: the link pauses and nothing counts as deleted', async () => {
    await book();
    await tenant.fault({ mailbox: STUDY }, { status: 403, body: { error: { code: 'ErrorAccessDenied' } } });
    await drainPush();
    expect(await db().calendarLink.findFirst()).toMatchObject({ state: 'paused', stateReason: 'write_denied' });
    expect(await db().pushJob.count()).toBe(1);
  });
});

describe('a calendar that was let go and comes back', () => {
  test('adopts its events: no second one, and bookings cancelled meanwhile are taken away', async () => {
    await book();
    const gone = await book(tomorrow(720), tomorrow(780));
    await drainPush();
    await drainPull();
    const before = (await ourEvents()).map(({ immutableId }) => immutableId);
    expect(before).toHaveLength(2);

    await transaction((tx) => unlink(tx, linkId, new Date()));
    expect(await drainPush()).toBe(0);
    await cancelBooking(guest, gone, new Date());
    const again = await tenant.link(sample.quiet.id, connectionId, STUDY, 'it@library.example');
    expect(again).toBe(linkId);
    await drainPull();
    await drainPush();
    await drainPull();

    const after = await ourEvents();
    expect(after).toHaveLength(1);
    expect(before).toContain(after[0]?.immutableId);
    expect(await db().busyBlock.count()).toBe(0);
    expect(await db().syncConflict.count({ where: { state: 'open' } })).toBe(0);
  });

  test('creates anew, under a new epoch, what was deleted in Outlook meanwhile', async () => {
    const { publicId } = await book();
    await drainPush();
    await transaction((tx) => unlink(tx, linkId, new Date()));
    const [event] = await ourEvents();
    await tenant.remove(STUDY, event?.immutableId ?? '');
    await tenant.link(sample.quiet.id, connectionId, STUDY, 'it@library.example');
    await drainPush();
    expect(await ourEvents()).toEqual([]);
    await drainPush({ clock: () => new Date(Date.now() + 11_000) });
    expect(await ourEvents()).toHaveLength(1);
    const { id } = await bookingOf(publicId);
    expect(await db().bookingMirror.findFirst({ where: { bookingId: id } })).toMatchObject({ state: 'live', epoch: 2 });
  });
});

describe('switched to inactive', () => {
  test('nothing is asked; back on, everything that waited is done', async () => {
    const { publicId } = await book();
    await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
    const since = await tenant.mark();
    await drainPush();
    await drainPull();
    expect(await tenant.asked(since)).toEqual([]);
    await db().integration.update({ where: { id: 1 }, data: { state: 'active' } });
    await drainPush();
    expect(await bookingOf(publicId)).toMatchObject({ status: 'confirmed' });
  });

  test('in the midst of a job, the next request is not made', async () => {
    const { publicId } = await book();
    let asked = 0;
    const world = {
      clock: () => new Date(),
      fetch: (async (...request: Parameters<typeof fetch>) => {
        asked += 1;
        await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
        return fetch(...request);
      }) as typeof fetch,
    };
    await drainPush(world);
    expect(asked).toBe(1);
    expect(await bookingOf(publicId)).toMatchObject({ status: 'pending_remote' });
    expect(await db().pushJob.count({ where: { deadAt: null } })).toBe(1);
  });
});

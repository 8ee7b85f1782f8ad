import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor, Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { leftEvents } from '@/lib/db/closing-links';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { testTenant, utc } from '@/lib/sync/tenant.test-data';
import { tomorrow } from '@/lib/time/tomorrow.test-data';
import { localDateOf } from '@/lib/time/zone';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { bookSpace } from './book-space';
import { cancelBooking } from './cancel-booking';
import { deactivateIntegration } from './deactivate-integration';
import { disconnectConnection } from './disconnect-connection';
import { disconnectIntegration } from './disconnect-integration';
import { finishClosingLinks } from './finish-closing-links';
import { revokeSpaceLink } from './revoke-space-link';
import { makePerson } from './stand-in.test-data';
import { stopRemoval } from './stop-removal';

testDatabase();
const tenant = testTenant();
const STUDY = 'study-1@library.example';
const ZONE = 'America/New_York';
const guest: Actor = { kind: 'guest' };

let admin: Person;
let sample: Sample;
let connectionId: number;
let linkId: number;

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const at = (minutes: number) => ({ clock: () => later(minutes) });

beforeEach(async () => {
  sample = await sampleLibrary();
  admin = await makePerson('admin', 'admin@library.example');
  connectionId = await tenant.connect('it@library.example', 'rooms', admin.id);
  linkId = await tenant.link(sample.quiet.id, connectionId, STUDY, 'it@library.example');
  for (const event of await tenant.events(STUDY)) await tenant.remove(STUDY, event.immutableId).catch(() => undefined);
});

async function book(start: number, end: number) {
  const wish = { spaceId: sample.quiet.id, start: tomorrow(start).toISOString(), end: tomorrow(end).toISOString() };
  const answer = await bookSpace(guest, { ...wish, name: 'Rosa', email: `r${start}@example.org` }, new Date());
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const foreign = (start: number, end: number) =>
  tenant.create(STUDY, { start: utc(tomorrow(start)), end: utc(tomorrow(end)) });
const ours = async () => (await tenant.events(STUDY)).filter(({ transactionId }) => transactionId);
const link = () => db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
const connection = () => db().syncConnection.findUniqueOrThrow({ where: { id: connectionId } });
const integration = () => db().integration.findUniqueOrThrow({ where: { id: 1 } });
const blocks = () => db().busyBlock.count();

/** Two bookings in Outlook, one foreign event here: tomorrow, or so many days after that. */
async function inStep(daysAfter = 0) {
  const from = daysAfter * 1440;
  await book(from + 600, from + 660);
  await book(from + 720, from + 780);
  await foreign(from + 840, from + 900);
  await drainPush();
  await drainPull();
  expect(await ours()).toHaveLength(2);
  expect(await blocks()).toBe(1);
}

describe('disconnected, nothing removed', () => {
  test('events stay, mirrors are kept, closed time opens, tokens are wiped, nothing is asked', async () => {
    await inStep();
    const since = await tenant.mark();
    const answer = await disconnectConnection(admin, { connectionId }, new Date());
    expect(answer).toMatchObject({ ok: true, value: { links: 1, closing: 0, events: 0 } });
    expect(await connection()).toMatchObject({ status: 'disabled', tokenEnc: null });
    expect(await link()).toMatchObject({ state: 'unlinked' });
    expect(await blocks()).toBe(0);
    expect(await db().bookingMirror.count({ where: { state: 'detached', remoteId: { not: null } } })).toBe(2);
    await drainPush(at(60));
    await drainPull(at(60));
    expect(await tenant.asked(since)).toEqual([]);
    expect(await ours()).toHaveLength(2);
  });

  test('closed times may stay closed up to a date, and end when another calendar speaks for the space', async () => {
    await inStep();
    const afterwards = new Date(tomorrow(840).getTime() + 3 * 86_400_000);
    await tenant.create(STUDY, { start: utc(afterwards), end: utc(new Date(afterwards.getTime() + 3_600_000)) });
    // Six minutes: at night a polled calendar is read every five.
    await drainPull(at(6));
    expect(await blocks()).toBe(2);
    const keepBlocksUntil = localDateOf(tomorrow(0), ZONE);
    await revokeSpaceLink(admin, { spaceId: sample.quiet.id, keepBlocksUntil }, new Date());
    expect(await db().busyBlock.findMany()).toMatchObject([{ startsAt: tomorrow(840) }]);
    const raw = { spaceId: sample.quiet.id, start: tomorrow(840).toISOString(), end: tomorrow(900).toISOString() };
    const refused = await bookSpace(guest, { ...raw, name: 'Sam', email: 's@example.org' }, new Date());
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'slot_taken' } });
    await tenant.link(sample.quiet.id, connectionId, 'cedar@library.example', 'it@library.example');
    expect(await blocks()).toBe(0);
  });

  test('a date that is none is refused', async () => {
    const answer = await disconnectConnection(admin, { connectionId, keepBlocksUntil: 'soon' }, new Date());
    expect(answer).toMatchObject({ refusal: { fields: { keepBlocksUntil: 'not_date' } } });
  });

  test('a date that is over is refused, whoever ends what, and nothing has ended', async () => {
    const ending = { keepBlocksUntil: localDateOf(tomorrow(-2880), ZONE) };
    const refused = { ok: false, refusal: { code: 'invalid', fields: { keepBlocksUntil: 'not_before_today' } } };
    expect(await disconnectConnection(admin, { connectionId, ...ending }, new Date())).toEqual(refused);
    expect(await revokeSpaceLink(admin, { spaceId: sample.quiet.id, ...ending }, new Date())).toEqual(refused);
    expect(await disconnectIntegration(admin, ending, new Date())).toEqual(refused);
    expect(await connection()).toMatchObject({ status: 'active', endingAt: null });
    expect((await link())?.state).not.toBe('unlinked');
  });
});

describe('upcoming events are removed first', () => {
  const begin = () => disconnectConnection(admin, { connectionId, removeEvents: 'on' }, new Date());

  test('after ten minutes they go, then the tokens; foreign events are not touched', async () => {
    await inStep();
    expect(await begin()).toMatchObject({ value: { links: 1, closing: 1, events: 2 } });
    expect(await link()).toMatchObject({ state: 'closing', closingTotal: 2 });
    expect(await blocks()).toBe(0);

    const since = await tenant.mark();
    await drainPush(at(9));
    await drainPull(at(9));
    await finishClosingLinks(later(9));
    expect(await tenant.asked(since)).toEqual([]);
    expect(await connection()).toMatchObject({ status: 'active' });

    await drainPush(at(11));
    expect(await ours()).toEqual([]);
    const asked = (await tenant.asked(since)).map(({ operation }) => operation);
    expect(new Set(asked)).toEqual(new Set(['event.get', 'event.delete']));
    expect(await tenant.events(STUDY)).toHaveLength(1);
    await finishClosingLinks(later(11));
    expect(await link()).toMatchObject({ state: 'unlinked', stateReason: null });
    expect(await connection()).toMatchObject({ status: 'disabled', tokenEnc: null, endingAt: null });
  });

  test('what is booked or cancelled during the pause asks nothing of Outlook before it is over', async () => {
    await inStep();
    const first = await db().booking.findFirstOrThrow();
    await begin();
    await book(900, 960);
    expect(await cancelBooking(admin, { publicId: first.publicId }, new Date())).toMatchObject({ ok: true });
    const since = await tenant.mark();
    await drainPush(at(5));
    expect(await tenant.asked(since)).toEqual([]);
    await drainPush(at(11));
    expect(await ours()).toEqual([]);
  });

  test('undone within the pause: connected as before, no second event', async () => {
    await inStep();
    await begin();
    expect(await stopRemoval(admin, { how: 'undo' }, later(3))).toMatchObject({ value: { links: 1 } });
    expect(await connection()).toMatchObject({ status: 'active', endingAt: null });
    await drainPush(at(20));
    await drainPull(at(20));
    await finishClosingLinks(later(20));
    expect(await link()).toMatchObject({ state: 'live', closesAt: null, closingTotal: 0 });
    expect(await ours()).toHaveLength(2);
    expect(await blocks()).toBe(1);
  });

  test('undone half way: what was removed is written again, once', async () => {
    await inStep();
    await begin();
    await tenant.fault({ method: 'DELETE' }, { status: 503 });
    await drainPush(at(11));
    expect(await ours()).toHaveLength(1);
    await stopRemoval(admin, { how: 'undo' }, later(12));
    await drainPush(at(40));
    await drainPull(at(40));
    expect(await ours()).toHaveLength(2);
  });

  test('stopped: what is left stays, and the end comes now', async () => {
    await inStep();
    await begin();
    await stopRemoval(admin, { how: 'stop' }, later(3));
    expect(await link()).toMatchObject({ state: 'unlinked', stateReason: null });
    expect(await connection()).toMatchObject({ status: 'disabled', tokenEnc: null });
    expect(await ours()).toHaveLength(2);
  });

  test('what cannot be removed within a day is listed, and the tokens go all the same', async () => {
    // Still to come a day from now, at whatever hour this is.
    await inStep(1);
    await begin();
    await tenant.fault({ method: 'DELETE' }, { status: 503 }, 1_000);
    await drainPush(at(11));
    await finishClosingLinks(later(23 * 60));
    expect(await link()).toMatchObject({ state: 'closing' });
    await finishClosingLinks(later(24 * 60 + 1));
    expect(await link()).toMatchObject({ state: 'unlinked', stateReason: 'removal_incomplete' });
    expect(await connection()).toMatchObject({ status: 'disabled', tokenEnc: null });
    const left = await leftEvents(db(), new Date(), 10);
    expect(left).toMatchObject([{ mailbox: STUDY }, { mailbox: STUDY }]);
  });

  test('an admin’s choice alone, and only while Microsoft may be asked', async () => {
    const staff = await makePerson('staff', 'staff@library.example');
    const raw = { connectionId, removeEvents: 'on' };
    expect(await disconnectConnection(staff, raw, new Date())).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await stopRemoval(staff, { how: 'undo' }, new Date())).toMatchObject({ refusal: { code: 'not_allowed' } });
    await deactivateIntegration(admin, new Date());
    expect(await begin()).toMatchObject({ refusal: { code: 'integration_inactive' } });
    const all = await disconnectIntegration(admin, { removeEvents: 'on' }, new Date());
    expect(all).toMatchObject({ refusal: { code: 'integration_inactive' } });
  });
});

describe('the whole integration', () => {
  test('is disconnected when its last calendar is empty; until then nothing new is connected', async () => {
    await inStep();
    const answer = await disconnectIntegration(admin, { removeEvents: 'on' }, new Date());
    expect(answer).toMatchObject({ value: { connections: 1, closing: 1, events: 2 } });
    expect(await integration()).toMatchObject({ state: 'active', endingAt: expect.any(Date) });
    const { connectOutlook } = await import('./connect-outlook');
    const wish = { purpose: 'rooms', resourceId: sample.corner.id };
    expect(await connectOutlook(admin, wish, new Date())).toMatchObject({ refusal: { code: 'integration_inactive' } });
    await drainPush(at(11));
    await finishClosingLinks(later(11));
    expect(await integration()).toMatchObject({ state: 'disconnected', endingAt: null });
    expect(await ours()).toEqual([]);
  });

  test('undone as a whole', async () => {
    await inStep();
    await disconnectIntegration(admin, { removeEvents: 'on' }, new Date());
    await stopRemoval(admin, { how: 'undo' }, later(1));
    expect(await integration()).toMatchObject({ state: 'active', endingAt: null });
    await drainPush(at(20));
    expect(await ours()).toHaveLength(2);
  });
});

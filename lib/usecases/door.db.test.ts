import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookAtDoor } from './book-at-door';
import { bookSpace } from './book-space';
import { changeDoorKey, viewDoorAddresses } from './door-key';
import { saveCheckIn } from './save-check-in';
import { saveMediators } from './save-mediators';
import { viewDoor } from './view-door';
import { viewUnmediated } from './view-requests';

testDatabase();

const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '10:05');
let sample: Sample;
let admin: Actor;
let librarian: Actor;
let spaceId: string;

beforeAll(async () => {
  sample = await sampleLibrary();
  spaceId = String(sample.quiet.id);
  await db().category.update({ where: { id: sample.study.id }, data: { nicknames: true, leadUntilEnd: true } });
  const person = await db().person.create({ data: { email: 'adm@example.org', name: 'Adi', role: 'admin' } });
  admin = { kind: 'person', id: person.id, name: person.name, email: person.email, role: 'admin', locale: 'en' };
  const { ada } = sample;
  librarian = { kind: 'person', id: ada.id, name: ada.name, email: ada.email, role: 'staff', locale: 'en' };
  await queue();
});
beforeEach(() => db().$executeRaw`TRUNCATE booking CASCADE`);
afterAll(closeQueue);

async function makeKey(): Promise<string> {
  const made = await changeDoorKey(admin, { spaceId, act: 'make' });
  const addresses = made.ok ? await viewDoorAddresses(admin, sample.quiet.id) : null;
  return new URL(addresses?.trusted ?? 'none:').searchParams.get('key') ?? '';
}

const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code);
const tap = (key: string | undefined, from = '10:00', more: object = {}) => ({
  ...{ spaceId, key, start: moment('2026-11-20', from).toISOString(), minutes: '60', name: 'At the door', ...more },
});

test('everybody sees when a space is taken; the name for the door only a tablet that knows the key', async () => {
  const key = await makeKey();
  const time = { start: moment('2026-11-20', '11:00').toISOString(), end: moment('2026-11-20', '12:00').toISOString() };
  const patron = { name: 'Rosa Reader', email: 'rosa@example.org', nickname: 'Chess club' };
  expect(codeOf(await bookSpace(guest, { spaceId, ...time, ...patron }, now))).toBe('ok');
  const labels = async (given?: string) => {
    const door = await viewDoor(guest, { spaceId, key: given }, now);
    if (!door.ok) throw new Error(door.refusal.code);
    expect(JSON.stringify(door.value)).not.toMatch(/Rosa|rosa@/);
    return door.value.taken.map(({ label }) => label);
  };
  expect(await labels()).toEqual(['']);
  expect(await labels('wrong')).toEqual(['']);
  expect(await labels(key)).toEqual(['Chess club']);
  const newer = await makeKey();
  expect(await labels(key)).toEqual(['']);
  expect(await labels(newer)).toEqual(['Chess club']);
  await changeDoorKey(admin, { spaceId, act: 'remove' });
  expect(await labels(newer)).toEqual(['']);
});

test('one tap at a trusted door books, checked in; without the key nothing is booked', async () => {
  const key = await makeKey();
  for (const wrong of [undefined, '', 'wrong', `${key}x`])
    expect(codeOf(await bookAtDoor(tap(wrong), now))).toBe('not_allowed');
  expect(await db().booking.count()).toBe(0);
  expect(codeOf(await bookAtDoor(tap(key), now))).toBe('ok');
  const booking = await db().booking.findFirstOrThrow({ include: { occupancy: true } });
  expect(booking).toMatchObject({
    status: 'confirmed',
    patronName: 'At the door',
    patronEmail: '',
    checkedInAt: now,
    origin: 'door',
  });
  expect(booking.occupancy).toHaveLength(1);
  // Nothing that is not offered now: not over another booking, not ahead, not when it is closed.
  for (const from of ['10:00', '10:30', '14:00', '22:00'])
    expect(codeOf(await bookAtDoor(tap(key, from), now))).toBe('not_offered_now');
  expect(await db().booking.count()).toBe(1);
});

test('of ten who tap at once one has the space', async () => {
  const key = await makeKey();
  const answers = await Promise.all(Array.from({ length: 10 }, () => bookAtDoor(tap(key), now)));
  expect(answers.map(({ ok }) => (ok ? 'ok' : 'refused')).sort()).toEqual([
    'ok',
    ...Array.from({ length: 9 }, () => 'refused'),
  ]);
});

test('a place that asks guests to follow a link does not ask whoever stands at the door', async () => {
  const key = await makeKey();
  await db().location.update({ where: { id: sample.location.id }, data: { verifyMinutes: 30 } });
  expect(codeOf(await bookAtDoor(tap(key), now))).toBe('ok');
  expect(await db().booking.findFirstOrThrow()).toMatchObject({ status: 'confirmed' });
  await db().location.update({ where: { id: sample.location.id }, data: { verifyMinutes: null } });
});

test('only admins make keys, set check-in and name mediators; nothing changes for others', async () => {
  const rules = { locationId: sample.location.id, on: 'on', before: '15', after: '20', release: 'on', outAfter: '30' };
  const named = { place: 'category', id: sample.meeting.id, personIds: String(sample.ada.id) };
  for (const actor of [guest, librarian]) {
    expect(codeOf(await changeDoorKey(actor, { spaceId, act: 'make' }))).toBe('not_allowed');
    expect(codeOf(await saveCheckIn(actor, rules, now))).toBe('not_allowed');
    expect(codeOf(await saveMediators(actor, named))).toBe('not_allowed');
    expect(await viewDoorAddresses(actor, sample.quiet.id)).toBeNull();
  }
  expect(await db().location.findFirstOrThrow()).toMatchObject({ checkInBefore: null });
  expect(await db().mediator.count()).toBe(0);
  expect(codeOf(await saveCheckIn(admin, { ...rules, before: '241' }, now))).toBe('invalid');
  expect(codeOf(await saveCheckIn(admin, rules, now))).toBe('ok');
  expect(await db().location.findFirstOrThrow()).toMatchObject({ checkInBefore: 15, releaseNoShows: true });
});

test('a category that asks for mediation and has no mediator is named, until somebody decides there', async () => {
  await db().category.update({ where: { id: sample.meeting.id }, data: { mediation: true } });
  const unmediated = async () => JSON.stringify(await viewUnmediated(admin));
  expect(await unmediated()).toContain('Meeting rooms');
  const named = { place: 'category', id: sample.meeting.id, personIds: String(sample.ada.id) };
  expect(codeOf(await saveMediators(admin, named))).toBe('ok');
  expect(await unmediated()).not.toContain('Meeting rooms');
  expect(await db().auditEntry.count({ where: { act: 'mediators.saved' } })).toBe(1);
});

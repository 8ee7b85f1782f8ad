import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from './book-space';
import { viewBooking, viewBookingState } from './view-booking';
import { viewMyBookings } from './view-my-bookings';

testDatabase();

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');

beforeAll(async () => {
  sample = await sampleLibrary();
});
afterAll(closeQueue);

async function booked(spaceId: number, day: string, from = '10:00', to = '11:00') {
  const times = { start: moment(day, from).toISOString(), end: moment(day, to).toISOString() };
  const answer = await bookSpace(
    guest,
    { spaceId, ...times, name: 'Rosa', email: 'rosa@example.org', note: 'Chess' },
    now,
  );
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

test('the key shows name and note; without it space, time and state are all there is', async () => {
  const { publicId, key } = await booked(sample.quiet.id, '2026-11-21');
  expect(await viewBooking(guest, { publicId, key }, now)).toMatchObject({
    value: { calendar: 'not_connected', details: { name: 'Rosa', note: 'Chess', cancel: { problem: null } } },
  });
  const strangers = await viewBooking(guest, { publicId, key: 'wrong' }, now);
  expect(strangers).toMatchObject({ value: { status: 'confirmed', details: null, items: [{ name: 'Quiet room' }] } });
  expect(JSON.stringify(strangers)).not.toMatch(/Rosa|rosa|Chess/);
});

test('the state follows the calendar from on its way to agreed', async () => {
  const linkId = await linkToCalendar(sample.corner.id, sample.ada.id);
  const { publicId } = await booked(sample.corner.id, '2026-11-21', '13:00', '14:00');
  const state = async () => {
    const answer = await viewBookingState({ publicId });
    return answer.ok ? answer.value : answer.refusal;
  };
  expect(await state()).toMatchObject({ status: 'pending_remote', calendar: 'on_its_way' });
  const { id } = await db().booking.update({ where: { publicId }, data: { status: 'confirmed', holdUntil: null } });
  expect(await state()).toMatchObject({ status: 'confirmed', calendar: 'on_its_way' });
  await db().pushJob.deleteMany({ where: { bookingId: id } });
  const mirror = { linkId, bookingId: id, transactionId: '0f6e3a3a-7b1c-4b0e-9a53-111111111111' };
  await db().bookingMirror.create({ data: { ...mirror, state: 'live', remoteId: 'event' } });
  expect(await state()).toMatchObject({ calendar: 'agreed' });
});

test('a stranger with the public id learns no reason that is not on the page', async () => {
  const { publicId } = await booked(sample.quiet.id, '2026-11-24');
  const told = async () => [await viewBookingState({ publicId }), await viewBooking(guest, { publicId }, now)];
  for (const [statusReason, said] of [
    ['patron_banned', null],
    ['moved_by_staff', null],
    ['withdrawn_by_staff', 'withdrawn_by_staff'],
  ]) {
    const status = statusReason === 'moved_by_staff' ? 'confirmed' : 'cancelled';
    await db().booking.update({ where: { publicId }, data: { status, statusReason } });
    for (const answer of await told()) expect(answer).toMatchObject({ value: { status, statusReason: said } });
  }
  await db().booking.delete({ where: { publicId } });
});

test('when Outlook took the time, what is free nearby is named', async () => {
  const { publicId } = await booked(sample.quiet.id, '2026-11-23', '10:00', '11:00');
  await db().booking.update({ where: { publicId }, data: { status: 'denied', statusReason: 'taken_in_outlook' } });
  const answer = await viewBooking(guest, { publicId }, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  const shown = answer.value.alternatives.map(({ name, start }) => [name, start]);
  expect(shown).toEqual([
    ['Quiet room', moment('2026-11-23', '09:00')],
    ['Quiet room', moment('2026-11-23', '11:00')],
    ['Corner room', moment('2026-11-23', '10:00')],
  ]);
});

test('my bookings are those of the account and of its address; guests are asked to sign in', async () => {
  const rosa: Actor = {
    kind: 'person',
    id: 900,
    name: 'Rosa',
    email: 'rosa@example.org',
    role: 'patron',
    locale: 'en',
  };
  const answer = await viewMyBookings(rosa, now);
  expect(answer).toMatchObject({
    value: { upcoming: [{ status: 'confirmed' }, { status: 'confirmed' }], past: [{ status: 'denied' }] },
  });
  expect(await viewMyBookings(guest, now)).toMatchObject({ refusal: { code: 'not_signed_in' } });
  expect(await viewMyBookings({ ...rosa, email: 'sam@example.org' }, now)).toEqual({
    ok: true,
    value: { upcoming: [], past: [] },
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/outbox';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { bookSpace } from './book-space';
import { cancelBooking } from './cancel-booking';
import { scrubBookings } from './scrub-bookings';
import { settleHolds } from './settle-holds';

testDatabase();

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');

beforeAll(async () => {
  sample = await sampleLibrary();
});
afterAll(closeQueue);

async function booked(day: string, from = '10:00', to = '11:00', spaceId = sample.quiet.id) {
  const times = { start: moment(day, from).toISOString(), end: moment(day, to).toISOString() };
  const answer = await bookSpace(
    guest,
    { spaceId, ...times, name: 'Rosa', email: 'rosa@example.org', note: 'Chess' },
    now,
  );
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

const row = (publicId: string) => db().booking.findUniqueOrThrow({ where: { publicId }, include: { occupancy: true } });

test('whoever holds the link cancels; the time is free again, and a second time is refused', async () => {
  const { publicId, key } = await booked('2026-11-21');
  expect(await cancelBooking(guest, { publicId, key }, now)).toEqual({ ok: true, value: { publicId } });
  const cancelled = await row(publicId);
  expect(cancelled).toMatchObject({ status: 'cancelled', cause: 'user', version: 2, cancelledAt: now });
  expect(cancelled.occupancy.map(({ active }) => active)).toEqual([false]);
  expect(await cancelBooking(guest, { publicId, key }, now)).toMatchObject({ refusal: { code: 'booking_closed' } });
  await booked('2026-11-21');
});

test('of ten cancellations at once one is done', async () => {
  const { publicId, key } = await booked('2026-11-22');
  const answers = await Promise.all(Array.from({ length: 10 }, () => cancelBooking(guest, { publicId, key }, now)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await row(publicId)).version).toBe(2);
});

test('a wrong key, none, or the key of another booking changes nothing', async () => {
  const { publicId } = await booked('2026-11-23');
  const other = await booked('2026-11-24');
  for (const key of ['wrong', undefined, '', other.key])
    expect(await cancelBooking(guest, { publicId, key }, now)).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await row(publicId)).toMatchObject({ status: 'confirmed', version: 1 });
  expect(await cancelBooking(guest, { publicId: 'nothing2', key: 'x' }, now)).toMatchObject({
    refusal: { code: 'not_found' },
  });
});

test('a patron is too late where staff are not', async () => {
  const { publicId, key } = await booked('2026-11-25');
  const late = moment('2026-11-25', '09:30');
  expect(await cancelBooking(guest, { publicId, key }, late)).toMatchObject({
    refusal: { code: 'too_late_to_cancel' },
  });
  const ada: Actor = {
    kind: 'person',
    id: sample.ada.id,
    name: 'Ada',
    email: 'ada@library.example',
    role: 'staff',
    locale: 'en',
  };
  expect((await cancelBooking(ada, { publicId }, late)).ok).toBe(true);
  expect(await row(publicId)).toMatchObject({ cause: 'staff' });
});

test('the signed-in owner of the address cancels, another patron does not', async () => {
  const { publicId } = await booked('2026-11-26');
  const patron = (id: number, email: string): Actor => ({
    kind: 'person',
    id,
    name: 'P',
    email,
    role: 'patron',
    locale: 'en',
  });
  expect(await cancelBooking(patron(71, 'sam@example.org'), { publicId }, now)).toMatchObject({
    refusal: { code: 'not_allowed' },
  });
  expect((await cancelBooking(patron(72, 'rosa@example.org'), { publicId }, now)).ok).toBe(true);
});

test('a booking that Outlook has not answered stands after a quarter of an hour, with its reason', async () => {
  await linkToCalendar(sample.west.id, sample.ada.id);
  const { publicId } = await booked('2026-11-27', '10:00', '11:00', sample.west.id);
  expect(await row(publicId)).toMatchObject({ status: 'pending_remote' });
  expect(await settleHolds(addMinutes(now, 14))).toEqual({ expired: 0, confirmed: 0 });
  expect(await settleHolds(addMinutes(now, 15))).toEqual({ expired: 0, confirmed: 1 });
  expect(await settleHolds(addMinutes(now, 16))).toEqual({ expired: 0, confirmed: 0 });
  expect(await row(publicId)).toMatchObject({
    status: 'confirmed',
    statusReason: 'not_yet_in_outlook',
    holdUntil: null,
    version: 1,
  });
});

test('names go when the library no longer keeps them, the booking stays', async () => {
  const { publicId } = await booked('2026-11-28');
  const end = moment('2026-11-28', '11:00');
  await scrubBookings(addMinutes(end, 30 * 1440 - 1));
  expect(await row(publicId)).toMatchObject({ patronName: 'Rosa', note: 'Chess' });
  await scrubBookings(addMinutes(end, 30 * 1440 + 1));
  expect(await row(publicId)).toMatchObject({ patronName: '', patronEmail: '', note: '', status: 'confirmed' });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { applyRetention } from './apply-retention';
import { bookSpace } from './book-space';
import { cancelBooking } from './cancel-booking';
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
  const written = { status: 'cancelled', cause: 'user', version: 2, icsSequence: 1, cancelledAt: now };
  expect(cancelled).toMatchObject(written);
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

describe('a booking that Outlook has not answered for a quarter of an hour', () => {
  const none = { expired: 0, confirmed: 0, to_confirm: 0, refused: 0 };
  const pending = async (date: string) => {
    const { publicId } = await booked(date, '10:00', '11:00', sample.west.id);
    expect(await row(publicId)).toMatchObject({ status: 'pending_remote' });
    expect(await settleHolds(addMinutes(now, 14))).toEqual(none);
    return publicId;
  };
  const mailsOf = async (publicId: string) => {
    const rows = await db().$queryRaw<{ template: string }[]>`
      SELECT data->>'template' AS template FROM pgboss.job JOIN booking ON booking.id = (data->>'bookingId')::int
      WHERE name = 'mail' AND public_id = ${publicId}`;
    return rows.map(({ template }) => template);
  };

  const recorded = async (publicId: string) => {
    const { id: bookingId } = await row(publicId);
    const lines = await db().syncLog.findMany({ where: { bookingId }, select: { op: true, outcome: true } });
    const audits = await db().auditEntry.findMany({ where: { subject: `booking:${bookingId}`, personId: null } });
    return { lines, audits: audits.map(({ act, detail }) => ({ act, ...(detail as object) })) };
  };
  const record = (answer: string) => ({
    lines: [{ op: 'answer.unanswered', outcome: answer }],
    audits: [expect.objectContaining({ act: 'conflict.answered', kind: 'unanswered', answer })],
  });

  test('is left to staff, its patron told, once', async () => {
    const linkId = await linkToCalendar(sample.west.id, sample.ada.id);
    const publicId = await pending('2026-11-27');
    expect(await settleHolds(addMinutes(now, 15))).toEqual({ ...none, to_confirm: 1 });
    expect(await settleHolds(addMinutes(now, 16))).toEqual(none);
    const booking = await row(publicId);
    expect(booking).toMatchObject({ status: 'to_confirm', statusReason: 'calendar_unreachable', holdUntil: null });
    expect(await mailsOf(publicId)).toEqual(['booking_to_confirm']);
    expect(await db().syncConflict.findMany({ where: { bookingId: booking.id } })).toMatchObject([
      { kind: 'to_confirm', state: 'open', linkId },
    ]);
    expect(await recorded(publicId)).toEqual(record('to_confirm'));
  });

  test('is refused where nothing is to be offered then, and the time is free again', async () => {
    await db().resource.update({ where: { id: sample.west.id }, data: { syncPolicy: { stale: 'closed' } } });
    const publicId = await pending('2026-11-28');
    expect(await settleHolds(addMinutes(now, 15))).toEqual({ ...none, refused: 1 });
    const booking = await row(publicId);
    expect(booking).toMatchObject({ status: 'cancelled', statusReason: 'calendar_unreachable' });
    expect(await mailsOf(publicId)).toEqual(['booking_unconfirmed']);
    expect(await db().occupancy.count({ where: { bookingId: booking.id, active: true } })).toBe(0);
    expect(await recorded(publicId)).toEqual(record('refused'));
  });

  test('stands by the library’s own rules when Outlook was switched off meanwhile', async () => {
    const publicId = await pending('2026-11-29');
    await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
    expect(await settleHolds(addMinutes(now, 15))).toEqual({ ...none, confirmed: 1 });
    expect(await mailsOf(publicId)).toEqual(['booking_confirmed']);
    expect(await recorded(publicId)).toEqual(record('confirmed'));
  });
});

test('names go when the library no longer keeps them, the booking stays', async () => {
  const { publicId } = await booked('2026-12-01');
  const end = moment('2026-12-01', '11:00');
  await applyRetention(addMinutes(end, 30 * 1440 - 1));
  expect(await row(publicId)).toMatchObject({ patronName: 'Rosa', note: 'Chess' });
  await applyRetention(addMinutes(end, 30 * 1440 + 1));
  expect(await row(publicId)).toMatchObject({ patronName: '', patronEmail: '', note: '', status: 'confirmed' });
});

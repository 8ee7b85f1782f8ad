import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { bookingKey, verifyKey } from '@/lib/booking-link';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { bookSpace } from './book-space';
import { settleHolds } from './settle-holds';
import { verifyBooking } from './verify-booking';

testDatabase();

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '10:10');
const later = (minutes: number) => addMinutes(now, minutes);

beforeEach(async () => {
  await queue();
  await emptyRows();
  await db().$executeRaw`DELETE FROM pgboss.job`;
  sample = await sampleLibrary();
  await db().location.update({ where: { id: sample.location.id }, data: { verifyMinutes: 15 } });
});
afterAll(closeQueue);

const book = (at = now, email = 'rosa@example.org', more: object = {}) =>
  bookSpace(
    guest,
    {
      ...{ spaceId: sample.quiet.id, name: 'Rosa', email },
      ...{ start: moment('2026-11-23', '10:00').toISOString(), end: moment('2026-11-23', '11:00').toISOString() },
      ...more,
    },
    at,
  );
const booked = async () => {
  const answer = await book();
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.publicId;
};
const row = (publicId: string) => db().booking.findUniqueOrThrow({ where: { publicId } });
const mails = async () =>
  (
    await db().$queryRaw<{ template: string }[]>`
      SELECT data->>'template' AS template FROM pgboss.job WHERE name = 'mail' ORDER BY created_on, id`
  ).map(({ template }) => template);
const follow = (publicId: string, at = now) => verifyBooking({ publicId, key: verifyKey(publicId) }, at);

describe('a guest’s booking where links have to be followed', () => {
  test('holds the time, and stands once the link is followed; a second time changes nothing', async () => {
    const publicId = await booked();
    expect(await row(publicId)).toMatchObject({ status: 'unverified', holdUntil: later(15), settledAt: null });
    expect(await book(later(1), 'ben@example.org')).toMatchObject({ refusal: { code: 'slot_taken' } });
    expect(await follow(publicId, later(14))).toEqual({ ok: true, value: { publicId, key: bookingKey(publicId) } });
    expect(await row(publicId)).toMatchObject({ status: 'confirmed', holdUntil: null, verifiedAt: later(14) });
    expect(await follow(publicId, later(20))).toMatchObject({ ok: true });
    expect(await mails()).toEqual(['booking_verify', 'booking_confirmed']);
  });

  test('lapses with a mail, by the timer or because somebody else wants the time, and the link says so', async () => {
    const first = await booked();
    expect(await settleHolds(later(16))).toMatchObject({ expired: 1 });
    expect(await follow(first, later(16))).toMatchObject({ refusal: { code: 'link_lapsed' } });
    const second = await book(later(20));
    const third = await book(later(36), 'ben@example.org');
    if (!second.ok || !third.ok) throw new Error('the time was not free again');
    expect(await row(second.value.publicId)).toMatchObject({ status: 'expired' });
    expect(await follow(second.value.publicId, later(36))).toMatchObject({ refusal: { code: 'link_lapsed' } });
    expect(await row(third.value.publicId)).toMatchObject({ status: 'unverified' });
    expect((await mails()).sort()).toEqual([
      ...['booking_lapsed', 'booking_lapsed'],
      ...['booking_verify', 'booking_verify', 'booking_verify'],
    ]);
  });

  test('waits for its mediators after that, where there are some', async () => {
    await db().category.update({ where: { id: sample.study.id }, data: { mediation: true } });
    const publicId = await booked();
    expect(await row(publicId)).toMatchObject({ status: 'unverified' });
    expect(await follow(publicId)).toMatchObject({ ok: true });
    expect(await row(publicId)).toMatchObject({ status: 'mediation', holdUntil: null });
  });

  test('is confirmed by its own link only, and never once it was cancelled', async () => {
    const publicId = await booked();
    for (const key of [bookingKey(publicId), verifyKey('another2'), 'x', ''])
      expect(await verifyBooking({ publicId, key }, now)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await row(publicId)).toMatchObject({ status: 'unverified' });
    await db().booking.update({ where: { publicId }, data: { status: 'cancelled' } });
    expect(await follow(publicId)).toMatchObject({ refusal: { code: 'booking_closed' } });
  });
});

test('who has signed in has no link to follow', async () => {
  const reader = await db().person.create({ data: { name: 'Rosa', email: 'rosa@example.org' } });
  const actor: Actor = {
    kind: 'person',
    id: reader.id,
    name: 'Rosa',
    email: reader.email,
    role: 'patron',
    locale: 'en',
  };
  const start = moment('2026-11-23', '10:00').toISOString();
  const answer = await bookSpace(actor, { spaceId: sample.quiet.id, start, minutes: '60' }, now);
  expect(answer).toMatchObject({ ok: true });
  expect(await db().booking.findFirst()).toMatchObject({ status: 'confirmed' });
});

test('terms are accepted, or nothing is booked; a name for the door is kept where the category has them', async () => {
  await db().location.update({ where: { id: sample.location.id }, data: { terms: 'Leave it as you found it.' } });
  expect(await book()).toMatchObject({ refusal: { code: 'invalid', fields: { terms: 'required' } } });
  expect(await db().booking.count()).toBe(0);
  const nickname = 'Chess club';
  expect(await book(now, 'rosa@example.org', { terms: 'on', nickname })).toMatchObject({ ok: true });
  expect(await db().booking.findFirst()).toMatchObject({ nickname: '' });
  await db().category.update({ where: { id: sample.study.id }, data: { nicknames: true } });
  const other = { terms: 'on', nickname, spaceId: sample.corner.id };
  expect(await book(now, 'ben@example.org', other)).toMatchObject({ ok: true });
  expect(await db().booking.findFirst({ where: { patronEmail: 'ben@example.org' } })).toMatchObject({ nickname });
});

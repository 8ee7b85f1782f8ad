import { afterAll, beforeEach, expect, test } from 'vitest';
import { insertBooking } from '@/lib/db/bookings';
import { db, transaction } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue } from '@/lib/db/queue';
import { restartReminder, takeReminders } from '@/lib/db/reminders';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { remindBookings } from './remind-bookings';

testDatabase();
let sample: Sample;
const monday = (time: string) => moment('2026-11-23', time);
const sunday = (time: string) => moment('2026-11-22', time);

afterAll(closeQueue);
beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  await db().location.update({ where: { id: sample.location.id }, data: { remindBefore: 24 * 60 } });
});

async function booked(publicId: string, start: Date, more: object = {}) {
  const end = new Date(start.getTime() + 60 * 60_000);
  const id = await insertBooking(db(), {
    ...{ publicId, status: 'confirmed', statusReason: null, cause: 'user', holdUntil: null, locale: 'en', note: '' },
    ...{ createdAt: monday('0:00'), settledAt: moment('2026-11-10', '9:00'), personId: null },
    ...{ patronName: 'Rosa', patronEmail: 'r@example.org', occupancy: [] },
    items: [
      { resourceId: sample.quiet.id, start, end },
      { resourceId: sample.corner.id, start, end },
    ],
  });
  if (id === null) throw new Error('public id taken');
  await db().booking.update({ where: { id }, data: more });
  return id;
}

const mailed = async () => {
  const rows = await db().$queryRaw<{ id: number }[]>`
    SELECT (data->>'bookingId')::int AS id FROM pgboss.job WHERE name = 'mail' AND data->>'template' = 'booking_reminder'`;
  return rows.map(({ id }) => id).sort();
};

test('each that is due is reminded of once: by two workers at once, after a second turn, and after one that did not end', async () => {
  const due = await booked('aaaaaaaa', monday('9:00'));
  await booked('bbbbbbbb', monday('13:00'));
  const silent = [
    { status: 'cancelled' },
    { status: 'mediation' },
    { isBlock: true },
    { patronEmail: '' },
    // Made after the reminder would have left.
    { settledAt: sunday('9:01') },
  ];
  for (const [at, more] of silent.entries()) await booked(`silent-${at}`, monday('9:00'), more);
  expect(await remindBookings(sunday('8:59'))).toBe(0);
  expect(await remindBookings(monday('13:00'))).toBe(0);
  await transaction(async (tx) => {
    expect(await takeReminders(tx, sunday('10:00'), 10)).toEqual([due]);
    throw new Error('crash');
  }).catch(() => {});
  const counts = await Promise.all([remindBookings(sunday('10:00')), remindBookings(sunday('10:00'))]);
  expect(counts.sort()).toEqual([0, 1]);
  expect(await remindBookings(sunday('10:05'))).toBe(0);
  expect(await mailed()).toEqual([due]);
});

test('after a move far ahead it is reminded of anew; after one to a near time, the mail about the move serves', async () => {
  const id = await booked('aaaaaaaa', monday('9:00'));
  await remindBookings(sunday('10:00'));
  await restartReminder(db(), id, sunday('11:00'));
  expect(await remindBookings(sunday('11:00'))).toBe(0);
  const later = { startsAt: moment('2026-11-27', '9:00'), endsAt: moment('2026-11-27', '10:00') };
  await db().bookingItem.updateMany({ where: { bookingId: id }, data: later });
  await restartReminder(db(), id, sunday('11:00'));
  await db().location.update({ where: { id: sample.location.id }, data: { remindBefore: null } });
  expect(await remindBookings(moment('2026-11-26', '9:00'))).toBe(0);
  await db().location.update({ where: { id: sample.location.id }, data: { remindBefore: 24 * 60 } });
  expect(await remindBookings(moment('2026-11-26', '9:00'))).toBe(1);
});

import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { insertBooking } from '@/lib/db/bookings';
import { db, transaction } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { takeFollowUps } from '@/lib/db/follow-ups';
import { closeQueue } from '@/lib/db/queue';
import { takeReminders } from '@/lib/db/reminders';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { followUpAppointments } from './follow-up-appointments';
import { remindBookings } from './remind-bookings';

testDatabase();
let sample: Sample;
const DAY = 24 * 60;

afterAll(closeQueue);
beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  const settings = { resourceId: sample.librarian.id, remindBefore: 2 * DAY, followUpAfter: DAY, followUpWords: 'Bye' };
  await db().appointmentSettings.create({ data: settings });
});

/** An appointment of half an hour, in a room too when `room`. */
async function appointment(publicId: string, start: Date, more: object = {}, room = false) {
  const end = addMinutes(start, 30);
  const ids = [sample.librarian.id, ...(room ? [sample.quiet.id] : [])];
  const id = await insertBooking(db(), {
    ...{ publicId, status: 'confirmed', statusReason: null, cause: 'user', holdUntil: null, locale: 'en', note: '' },
    ...{ createdAt: addMinutes(start, -20 * DAY), settledAt: addMinutes(start, -20 * DAY), personId: null },
    ...{ patronName: 'Rosa', patronEmail: 'r@example.org', occupancy: [] },
    items: ids.map((resourceId) => ({ resourceId, start, end })),
    appointment: {
      ...{ resourceId: sample.librarian.id, kindId: null, kindName: '', placeId: null, placeKind: 'desk' as const },
      ...{ placeName: '', directions: '', link: '', teams: false, groupId: null, subject: '', fairness: null },
      chosenBy: 'patron' as const,
    },
  });
  if (id === null) throw new Error('public id taken');
  await db().booking.update({ where: { id }, data: more });
  return id;
}

const mailed = async (template: string) => {
  const rows = await db().$queryRaw<{ id: number }[]>`
    SELECT (data->>'bookingId')::int AS id FROM pgboss.job WHERE name = 'mail' AND data->>'template' = ${template}`;
  return rows.map(({ id }) => id).sort();
};

describe.each([
  ['an ordinary week', '2026-11-24', '9:00'],
  ['the night in which the clocks go back', '2026-11-01', '0:30'],
  ['the night in which they go forward', '2027-03-14', '1:00'],
  ['the end of the year', '2026-12-31', '23:30'],
])('over %s', (_words, date, time) => {
  const start = moment(date, time);
  const end = addMinutes(start, 30);

  test('a reminder leaves so long before as the person says, a follow-up so long after: real minutes, each once', async () => {
    const id = await appointment('aaaaaaaa', start, {}, true);
    expect(await remindBookings(addMinutes(start, -2 * DAY - 1))).toBe(0);
    expect(await remindBookings(addMinutes(start, -2 * DAY))).toBe(1);
    expect(await remindBookings(addMinutes(start, -DAY))).toBe(0);
    expect(await followUpAppointments(addMinutes(end, DAY - 1))).toBe(0);
    const turns = await Promise.all([1, 2].map(() => followUpAppointments(addMinutes(end, DAY))));
    expect(turns.sort()).toEqual([0, 1]);
    expect(await followUpAppointments(addMinutes(end, 2 * DAY))).toBe(0);
    expect([await mailed('booking_reminder'), await mailed('follow_up')]).toEqual([[id], [id]]);
  });
});

const start = moment('2026-11-24', '9:00');
const due = addMinutes(start, 30 + DAY);

test('who did not come, what did not take place, whose data are gone and what is long past have no follow-up', async () => {
  const silent = [
    { status: 'cancelled' },
    { status: 'to_confirm' },
    { noShowAt: start },
    { patronEmail: '', patronName: '' },
  ];
  for (const [at, more] of silent.entries()) await appointment(`silent-${at}`, start, more);
  await appointment('long-ago', addMinutes(start, -4 * DAY));
  expect(await followUpAppointments(due)).toBe(0);
});

test('one that did not end is done again, and nothing is sent where nobody wants it', async () => {
  const id = await appointment('aaaaaaaa', start);
  await transaction(async (tx) => {
    expect(await takeFollowUps(tx, due, 10)).toEqual([id]);
    throw new Error('crash');
  }).catch(() => {});
  await db().appointmentSettings.updateMany({ data: { followUpAfter: null } });
  expect(await followUpAppointments(due)).toBe(0);
  await db().appointmentSettings.updateMany({ data: { followUpAfter: DAY } });
  expect(await followUpAppointments(due)).toBe(1);
});

test('where the person says nothing, the location’s reminder holds', async () => {
  await db().location.update({ where: { id: sample.location.id }, data: { remindBefore: 60 } });
  await appointment('aaaaaaaa', start);
  await db().appointmentSettings.updateMany({ data: { remindBefore: null } });
  expect(await remindBookings(addMinutes(start, -61))).toBe(0);
  expect(await remindBookings(addMinutes(start, -60))).toBe(1);
});

test('so many at a time are so many appointments, though each closes a room too', async () => {
  const ids = [
    await appointment('aaaaaaaa', start, {}, true),
    await appointment('bbbbbbbb', addMinutes(start, 60), {}, true),
  ];
  const taken = await transaction((tx) => takeReminders(tx, addMinutes(start, -60), 2));
  expect(taken.sort()).toEqual(ids);
});

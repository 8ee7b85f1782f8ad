import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookAppointment } from './book-appointment';
import { bookSpace } from './book-space';
import { moveByStaff } from './move-by-staff';
import { asStaff, mailsAsked } from './requests.test-data';
import { viewDeskBooking } from './view-desk-booking';
import { withdrawByStaff } from './withdraw-by-staff';

testDatabase();

let sample: Sample;
let placeId: number;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');
const day = '2026-11-23';

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
  await db().appointmentPlace.create({ data: { resourceId: sample.librarian.id, kind: 'desk', name: 'Desk 3' } });
  const room = { resourceId: sample.librarian.id, kind: 'room', name: 'Quiet room', spaceId: sample.quiet.id };
  placeId = (await db().appointmentPlace.create({ data: { ...room, position: 1 } })).id;
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().booking.deleteMany();
  await db().auditEntry.deleteMany();
  await db().$executeRaw`DELETE FROM pgboss.job`;
});

async function booked() {
  const wish = { slug: 'ada-park', start: moment(day, '10:00').toISOString(), name: 'Rosa', email: 'rosa@example.org' };
  const answer = await bookAppointment(guest, wish, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.publicId;
}
const closed = async () =>
  (await db().occupancy.findMany({ where: { active: true, pad: false }, orderBy: { resourceId: 'asc' } })).map(
    ({ resourceId, startsAt }) => [resourceId, startsAt],
  );

test('staff move an appointment into a room, outside of availability, with a note of what that goes beyond', async () => {
  const publicId = await booked();
  const staff = asStaff(sample.ada);
  expect(await viewDeskBooking(staff, { publicId }, now)).toMatchObject({
    value: { places: [{ name: 'Desk 3' }, { name: 'Quiet room', id: placeId }] },
  });
  const to = { publicId, placeId, date: day, time: '14:00', minutes: 30, tell: 'on' };
  expect(await moveByStaff(staff, to, now)).toMatchObject({ value: { beyond: ['outside_hours'] } });
  const at = moment(day, '14:00');
  expect(await closed()).toEqual(
    [
      [sample.quiet.id, at],
      [sample.librarian.id, at],
    ].sort(([a], [b]) => Number(a) - Number(b)),
  );
  expect(await db().appointment.findFirst()).toMatchObject({ placeId, placeKind: 'room', chosenBy: 'patron' });
  expect(await mailsAsked()).toEqual(['booking_confirmed', 'booking_moved']);
  const other = { spaceId: sample.quiet.id, start: moment(day, '15:00').toISOString(), minutes: 60 };
  await bookSpace(guest, { ...other, name: 'Sam', email: 's@example.org' }, now);
  expect(await moveByStaff(staff, { ...to, time: '15:00' }, now)).toMatchObject({ refusal: { code: 'slot_taken' } });
  expect((await closed()).filter(([id]) => id === sample.librarian.id)).toEqual([[sample.librarian.id, at]]);
});

test('staff cancel with words: person and room are free, the patron is told, and a second time is refused', async () => {
  const publicId = await booked();
  const staff = asStaff(sample.ada);
  await moveByStaff(staff, { publicId, placeId, date: day, time: '10:00', minutes: 30 }, now);
  expect(await withdrawByStaff(guest, { publicId }, now)).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await withdrawByStaff(asStaff(sample.ada, 'patron'), { publicId }, now)).toMatchObject({ ok: false });
  expect(await withdrawByStaff(staff, { publicId, words: 'Ada is ill.' }, now)).toMatchObject({ ok: true });
  expect(await closed()).toEqual([]);
  expect(await db().booking.findUniqueOrThrow({ where: { publicId } })).toMatchObject({
    ...{ status: 'cancelled', statusReason: 'withdrawn_by_staff', cause: 'staff' },
  });
  expect(await db().bookingNotice.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({ words: 'Ada is ill.' });
  expect((await mailsAsked()).at(-1)).toBe('booking_withdrawn');
  expect(await withdrawByStaff(staff, { publicId }, now)).toMatchObject({ refusal: { code: 'booking_closed' } });
});

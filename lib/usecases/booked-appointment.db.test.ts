import { afterAll, beforeEach, expect, test } from 'vitest';
import { bookingKey } from '@/lib/booking-link';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { scrubThese } from '@/lib/db/scrub';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { cancelBooking } from './cancel-booking';
import { checkIn } from './check-in';
import { markNoShowByStaff } from './mark-no-show';
import { releaseNoShows } from './release-no-shows';
import { asStaff, givenBooking } from './requests.test-data';
import { viewBooking } from './view-booking';
import { viewDeskDay } from './view-desk-day';
import { viewDeskToday } from './view-desk-today';

testDatabase();
afterAll(closeQueue);
let sample: Sample;
const guest = { kind: 'guest' } as const;
const slot = { start: moment('2026-11-19', '10:00'), end: moment('2026-11-19', '11:00') };
const at = (minutes: number) => addMinutes(slot.start, minutes);

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
});

/** With Ada, in the quiet room, of a kind that may be cancelled until two hours before. */
async function inARoom() {
  const kind = { categoryId: sample.desks.id, name: 'Consultation', minutes: 60, cancelByMinutes: 120 };
  const { id: kindId } = await db().appointmentKind.create({ data: kind });
  const booking = await givenBooking(sample.librarian.id, slot);
  const { id: bookingId, publicId } = booking;
  await db().bookingItem.create({
    data: { bookingId, resourceId: sample.quiet.id, startsAt: slot.start, endsAt: slot.end },
  });
  await db().occupancy.create({
    data: { bookingId, resourceId: sample.quiet.id, startsAt: slot.start, endsAt: slot.end },
  });
  const place = { placeKind: 'room', placeName: 'Quiet room', link: 'https://meet.example/x', directions: 'Ring' };
  await db().appointment.create({
    data: { bookingId, resourceId: sample.librarian.id, kindId, kindName: kind.name, ...place },
  });
  return { bookingId, kindId, publicId, key: bookingKey(publicId) };
}

test('its patron cancels until the kind says so, whatever category and room ask, and both are free', async () => {
  const { publicId, key, kindId } = await inARoom();
  expect(await cancelBooking(guest, { publicId, key }, at(-119))).toMatchObject({
    refusal: { code: 'too_late_to_cancel', latest: at(-120) },
  });
  await db().appointmentKind.update({ where: { id: kindId }, data: { cancelByMinutes: 30 } });
  // The room's own category asks for an hour.
  expect(await cancelBooking(guest, { publicId, key }, at(-31))).toMatchObject({ ok: true });
  expect(await db().occupancy.findMany({ where: { active: true } })).toEqual([]);
});

test('a kind that is gone leaves the rule to the category', async () => {
  const { publicId, key, kindId } = await inARoom();
  await db().appointmentKind.delete({ where: { id: kindId } });
  expect(await cancelBooking(guest, { publicId, key }, at(-1))).toMatchObject({ ok: true });
});

test('kind, place and link are told to whoever may see details, and to nobody else', async () => {
  const { publicId, key } = await inARoom();
  const seen = await viewBooking(guest, { publicId, key }, at(-300));
  expect(seen).toMatchObject({
    value: {
      appointment: { kindName: 'Consultation', placeKind: 'room', link: 'https://meet.example/x' },
      items: [{ name: 'Ada Park' }, { name: 'Quiet room' }],
      details: { cancel: { until: at(-120) } },
    },
  });
  for (const other of [undefined, bookingKey('other222')])
    expect(await viewBooking(guest, { publicId, key: other }, at(-300))).toMatchObject({
      value: { appointment: null },
    });
});

test('nobody checks in to an appointment, none is released, and staff note who did not come', async () => {
  await db().location.updateMany({ data: { checkInBefore: 10, checkInAfter: 15, releaseNoShows: true } });
  const { bookingId, publicId, key } = await inARoom();
  expect(await checkIn(guest, { publicId, key }, null, at(0))).toMatchObject({ refusal: { code: 'check_in_off' } });
  expect(await releaseNoShows(at(20))).toEqual({ reminded: 0, released: 0 });
  expect((await viewBooking(guest, { publicId, key }, at(5))).ok).toBe(true);
  const staff = asStaff(sample.ada);
  expect(await markNoShowByStaff(staff, { bookingId }, at(-1))).toMatchObject({ refusal: { code: 'not_begun' } });
  expect(await markNoShowByStaff(staff, { bookingId }, at(20))).toMatchObject({ ok: true });
  const row = await db().booking.findUniqueOrThrow({ where: { id: bookingId } });
  expect(row).toMatchObject({ noShowAt: at(20), status: 'confirmed', checkInCode: null });
});

test('the desk shows own appointments once, and for whom the room is taken to everybody else', async () => {
  await inARoom();
  const own = await viewDeskToday(asStaff(sample.ada), at(-60));
  expect(own).toMatchObject({
    value: {
      appointments: [{ appointment: { kindName: 'Consultation', placeName: 'Quiet room' } }],
      locations: [{ bookings: [] }],
    },
  });
  const other = await db().person.create({ data: { name: 'Ben', email: 'ben@library.example', role: 'staff' } });
  const seen = await viewDeskToday(asStaff(other), at(-60));
  const with_ = { appointment: { personName: 'Ada Park' } };
  expect(seen).toMatchObject({
    value: {
      appointments: null,
      locations: [
        {
          bookings: [
            { resourceName: 'Quiet room', ...with_ },
            { resourceName: 'Ada Park', ...with_ },
          ],
        },
      ],
    },
  });
  const day = await viewDeskDay(asStaff(other), { locationId: sample.location.id, date: '2026-11-19' }, at(-60));
  expect(day).toMatchObject({ value: { appointments: [{ resourceName: 'Ada Park', patronName: 'Rosa Reader' }] } });
});

test('with the name goes where they met online', async () => {
  const { bookingId } = await inARoom();
  await scrubThese(db(), [bookingId], at(600));
  expect(await db().appointment.findUniqueOrThrow({ where: { bookingId } })).toMatchObject({
    ...{ link: '', directions: '', kindName: 'Consultation' },
  });
});

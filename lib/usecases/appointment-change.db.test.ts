import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { bookingKey } from '@/lib/booking-link';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { everyDay, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { bookAppointment } from './book-appointment';
import { bookSpace } from './book-space';
import { cancelBooking } from './cancel-booking';
import { changeBooking } from './change-booking';
import { mailsAsked } from './requests.test-data';
import { viewAppointmentChange } from './view-appointment-change';

testDatabase();

let sample: Sample;
let ids: Record<'short' | 'long' | 'desk' | 'room' | 'online', number>;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');
const day = '2026-11-23';
const at = (time: string, date = day) => moment(date, time).toISOString();

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
  const categoryId = sample.desks.id;
  const kind = async (name: string, minutes: number, more: object = {}) =>
    (await db().appointmentKind.create({ data: { categoryId, name, minutes, ...more } })).id;
  const place = async (kind: string, name: string, more: object = {}) => {
    const data = { resourceId: sample.librarian.id, kind, name, ...more };
    return (await db().appointmentPlace.create({ data })).id;
  };
  const short = await kind('Question', 30, { cancelByMinutes: 60 });
  const long = await kind('Consultation', 60, { cancelByMinutes: 240, directions: 'Bring your draft.' });
  const desk = await place('desk', 'Desk 3', { position: 1 });
  const room = await place('room', 'Quiet room', { spaceId: sample.quiet.id, position: 2 });
  const online = await place('online', 'Online', { link: 'https://meet.example/ada', position: 3 });
  ids = { short, long, desk, room, online };
  await db().availabilityRule.deleteMany({ where: { resourceId: sample.librarian.id } });
  const places = { create: [desk, room, online].map((placeId) => ({ placeId })) };
  await db().availabilityRule.create({ data: { resourceId: sample.librarian.id, ...everyDay(540, 720), places } });
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().pushJob.deleteMany();
  await db().booking.deleteMany();
  await db().$executeRaw`DELETE FROM pgboss.job`;
});

async function booked(time = '10:00', placeId = ids.desk, email = 'rosa@example.org') {
  const wish = { slug: 'ada-park', kindId: ids.short, placeId, start: at(time), name: 'Rosa', email };
  const answer = await bookAppointment(guest, wish, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return { publicId: answer.value.publicId, key: answer.value.key };
}
const change = async (raw: object, when = now) => {
  const answer = await changeBooking(guest, raw, when);
  return answer.ok ? answer.value.changed : answer.refusal.code;
};
const row = (publicId: string) =>
  db().booking.findUniqueOrThrow({
    where: { publicId },
    include: { items: { orderBy: { resourceId: 'asc' } }, occupancy: { where: { pad: false } }, appointment: true },
  });
const closed = async (resourceId: number) =>
  (await db().occupancy.findMany({ where: { resourceId, active: true, pad: false } })).map((one) => one.startsAt);

test('another time keeps person, kind, place and room; the old time is free, mail and calendar file follow', async () => {
  const mine = await booked('10:00', ids.room);
  expect(await change({ ...mine, start: at('11:00') })).toBe('time');
  const moved = await row(mine.publicId);
  expect(moved).toMatchObject({ version: 2, icsSequence: 1, status: 'confirmed' });
  expect(moved.appointment).toMatchObject({ kindId: ids.short, placeId: ids.room });
  expect(moved.items.map(({ startsAt }) => startsAt)).toEqual([moment(day, '11:00'), moment(day, '11:00')]);
  expect(await closed(sample.quiet.id)).toEqual([moment(day, '11:00')]);
  expect(await mailsAsked()).toEqual(['booking_confirmed', 'booking_changed']);
  await booked('10:00', ids.room, 'sam@example.org');
});

test('another place takes its room along, or leaves it; a link online is the new place’s', async () => {
  const mine = await booked();
  expect(await change({ ...mine, placeId: ids.room })).toBe('time');
  expect(await closed(sample.quiet.id)).toEqual([moment(day, '10:00')]);
  expect((await row(mine.publicId)).appointment).toMatchObject({
    placeKind: 'room',
    placeName: 'Quiet room',
    link: '',
  });
  expect(await change({ ...mine, placeId: ids.online, start: at('11:00') })).toBe('time');
  expect(await closed(sample.quiet.id)).toEqual([]);
  expect(await closed(sample.librarian.id)).toEqual([moment(day, '11:00')]);
  expect((await row(mine.publicId)).appointment).toMatchObject({
    ...{ placeKind: 'online', placeName: 'Online', link: 'https://meet.example/ada', kindId: ids.short },
  });
});

test('the way is told as the time has it, else as the place; a new time tells its own', async () => {
  await db().availabilityRule.updateMany({ data: { endsMinute: 660 } });
  const rule = { resourceId: sample.librarian.id, ...everyDay(660, 720), directions: 'Ring twice.' };
  const { id } = await db().availabilityRule.create({
    data: { ...rule, places: { create: [{ placeId: ids.desk }] } },
  });
  const mine = await booked();
  expect((await row(mine.publicId)).appointment?.directions).toBe('');
  await change({ ...mine, start: at('11:00') });
  expect((await row(mine.publicId)).appointment?.directions).toBe('Ring twice.');
  const other = await booked('11:30', ids.desk, 'sam@example.org');
  expect((await row(other.publicId)).appointment?.directions).toBe('Ring twice.');
  await db().availabilityRule.delete({ where: { id } });
  await db().availabilityRule.updateMany({ data: { endsMinute: 720 } });
});

test('a room that is taken moves nothing: both or neither', async () => {
  const mine = await booked();
  const other = { spaceId: sample.quiet.id, start: at('10:00'), end: at('11:00'), name: 'Sam', email: 's@example.org' };
  await bookSpace(guest, other, now);
  expect(await change({ ...mine, placeId: ids.room })).toBe('slot_taken');
  expect(await row(mine.publicId)).toMatchObject({ version: 1, appointment: { placeId: ids.desk }, items: [{}] });
});

test('another kind has its own length, words and deadline; one that asks more is booked anew', async () => {
  const mine = await booked();
  expect(await change({ ...mine, kindId: ids.long })).toBe('too_short');
  expect(await change({ ...mine, kindId: ids.long, minutes: 60 })).toBe('time');
  const { appointment, items } = await row(mine.publicId);
  expect(appointment).toMatchObject({ kindName: 'Consultation', directions: 'Bring your draft.', placeId: ids.desk });
  expect(items).toMatchObject([{ endsAt: moment(day, '11:00') }]);
  // Of its new kind: four hours before.
  expect(await change({ ...mine, start: at('11:00') }, moment(day, '06:01'))).toBe('too_late_to_change');
  expect(await cancelBooking(guest, mine, moment(day, '06:01'))).toMatchObject({
    refusal: { code: 'too_late_to_cancel', latest: moment(day, '06:00') },
  });
  const question = { kindId: ids.short, label: 'Topic', kind: 'line', required: true };
  const { id } = await db().question.create({ data: question });
  expect(await change({ ...mine, kindId: ids.short, minutes: 30 })).toBe('asks_questions');
  const view = await viewAppointmentChange(guest, mine, now);
  expect(view.ok && view.value?.kinds.map(({ name }) => name)).toEqual(['Consultation']);
  await db().question.delete({ where: { id } });
});

test('every start on offer is accepted, at the places that it names, and what is not on offer is refused', async () => {
  await booked('09:30', ids.room, 'sam@example.org');
  const mine = await booked('11:00');
  const view = await viewAppointmentChange(guest, { ...mine, from: day }, now);
  if (!view.ok || !view.value) throw new Error('no view');
  const [first] = view.value.days;
  const starts = (first?.offers ?? []).map(({ start }) => start.toISOString());
  expect(starts).toEqual(['09:00', '10:00', '10:30', '11:00', '11:30'].map((time) => at(time)));
  for (const [turn, { start, at: places }] of (first?.offers ?? []).entries()) {
    // Each place comes in turn: all of them at each start would take long and tell no more.
    const { place } = places[turn % places.length] ?? { place: { id: null } };
    expect([start, await change({ ...mine, start: start.toISOString(), placeId: place.id ?? '' })]).toEqual([
      start,
      'time',
    ]);
  }
  for (const [code, wish] of [
    ['slot_taken', { start: at('09:30') }],
    ['outside_hours', { start: at('12:00') }],
    ['off_step', { start: at('10:10') }],
    ['not_offered', { placeId: 99_999 }],
    ['not_offered', { kindId: 99_999 }],
  ] as const)
    expect([wish, await change({ ...mine, ...wish })]).toEqual([wish, code]);
});

test('nobody else’s key opens it, and none does after its kind’s deadline', async () => {
  const [mine, theirs] = [await booked(), await booked('11:00', ids.desk, 'sam@example.org')];
  const wish = { start: at('11:30') };
  expect(await change({ publicId: mine.publicId, key: theirs.key, ...wish })).toBe('not_allowed');
  expect(await change({ publicId: mine.publicId, ...wish })).toBe('not_allowed');
  const seen = await viewAppointmentChange(guest, { publicId: mine.publicId, key: bookingKey('other222') }, now);
  expect(seen).toMatchObject({ refusal: { code: 'not_allowed' } });
  const late = addMinutes(moment(day, '10:00'), -59);
  expect(await change({ ...mine, ...wish }, late)).toBe('too_late_to_change');
  expect(await viewAppointmentChange(guest, mine, late)).toMatchObject({
    value: { problem: { code: 'too_late_to_change' }, days: [{ offers: [] }, ...Array(13).fill({ offers: [] })] },
  });
});

test('one cancellation frees person and room', async () => {
  const mine = await booked('10:00', ids.room);
  expect(await cancelBooking(guest, mine, now)).toMatchObject({ ok: true });
  expect([await closed(sample.librarian.id), await closed(sample.quiet.id)]).toEqual([[], []]);
});

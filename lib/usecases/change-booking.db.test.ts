import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { bookingForMail } from '@/lib/db/booking-mail';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { buildIcs } from '@/lib/mail/ics';
import { bookSpace } from './book-space';
import { changeBooking } from './change-booking';
import { asStaff } from './requests.test-data';
import { viewChange } from './view-change';

testDatabase();

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');
const day = '2026-11-23';
const at = (time: string) => moment(day, time).toISOString();

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().syncConflict.deleteMany();
  await db().pushJob.deleteMany();
  await db().occupancy.deleteMany();
  await db().booking.deleteMany();
  await db().ban.deleteMany();
  await db().calendarLink.deleteMany();
  await db().category.updateMany({ data: { mediation: false, nicknames: false } });
  await db().$executeRaw`DELETE FROM pgboss.job`;
});

async function booked(from = '10:00', to = '11:00', spaceId = sample.quiet.id, email = 'rosa@example.org') {
  const wish = { spaceId, start: at(from), end: at(to), name: 'Rosa', email, note: 'Chess' };
  const answer = await bookSpace(guest, wish, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}
const row = (publicId: string) =>
  db().booking.findUniqueOrThrow({ where: { publicId }, include: { items: true, occupancy: true } });
const change = async (raw: object, when = now, actor: Actor = guest) => {
  const answer = await changeBooking(actor, raw, when);
  return answer.ok ? answer.value.changed : answer.refusal.code;
};
const mails = async () =>
  (
    await db().$queryRaw<{ template: string; before: { start: string } | null }[]>`
      SELECT data->>'template' AS template, data->'before' AS before FROM pgboss.job
      WHERE name IN ('mail', 'mediation_mail') ORDER BY created_on, id`
  ).map(({ template, before }) => (before ? `${template} was ${before.start}` : template));

test('whoever holds the link moves it: the old time is free, the new one taken, calendars and mail follow', async () => {
  const { publicId, key } = await booked();
  expect(await change({ publicId, key, start: at('14:00'), minutes: 30 })).toBe('time');
  const moved = await row(publicId);
  expect(moved).toMatchObject({ status: 'confirmed', version: 2, icsSequence: 1, note: 'Chess', beyond: [] });
  expect(moved.items).toMatchObject([{ startsAt: moment(day, '14:00'), endsAt: moment(day, '14:30') }]);
  expect(moved.occupancy.map(({ startsAt, active }) => [startsAt, active])).toEqual([[moment(day, '14:00'), true]]);
  expect(await mails()).toEqual(['booking_confirmed', `booking_changed was ${at('10:00')}`]);
  await booked('10:00', '11:00', sample.quiet.id, 'sam@example.org');
});

test('the calendar file keeps its UID and raises SEQUENCE with every change', async () => {
  const { publicId, key } = await booked();
  const { id } = await row(publicId);
  const file = async () => {
    const booking = await bookingForMail(db(), id);
    const text = booking ? buildIcs(booking, { title: '', description: '' }, 'request', now) : '';
    const line = (name: string) => text.match(new RegExp(`^${name}:(.*)\r$`, 'm'))?.[1];
    return { uid: line('UID'), sequence: line('SEQUENCE'), start: line('DTSTART'), status: line('STATUS') };
  };
  const first = await file();
  await change({ publicId, key, start: at('14:00') });
  await change({ publicId, key, start: at('15:00') });
  expect(first).toMatchObject({ sequence: '0', status: 'CONFIRMED' });
  expect(await file()).toEqual({ ...first, sequence: '2', start: '20261123T200000Z' });
});

test('it neither stands in its own way nor counts twice: two hours a day may be moved by half an hour', async () => {
  const { publicId, key } = await booked('10:00', '12:00');
  expect(await change({ publicId, key, start: at('10:30') })).toBe('time');
  await booked('14:00', '15:00', sample.quiet.id, 'sam@example.org');
  await db().booking.updateMany({ data: { patronEmail: 'rosa@example.org' } });
  expect(await change({ publicId, key, start: at('09:00') })).toBe('limit_reached');
});

test('another space of the same location, but of no other, and no person', async () => {
  const { publicId, key } = await booked();
  expect(await change({ publicId, key, spaceId: sample.corner.id })).toBe('time');
  expect((await row(publicId)).items).toMatchObject([{ resourceId: sample.corner.id, startsAt: moment(day, '10:00') }]);
  const far = await db().location.create({ data: { name: 'Far', timeZone: 'America/New_York' } });
  const category = await db().category.create({ data: { locationId: far.id, kind: 'space', name: 'Rooms' } });
  const room = await db().resource.create({ data: { kind: 'space', categoryId: category.id, name: 'Far room' } });
  for (const spaceId of [room.id, sample.librarian.id]) {
    const answer = await changeBooking(guest, { publicId, key, spaceId }, now);
    expect(answer).toMatchObject({ refusal: { code: 'invalid', fields: { spaceId: 'other_location' } } });
  }
  expect(await change({ publicId, key, spaceId: 99_999 })).toBe('not_found');
});

test('whatever a new booking is refused for, and what is no time at all, changes nothing, words included', async () => {
  const { publicId, key } = await booked();
  await booked('12:00', '13:00', sample.quiet.id, 'sam@example.org');
  const before = await row(publicId);
  const wishes: [string, object][] = [
    ['slot_taken', { start: at('12:00') }],
    ['outside_hours', { start: at('06:00') }],
    ['off_step', { start: at('13:10') }],
    ['too_long', { start: at('13:00'), minutes: 240 }],
    ['invalid', { start: 'x' }],
    ['invalid', { start: at('13:00'), end: at('12:00') }],
  ];
  for (const [code, wish] of wishes)
    expect([wish, await change({ publicId, key, note: 'other words', ...wish })]).toEqual([wish, code]);
  expect(await row(publicId)).toEqual(before);
  expect(await mails()).toHaveLength(2);
});

test('links that are foreign, missing or malformed change nothing', async () => {
  const { publicId } = await booked();
  const other = await booked('12:00', '13:00', sample.corner.id, 'sam@example.org');
  for (const key of ['wrong', undefined, '', other.key])
    expect(await change({ publicId, key, start: at('14:00') })).toBe('not_allowed');
  expect(await change({ publicId: 'nothing2', key: other.key, start: at('14:00') })).toBe('not_found');
  expect(await change({ publicId: '', start: at('14:00') })).toBe('invalid');
  expect(await row(publicId)).toMatchObject({ version: 1 });
});

test('the deadline for cancelling is the one for changing, words are later still, and what has begun stays', async () => {
  const { publicId, key } = await booked();
  const late = moment(day, '09:01');
  expect(await change({ publicId, key, start: at('14:00') }, late)).toBe('too_late_to_change');
  expect(await change({ publicId, key, note: 'Late' }, late)).toBe('details');
  expect(await row(publicId)).toMatchObject({ note: 'Late', version: 1 });
  expect(await change({ publicId, key, note: 'Over' }, moment(day, '11:00'))).toBe('booking_closed');
  await db().booking.updateMany({ data: { status: 'to_confirm' } });
  expect(await change({ publicId, key, start: at('14:00') })).toBe('not_settled_yet');
});

test('what changed since the form was made is not overwritten', async () => {
  const { publicId, key } = await booked();
  expect(await change({ publicId, key, version: 1, start: at('14:00') })).toBe('time');
  expect(await change({ publicId, key, version: 1, start: at('15:00') })).toBe('changed_meanwhile');
});

test('who is barred may not change, and may still see it', async () => {
  const { publicId, key } = await booked();
  await db().ban.create({ data: { email: 'rosa@example.org', reason: 'Noise', from: now } });
  expect(await change({ publicId, key, start: at('14:00') })).toBe('banned');
  expect(await viewChange(guest, { publicId, key }, now)).toMatchObject({ ok: true, value: { offers: [] } });
});

test('a yes was for this time: elsewhere it waits for a mediator again, shorter it stands', async () => {
  const { publicId, key } = await booked('10:00', '11:00');
  await db().category.update({ where: { id: sample.study.id }, data: { mediation: true } });
  expect(await change({ publicId, key, minutes: 30 })).toBe('time');
  expect(await row(publicId)).toMatchObject({ status: 'confirmed' });
  expect(await change({ publicId, key, start: at('14:00') })).toBe('request');
  expect(await row(publicId)).toMatchObject({ status: 'mediation', mediatedAt: null, icsSequence: 2 });
  expect((await mails()).slice(2)).toEqual(['booking_received']);
  expect(await change({ publicId, key, spaceId: sample.east.id })).toBe('not_mediated');
});

test('terms of another space are accepted first; a name for the door is kept only where there are such', async () => {
  const { publicId, key } = await booked();
  await db().resource.update({ where: { id: sample.corner.id }, data: { terms: 'No food.' } });
  expect(await change({ publicId, key, spaceId: sample.corner.id })).toBe('invalid');
  expect(await change({ publicId, key, spaceId: sample.corner.id, terms: 'on', nickname: 'Chess club' })).toBe('time');
  expect(await row(publicId)).toMatchObject({ nickname: '' });
  await db().category.update({ where: { id: sample.study.id }, data: { nicknames: true } });
  expect(await change({ publicId, key, nickname: 'Chess club' })).toBe('details');
  expect(await row(publicId)).toMatchObject({ nickname: 'Chess club' });
  await db().resource.update({ where: { id: sample.corner.id }, data: { terms: '' } });
});

test('no question is got round: a space that asks what the booking has no answer to is booked anew', async () => {
  const { publicId, key } = await booked();
  const asked = { resourceId: sample.corner.id, kind: 'line', label: 'What for?', required: true };
  const { id } = await db().question.create({ data: asked });
  expect(await change({ publicId, key, spaceId: sample.corner.id })).toBe('asks_questions');
  const offered = async () => {
    const view = await viewChange(guest, { publicId, key }, now);
    return view.ok ? view.value.spaces.map((one) => one.id) : [];
  };
  expect(await offered()).not.toContain(sample.corner.id);
  await db().booking.update({ where: { publicId }, data: { answers: [{ label: 'What for?', answer: 'Chess' }] } });
  expect(await offered()).toContain(sample.corner.id);
  expect(await change({ publicId, key, spaceId: sample.corner.id })).toBe('time');
  await db().question.delete({ where: { id } });
});

test('where a calendar gives no answer, it stays where it is; within its own time nobody is asked', async () => {
  const { publicId, key } = await booked();
  await linkToCalendar(sample.quiet.id, sample.ada.id);
  expect(await change({ publicId, key, start: at('14:00') })).toBe('calendar_unknown');
  expect(await row(publicId)).toMatchObject({ status: 'confirmed', version: 1 });
  expect(await change({ publicId, key, minutes: 30 })).toBe('time');
});

describe('at the same moment', () => {
  test('of two bookings that move to one time one gets it, and the other stays', async () => {
    const one = await booked('10:00', '11:00');
    const two = await booked('12:00', '13:00', sample.quiet.id, 'sam@example.org');
    const codes = await Promise.all(
      [one, two].map(({ publicId, key }) => change({ publicId, key, start: at('14:00') })),
    );
    expect(codes.toSorted()).toEqual(['slot_taken', 'time']);
    expect(await db().occupancy.count({ where: { startsAt: moment(day, '14:00'), active: true } })).toBe(1);
    expect(await db().occupancy.count({ where: { active: true } })).toBe(2);
  });

  test('a move and a new booking: one gets the time', async () => {
    const { publicId, key } = await booked();
    const wish = {
      spaceId: sample.quiet.id,
      start: at('14:00'),
      end: at('15:00'),
      name: 'Sam',
      email: 'sam@example.org',
    };
    const [moved, made] = await Promise.all([
      change({ publicId, key, start: at('14:00') }),
      bookSpace(guest, wish, now),
    ]);
    expect([moved === 'time', made.ok].toSorted()).toEqual([false, true]);
  });

  test('of five changes of one booking one is done', async () => {
    const { publicId, key } = await booked();
    const starts = ['13:00', '13:30', '14:00', '14:30', '15:00'];
    const codes = await Promise.all(starts.map((start) => change({ publicId, key, start: at(start) })));
    expect(codes.toSorted()).toEqual([...Array(4).fill('changed_meanwhile'), 'time']);
    expect(await row(publicId)).toMatchObject({ version: 2 });
  });
});

test('every time on the page of changes is accepted, its own included though notice is over', async () => {
  const { publicId, key } = await booked('10:00', '12:00');
  await booked('14:00', '15:00', sample.quiet.id, 'sam@example.org');
  await db().category.update({ where: { id: sample.study.id }, data: { minNoticeMinutes: 180 } });
  const late = moment(day, '08:00');
  const view = await viewChange(guest, { publicId, key }, late);
  if (!view.ok) throw new Error(view.refusal.code);
  const { offers } = view.value;
  expect(offers.map(({ start }) => start)).toContainEqual(moment(day, '10:00'));
  expect(offers.some(({ start }) => start.getTime() === moment(day, '10:30').getTime())).toBe(false);
  for (const { start, maxMinutes } of offers) {
    const code = await change({ publicId, key, start: start.toISOString(), minutes: maxMinutes }, late);
    expect(['time', 'details']).toContain(code);
    if (start.getTime() === moment(day, '10:00').getTime()) continue;
    await change({ publicId, key, start: at('10:00'), minutes: 120 }, late);
    break;
  }
  await db().category.update({ where: { id: sample.study.id }, data: { minNoticeMinutes: 0 } });
});

test('staff who hold no key may see the page, but rules are a patron’s there', async () => {
  const { publicId } = await booked();
  expect(await change({ publicId, start: at('06:00') }, now, asStaff(sample.ada))).toBe('outside_hours');
  expect(await change({ publicId, start: at('14:00') }, now, asStaff(sample.ada))).toBe('time');
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { isOverMeeting } from '@/lib/refusal';
import { bookAppointmentFor } from './book-appointment-for';
import { bookSpace } from './book-space';
import { asStaff, mailsAsked } from './requests.test-data';
import { viewAppointmentDesk } from './view-appointment-desk';

testDatabase();

let sample: Sample;
let kindId: number;
let roomId: number;
const now = moment('2026-11-20', '07:00');
const day = '2026-11-23';
const at = (time: string) => moment(day, time).toISOString();

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
  const kind = { categoryId: sample.desks.id, name: 'Consultation', minutes: 30, minNoticeMinutes: 60 };
  kindId = (await db().appointmentKind.create({ data: kind })).id;
  const place = { resourceId: sample.librarian.id, kind: 'room', name: 'Quiet room', spaceId: sample.quiet.id };
  roomId = (await db().appointmentPlace.create({ data: place })).id;
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().syncConflict.deleteMany();
  await db().pushJob.deleteMany();
  await db().busyBlock.deleteMany();
  await db().calendarLink.deleteMany();
  await db().booking.deleteMany();
  await db().$executeRaw`DELETE FROM pgboss.job`;
});

const form = (more: object = {}) => ({
  ...{ whom: sample.librarian.id, kindId, placeId: roomId, date: day, start: '10:00', tell: 'on' },
  ...{ name: 'Rosa', email: 'rosa@example.org', note: 'Maps', ...more },
});
const bookFor = (more: object = {}, actor: Actor = asStaff(sample.ada)) => bookAppointmentFor(actor, form(more), now);
const row = () => db().booking.findFirstOrThrow({ include: { items: true, appointment: true } });

test('staff book for somebody, with a colleague too: person and room, one mail, who chose is kept', async () => {
  const ben = await db().person.create({ data: { name: 'Ben', email: 'ben@library.example', role: 'staff' } });
  expect(await bookFor({}, asStaff(ben))).toMatchObject({ value: { state: 'booked' } });
  const made = await row();
  expect(made).toMatchObject({
    ...{
      status: 'confirmed',
      cause: 'staff',
      origin: 'staff',
      patronName: 'Rosa',
      personId: null,
      note: 'Maps',
      beyond: [],
    },
    appointment: { kindName: 'Consultation', placeKind: 'room', chosenBy: 'staff' },
  });
  expect(made.items).toHaveLength(2);
  expect(await mailsAsked()).toEqual(['booking_confirmed']);
  expect(await db().auditEntry.findMany({ select: { act: true, personId: true } })).toEqual([
    { act: 'appointment.booked_for', personId: ben.id },
  ]);
  await db().auditEntry.deleteMany();
});

test('an account that was found has it; told to nobody where that was chosen', async () => {
  const sam = await db().person.create({ data: { name: 'Sam', email: 'sam@library.example', locale: 'es' } });
  expect(await bookFor({ personId: sam.id, name: '', email: '', tell: undefined })).toMatchObject({ ok: true });
  expect(await row()).toMatchObject({ personId: sam.id, patronName: 'Sam', locale: 'es', quiet: true });
  expect(await mailsAsked()).toEqual([]);
});

test('beyond rules for patrons and outside of availability only once they were named, and then noted', async () => {
  const early = { date: '2026-11-20', start: '07:10', minutes: 45 };
  const asked = await bookFor(early);
  expect(asked).toMatchObject({ value: { state: 'asks', beyond: ['too_soon', 'outside_hours', 'off_step'] } });
  expect(await db().booking.count()).toBe(0);
  // Ticked for something else: what it goes beyond now was never named.
  expect(await bookFor({ ...early, beyond: 'on', named: 'outside_hours' })).toMatchObject({ value: { state: 'asks' } });
  const named = 'too_soon,outside_hours,off_step';
  expect(await bookFor({ ...early, beyond: 'on', named })).toMatchObject({ value: { state: 'booked' } });
  expect(await row()).toMatchObject({ beyond: ['too_soon', 'outside_hours', 'off_step'], status: 'confirmed' });
});

describe('never over another booking', () => {
  test('of the person, nor of the room, whatever is ticked; both or neither', async () => {
    const anything = { anyway: 'on', reason: 'x', beyond: 'on', named: 'outside_hours' };
    const space = {
      spaceId: sample.quiet.id,
      start: at('10:00'),
      end: at('11:00'),
      name: 'Sam',
      email: 's@example.org',
    };
    await bookSpace({ kind: 'guest' }, space, now);
    expect(await bookFor(anything)).toMatchObject({
      refusal: { code: 'of_space', name: 'Quiet room', problem: { code: 'slot_taken' } },
    });
    expect(await db().occupancy.count({ where: { resourceId: sample.librarian.id } })).toBe(0);
    await bookFor({ start: '11:00' });
    expect(await bookFor({ ...anything, start: '11:15' })).toMatchObject({ refusal: { code: 'slot_taken' } });
  });

  const meetingIn = async (resourceId: number) => {
    const linkId = await linkToCalendar(resourceId, sample.ada.id);
    const when = { startsAt: moment(day, '10:00'), endsAt: moment(day, '10:30') };
    await db().busyBlock.create({ data: { linkId, remoteId: 'meeting', resourceId, ...when } });
  };

  test('over a meeting in Outlook only when they say so, and then both stand on record', async () => {
    await meetingIn(sample.librarian.id);
    expect(await bookFor()).toMatchObject({ refusal: { code: 'meeting_in_the_way' } });
    expect(await bookFor({ anyway: 'on' })).toMatchObject({ value: { state: 'booked' } });
    expect(await row()).toMatchObject({ status: 'confirmed', beyond: ['meeting_in_the_way'] });
    expect(await db().syncConflict.findMany()).toMatchObject([{ resolution: 'kept', resolvedBy: sample.ada.id }]);
  });

  test('a meeting in the room is said to be the room’s, and is asked about like one of hers', async () => {
    await meetingIn(sample.quiet.id);
    const refused = await bookFor();
    expect(refused).toMatchObject({
      refusal: { code: 'of_space', name: 'Quiet room', problem: { code: 'meeting_in_the_way' } },
    });
    expect(!refused.ok && isOverMeeting(refused.refusal)).toBe(true);
    expect(await bookFor({ anyway: 'on' })).toMatchObject({ value: { state: 'booked' } });
    expect(await row()).toMatchObject({ status: 'confirmed', beyond: ['meeting_in_the_way'] });
  });
});

test('patrons and guests may not; problems are tied to their fields', async () => {
  for (const actor of [asStaff(sample.ada, 'patron'), { kind: 'guest' } as const])
    expect(await bookFor({}, actor)).toMatchObject({ refusal: { code: 'not_allowed' } });
  const wrong = { name: '', email: 'x', date: '', start: '25:00' };
  expect(await bookFor(wrong)).toMatchObject({ refusal: { fields: { date: 'not_date', start: 'invalid' } } });
  expect(await bookFor({ name: '', email: 'x' })).toMatchObject({
    refusal: { fields: { name: 'required', email: 'not_email' } },
  });
  expect(await bookFor({ whom: sample.quiet.id })).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await bookFor({ personId: 99_999 })).toMatchObject({ refusal: { fields: { personId: 'invalid' } } });
});

test('the form begins with oneself and with what is free; a colleague’s is a choice away', async () => {
  const seen = await viewAppointmentDesk(asStaff(sample.ada), { from: day }, now);
  expect(seen).toMatchObject({
    value: { people: [{ name: 'Ada Park', isOwn: true }], chosen: { kind: `${kindId}`, place: `${roomId}` } },
  });
  const days = seen.ok ? (seen.value.chosen?.days ?? []) : [];
  expect(days[0]?.starts[0]?.toISOString()).toBe(at('09:00'));
  expect(await viewAppointmentDesk(asStaff(sample.ada, 'patron'), {}, now)).toMatchObject({
    refusal: { code: 'not_allowed' },
  });
});

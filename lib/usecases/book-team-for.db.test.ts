import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { everyDay, linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { fieldOf } from './answers-input';
import { bookAppointmentFor } from './book-appointment-for';
import { bookTeamFor } from './book-team-for';
import { asStaff } from './requests.test-data';
import { viewAppointmentDesk } from './view-appointment-desk';

testDatabase();

let sample: Sample;
let ben: { id: number };
let asked: { id: number };
const now = moment('2026-11-20', '07:00');
const day = '2026-11-23';
const KIND = '30-consultation';

/** Ada and Ben at their desks, in one group and of one subject; their kind asks something that patrons must answer. */
beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
  ben = await db().resource.create({
    data: {
      ...{ kind: 'person', categoryId: sample.desks.id, name: 'Ben', slug: 'ben', subjects: ['history'] },
      availability: { create: [everyDay(540, 720)] },
    },
  });
  const kind = await db().appointmentKind.create({
    data: { categoryId: sample.desks.id, name: 'Consultation', minutes: 30 },
  });
  const question = { kindId: kind.id, label: 'Which course?', kind: 'line', required: true };
  asked = await db().question.create({ data: question });
  const members = { create: [sample.librarian, ben].map(({ id }) => ({ resourceId: id })) };
  await db().appointmentGroup.create({ data: { name: 'Help', slug: 'help', members } });
  await db().appointmentGroup.create({
    data: { name: 'By name', slug: 'by-name', anyMember: false, members },
  });
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().booking.deleteMany();
  await db().auditEntry.deleteMany();
});

const form = (more: object = {}) => ({
  ...{ whom: 'group:help', kind: KIND, date: day, start: '10:00', tell: 'on', name: 'Rosa', email: 'rosa@example.org' },
  ...more,
});
const book = (more: object = {}, actor: Actor = asStaff(sample.ada)) => bookTeamFor(actor, form(more), now);
const made = () => db().booking.findMany({ include: { appointment: true, items: true }, orderBy: { id: 'asc' } });
const people = async () => (await made()).map(({ appointment }) => appointment?.resourceId);

test('any of a team on behalf: the least booked of those who are free, and why is kept; then nobody is left', async () => {
  expect(await book({ note: 'Maps' })).toMatchObject({ value: { state: 'booked' } });
  expect(await book({ email: 'sam@example.org' })).toMatchObject({ value: { state: 'booked' } });
  expect(await people()).toEqual([sample.librarian.id, ben.id]);
  expect((await made())[1]).toMatchObject({
    ...{ cause: 'staff', status: 'confirmed', beyond: [], patronEmail: 'sam@example.org' },
    appointment: { chosenBy: 'fair', fairness: { own: 0, free: 1, tied: 1 }, others: null },
  });
  expect(await book({ email: 'noor@example.org' })).toMatchObject({ refusal: { code: 'slot_taken' } });
  expect(await book({ start: '11:00', whom: 'subject:HISTORY' })).toMatchObject({ ok: true });
  expect((await db().auditEntry.findMany()).map(({ act }) => act)).toEqual(Array(3).fill('appointment.booked_for'));
});

test('beyond rules only once they were named; whoever needs none of it comes first', async () => {
  await db().availabilityRule.updateMany({ where: { resourceId: ben.id }, data: { endsMinute: 780 } });
  // Ada has gone by noon, and Ben has not.
  expect(await book({ start: '12:00' })).toMatchObject({ value: { state: 'booked' } });
  expect(await people()).toEqual([ben.id]);
  const late = { start: '20:00' };
  expect(await book(late)).toMatchObject({ value: { state: 'asks', beyond: ['outside_hours'] } });
  expect(await book({ ...late, beyond: 'on', named: 'too_soon' })).toMatchObject({ value: { state: 'asks' } });
  expect(await book({ ...late, beyond: 'on', named: 'outside_hours' })).toMatchObject({ value: { state: 'booked' } });
  expect((await made())[1]).toMatchObject({
    beyond: ['outside_hours'],
    appointment: { resourceId: sample.librarian.id },
  });
  await db().availabilityRule.updateMany({ data: { endsMinute: 720 } });
});

test('never over a meeting in Outlook, whatever is ticked', async () => {
  const resourceId = sample.librarian.id;
  const linkId = await linkToCalendar(resourceId, sample.ada.id);
  const when = { startsAt: moment(day, '10:00'), endsAt: moment(day, '10:30') };
  await db().busyBlock.create({ data: { linkId, remoteId: 'meeting', resourceId, ...when } });
  await book({ anyway: 'on', beyond: 'on', named: 'meeting_in_the_way' });
  expect(await people()).toEqual([ben.id]);
  await db().busyBlock.deleteMany();
  await db().pushJob.deleteMany();
  await db().calendarLink.deleteMany();
});

test('what the kind asks may be answered for the patron, and need not be; of one person too', async () => {
  const answers = async () => (await made()).map((one) => one.answers);
  expect(await book({ [fieldOf(asked)]: 'HIST 101' })).toMatchObject({ ok: true });
  expect(await book({ email: 'sam@example.org' })).toMatchObject({ ok: true });
  const one = { ...form({ start: '11:00' }), whom: ben.id, [fieldOf(asked)]: 'LAW 7' };
  expect(await bookAppointmentFor(asStaff(sample.ada), one, now)).toMatchObject({ ok: true });
  expect(await answers()).toMatchObject([[{ label: 'Which course?', answer: 'HIST 101' }], [], [{ answer: 'LAW 7' }]]);
  expect(await book({ start: '09:00', [fieldOf(asked)]: 'x'.repeat(300) })).toMatchObject({
    refusal: { fields: { [fieldOf(asked)]: 'too_long' } },
  });
});

test('the form names the teams of which it may be left to the library, and has their times and questions', async () => {
  const seen = await viewAppointmentDesk(asStaff(sample.ada), { whom: 'group:help', from: day }, now);
  expect(seen).toMatchObject({
    value: {
      teams: [{ value: 'group:help' }, { kind: 'subject' }, { value: `location:${sample.location.id}` }],
      chosen: { whom: 'group:help', isTeam: true, kind: KIND, minutes: 30, questions: [{ label: 'Which course?' }] },
    },
  });
  const first = seen.ok ? seen.value.chosen?.days[0] : undefined;
  expect([first?.date, first?.starts[0]]).toEqual([day, moment(day, '09:00')]);
});

test('patrons may not, nor where it is not left to the library', async () => {
  expect(await book({}, asStaff(sample.ada, 'patron'))).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await book({ whom: 'group:by-name' })).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await book({ kind: '45-gone' })).toMatchObject({ refusal: { code: 'not_offered' } });
  expect(await book({ name: '' })).toMatchObject({ refusal: { fields: { name: 'required' } } });
});

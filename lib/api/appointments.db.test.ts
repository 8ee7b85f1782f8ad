import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { closeQueue, queue } from '@/lib/db/queue';
import { everyDay, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookAppointment } from '@/lib/usecases/book-appointment';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { apiClient, askApi } from './ask-api.test-data';

testDatabase();

/** A Friday morning in New York; the Monday after it is asked about. */
const NOW = moment('2026-11-20', '07:00');
const MONDAY = '2026-11-23';
let sample: Sample;
let token = '';
let kindId = 0;
let groupId = 0;
let whyId = 0;

const ask = (path: string, more: object = {}) => askApi('GET', path, { token, now: NOW, ...more });
const at = (time: string, date = MONDAY) => `${date}T${time}:00-05:00`;

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
  token = (await apiClient(['ap_r', 'ap_w'], { now: NOW })).token;
  const { desks, librarian } = sample;
  kindId = (await db().appointmentKind.create({ data: { categoryId: desks.id, name: 'Consultation', minutes: 30 } }))
    .id;
  const group = { name: 'Business', slug: 'business', members: { create: { resourceId: librarian.id } } };
  groupId = (await db().appointmentGroup.create({ data: group })).id;
  await db().availabilityRule.create({ data: { resourceId: librarian.id, groupId, ...everyDay(840, 900) } });
  const asked = { kindId, label: 'What about?', kind: 'line', required: true };
  whyId = (await db().question.create({ data: asked })).id;
  await db().question.create({ data: { categoryId: desks.id, label: 'Which?', kind: 'choice', choices: ['A', 'B'] } });
});
afterAll(closeQueue);
beforeEach(() => db().booking.deleteMany());

async function booked(time: string, more: object = {}) {
  const wanted = { slug: 'ada-park', kindId, start: moment(MONDAY, time).toISOString(), [`q${whyId}`]: 'Maps' };
  const who = { name: 'Rosa M Reader', email: 'rosa@example.org' };
  const answer = await bookAppointment({ kind: 'guest' }, { ...wanted, ...who, ...more }, NOW);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.publicId;
}

test('free times of a person, one object, in the zone of the library', async () => {
  await booked('09:30');
  const { status, json } = await ask(`/1.1/appointments?user_id=${sample.librarian.id}&limit=100`);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    ...{ user_id: sample.librarian.id, first_name: 'Ada', last_name: 'Park', email: 'ada@library.example' },
    url: 'http://localhost:3999/appointments/ada-park',
  });
  expect(json).not.toHaveProperty('nickname');
  const starts = json.appointments.map(({ start }: { start: string }) => start);
  expect(starts).toHaveLength(100);
  expect(starts).not.toContain(at('09:30'));
  expect(json.appointments).toContainEqual({
    ...{ start: at('09:00'), end: at('09:30'), locationId: sample.location.id, groupId: 0 },
  });
  // Only on the group's page, and so only for whoever names it together with a location.
  expect(starts).not.toContain(at('14:00'));
});

test('what is offered to a group, in a location, and so many at most', async () => {
  const base = `/1.1/appointments/?user_id=${sample.librarian.id}`;
  const inGroup = await ask(`${base}&location_id=${sample.location.id}&group_id=${groupId}&limit=50`);
  expect(inGroup.json.appointments).toContainEqual(expect.objectContaining({ start: at('14:00'), groupId }));
  const alone = await ask(`${base}&group_id=${groupId}&limit=50`);
  expect(alone.json.appointments[0]).toMatchObject({ groupId: 0 });
  expect((await ask(`${base}&location_id=999`)).json.appointments).toEqual([]);
  expect((await ask(`${base}&location_id=${sample.location.id}&group_id=999`)).json.appointments).toEqual([]);
  expect((await ask(base)).json.appointments).toHaveLength(20);
  expect((await ask(`${base}&limit=3&location_id=0&group_id=0&category_id=0`)).json.appointments).toHaveLength(3);
});

test('sign-in and groups of patrons stand against no program', async () => {
  await db().category.update({ where: { id: sample.desks.id }, data: { signInRequired: true } });
  const { json } = await ask(`/1.1/appointments?user_id=${sample.librarian.id}`);
  expect(json.appointments.length).toBeGreaterThan(0);
  await db().category.update({ where: { id: sample.desks.id }, data: { signInRequired: null } });
});

test('the sentences that clients compare', async () => {
  const { id } = sample.librarian;
  const text = async (path: string) => {
    const { status, text: said } = await ask(path);
    return [status, said];
  };
  for (const query of ['', '?user_id=', '?user_id=x', `?user_id=${id}&limit=0`, `?user_id=${id}&limit=101`])
    expect(await text(`/1.1/appointments${query}`), query).toEqual([400, 'invalid inputs']);
  const nobody = [400, 'no user/data found. ensure user has appointments enabled.'];
  expect(await text('/1.1/appointments?user_id=99999')).toEqual(nobody);
  expect(await text(`/1.1/appointments?user_id=${sample.quiet.id}`)).toEqual(nobody);
  expect(await text(`/1.1/appointments?user_id=${id}&category_id=99999`)).toEqual([400, 'category not found']);
  const json = await ask('/1.1/appointments?user_id=99999', { headers: { accept: 'application/json' } });
  expect(json.json).toEqual({ error: nobody[1] });
});

test('appointments of some days, with answers as an object, or an empty array', async () => {
  const publicId = await booked('09:00');
  await booked('10:00', { name: 'Sam', email: 'sam@example.org', kindId: undefined, [`q${whyId}`]: 'x' });
  const gone = await booked('11:00');
  await cancelBooking({ kind: 'system' }, { publicId: gone }, NOW);
  const [first, ...rest] = (await ask('/api/1.1/appointments/bookings')).json;
  expect(rest).toHaveLength(1);
  expect(first).toEqual({
    ...{ id: expect.any(Number), booking_id: publicId, fromDate: at('09:00'), toDate: at('09:30') },
    ...{ firstName: 'Rosa M', lastName: 'Reader', email: 'rosa@example.org', userId: sample.librarian.id },
    ...{ location: 'Main', locationId: sample.location.id, group: '', groupId: 0, categoryId: kindId, directions: '' },
    answers: { [`q${whyId}`]: 'Maps' },
  });
  await db().booking.update({ where: { publicId }, data: { answers: [] } });
  expect((await ask('/1.1/appointments/bookings?limit=1')).json[0].answers).toEqual([]);
  const all = await ask('/1.1/appointments/bookings?includeCancellations=1');
  expect(all.json.map(({ cancelled }: { cancelled: boolean }) => cancelled)).toEqual([false, false, true]);
});

test('appointments by person, place, kind, address and day; past ones say who came', async () => {
  const publicId = await booked('09:00');
  const count = async (query: string) => (await ask(`/1.1/appointments/bookings?${query}`)).json.length;
  const { librarian, location } = sample;
  const all = `user_id=${librarian.id}&location_id=${location.id}&category_id=${kindId}&email=ROSA@example.org`;
  expect(await count(`${all}&date=2026-11-23&days=0`)).toBe(1);
  for (const other of ['user_id=99', 'location_id=99', 'group_id=99', 'category_id=99', 'email=x@example.org'])
    expect(await count(other), other).toBe(0);
  expect([await count('days=2'), await count('days=3'), await count('date=2026-11-24')]).toEqual([0, 1, 0]);

  const then = moment('2026-11-30', '12:00');
  const later = { now: then, token: (await apiClient(['ap_r'], { now: then })).token };
  const past = async () => (await ask('/1.1/appointments/bookings?date=2026-11-20', later)).json[0];
  expect(await past()).toMatchObject({ booking_id: publicId, userShowedUp: 'true' });
  await db().booking.update({ where: { publicId }, data: { noShowAt: later.now } });
  expect(await past()).toMatchObject({ userShowedUp: 'false' });
  expect(await ask('/1.1/appointments/bookings?date=soon')).toMatchObject({
    status: 400,
    text: 'invalid "date" value',
  });
  expect(await ask('/1.1/appointments/bookings?limit=501')).toMatchObject({ status: 400 });
});

test('kinds with their length, people with their addresses', async () => {
  expect((await ask('/1.1/appointments/categories')).json).toEqual([
    { id: kindId, name: 'Consultation', duration: 30 },
  ]);
  const ada = { id: sample.librarian.id, first_name: 'Ada', last_name: 'Park', email: 'ada@library.example' };
  expect((await ask('/1.1/appointments/users')).json).toEqual([ada]);
  await db().resource.update({ where: { id: sample.librarian.id }, data: { active: false } });
  expect((await ask('/1.1/appointments/users')).json).toEqual([]);
  expect((await ask(`/1.1/appointments?user_id=${sample.librarian.id}`)).status).toBe(400);
  await db().resource.update({ where: { id: sample.librarian.id }, data: { active: true } });
});

test('forms of categories, kinds and people; questions an array', async () => {
  const { desks, librarian } = sample;
  const [ofCategory, ofKind, ofPerson] = [desks.id, 1_000_000 + kindId, 2_000_000 + librarian.id];
  const { json } = await ask(`/1.1/appointments/form/${ofKind},${ofCategory},${ofPerson},77,x`);
  const which = { label: 'Which?', type: 'dropdown', required: false, options: ['A', 'B'] };
  const why = { id: whyId, label: 'What about?', type: 'string', required: true };
  expect(json).toEqual([
    { id: ofKind, name: 'Consultation', questions: [expect.objectContaining(which), why] },
    { id: ofCategory, name: 'Librarians', questions: [expect.objectContaining(which)] },
    // Of a person, as they are booked where no kind is named.
    { id: ofPerson, name: 'Ada Park', questions: [expect.objectContaining(which), why] },
    { id: 77, error: 'invalid form id' },
    { id: 'x', error: 'invalid form id' },
  ]);
  const own = await ask(`/1.1/appointments/user/${librarian.id}/form?location_id=0&category_id=${kindId}`);
  expect(own.json).toEqual([{ id: ofKind, name: 'Consultation', questions: [expect.objectContaining(which), why] }]);
  const unnamed = await ask(`/1.1/appointments/user/${librarian.id}/form?location_id=0`);
  expect(unnamed.json).toEqual([{ id: ofPerson, name: 'Ada Park', questions: [expect.objectContaining(which), why] }]);
  expect((await ask('/1.1/appointments/form/0')).json).toEqual([{ id: 0, error: 'invalid form id' }]);
  const many = Array.from({ length: 101 }, (_, index) => index + 1).join();
  expect(await ask(`/1.1/appointments/form/${many}`)).toMatchObject({
    status: 400,
    text: 'too many form ids requested',
  });
  for (const path of ['form', 'form/', 'form/,'])
    expect(await ask(`/1.1/appointments/${path}`)).toMatchObject({ text: 'must supply at least 1 form id' });
});

test('questions by their ids, also at the older address; what is asked of whoever books somebody', async () => {
  const spaces = await db().question.create({ data: { categoryId: sample.study.id, label: 'Chess?', kind: 'yes' } });
  for (const prefix of ['/1.1', '/api/1.1'])
    expect((await ask(`${prefix}/appointments/question/${whyId},${spaces.id}`)).json).toEqual([
      { id: whyId, label: 'What about?', type: 'string', required: true },
      { id: spaces.id, error: 'invalid question id' },
    ]);
  expect(await ask('/1.1/appointments/question')).toMatchObject({ text: 'must supply at least 1 question id' });
  const form = (query: string, id: number | string = sample.librarian.id) =>
    ask(`/1.1/appointments/user/${id}/form${query}`);
  expect(await form('')).toMatchObject({ status: 400, text: 'invalid inputs' });
  expect(await form('?location_id=0', 'x')).toMatchObject({
    text: 'no user/data found. ensure user has appointments enabled.',
  });
  expect(await form('?location_id=0&category_id=99')).toMatchObject({ text: 'category not found' });
  // A colleague's own kind is not hers.
  const ben = await db().resource.create({ data: { kind: 'person', categoryId: sample.desks.id, name: 'Ben' } });
  const bens = await db().appointmentKind.create({ data: { resourceId: ben.id, name: 'Bens', minutes: 15 } });
  expect(await form(`?location_id=0&category_id=${bens.id}`)).toMatchObject({ text: 'category not found' });
  await db().resource.delete({ where: { id: ben.id } });
  const elsewhere = { categoryId: sample.meeting.id, kindId: null };
  await db().question.updateMany({ where: { categoryId: sample.desks.id }, data: elsewhere });
  await db().question.update({ where: { id: whyId }, data: elsewhere });
  expect((await form('?location_id=0')).json).toEqual([]);
  await db().question.updateMany({ where: { categoryId: sample.meeting.id }, data: { categoryId: sample.desks.id } });
  await db().question.update({ where: { id: whyId }, data: { categoryId: null, kindId } });
});

test('another scope is not enough, and as many appointments as there are cost as many queries as one', async () => {
  const other = (await apiClient(['sp_r', 'h_r'], { now: NOW })).token;
  expect((await ask('/1.1/appointments/users', { token: other })).status).toBe(403);
  await booked('09:00');
  const one = await countQueries(() => ask('/1.1/appointments/bookings'));
  for (const time of ['09:30', '10:00', '10:30']) await booked(time);
  expect(await countQueries(() => ask('/1.1/appointments/bookings'))).toBe(one);
});

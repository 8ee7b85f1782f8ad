import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { everyDay, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from '@/lib/usecases/book-space';
import { apiClient, askApi } from './ask-api.test-data';

testDatabase();

/** A Friday morning in New York; the Monday after it is booked. */
const NOW = moment('2026-11-20', '07:00');
const at = (time: string) => `2026-11-23T${time}:00-05:00`;
let sample: Sample;
let token = '';
let kindId = 0;
let roomId = 0;
let whyId = 0;

const ask = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  askApi('POST', `/1.1/appointments/${path}`, { token, now: NOW, body, headers });
const wish = (more: object = {}) => ({
  ...{
    user_id: sample.librarian.id,
    start: at('10:00'),
    fname: 'Rosa',
    lname: 'van Reader',
    email: 'Rosa@Example.org',
  },
  ...{ [`q${whyId}`]: 'Maps', ...more },
});
const book = (more: object = {}, headers: Record<string, string> = {}) => ask('book', wish(more), headers);
const row = () => db().booking.findFirstOrThrow({ include: { items: true, appointment: true } });
const counted = () => db().booking.count({ where: { status: { not: 'cancelled' } } });

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
  token = (await apiClient(['ap_r', 'ap_w'], { now: NOW })).token;
  const kind = { categoryId: sample.desks.id, name: 'Consultation', minutes: 30, minNoticeMinutes: 60 };
  kindId = (await db().appointmentKind.create({ data: kind })).id;
  const { id: resourceId } = sample.librarian;
  await db().appointmentPlace.create({ data: { resourceId, kind: 'desk', name: 'Desk 4' } });
  const room = { resourceId, kind: 'room', name: 'Quiet room', spaceId: sample.quiet.id, position: 1 };
  roomId = (await db().appointmentPlace.create({ data: room })).id;
  const [rule] = await db().availabilityRule.findMany({ where: { resourceId } });
  const places = await db().appointmentPlace.findMany();
  await db().availabilityRulePlace.createMany({
    data: places.map(({ id }) => ({ ruleId: rule?.id ?? 0, placeId: id })),
  });
  whyId = (await db().question.create({ data: { kindId, label: 'What about?', kind: 'line', required: true } })).id;
});
afterAll(closeQueue);
beforeEach(() => db().booking.deleteMany());

test('a program books for a patron, by the rules of the page, without a mail to confirm', async () => {
  await db().location.updateMany({ data: { verifyMinutes: 30, signInRequired: true } });
  const { status, json } = await book({ account: 'rr7', locale: 'es', note: 'Chess' });
  await db().location.updateMany({ data: { verifyMinutes: null, signInRequired: false } });
  const made = await row();
  expect([status, json]).toEqual([200, { booking_id: made.publicId }]);
  expect(made).toMatchObject({
    ...{ status: 'confirmed', cause: 'user', patronName: 'Rosa van Reader', givenName: 'Rosa', account: 'rr7' },
    ...{ patronEmail: 'rosa@example.org', locale: 'es', note: 'Chess', beyond: [] },
    answers: [{ label: 'What about?', answer: 'Maps', questionId: whyId }],
    items: [{ startsAt: moment('2026-11-23', '10:00'), endsAt: moment('2026-11-23', '10:30') }],
    appointment: { kindName: 'Consultation', placeName: 'Desk 4', chosenBy: 'patron' },
  });
  const list = await askApi('GET', '/1.1/appointments/bookings', { token, now: NOW });
  expect(list.json).toMatchObject([{ booking_id: made.publicId, lastName: 'van Reader', account: 'rr7' }]);
});

test('of several places it is the first at which one can be met then, as the free times say', async () => {
  const { id: resourceId } = sample.librarian;
  const online = await db().appointmentPlace.create({
    data: { resourceId, kind: 'online', name: 'Online', position: 2 },
  });
  const { id } = await db().availabilityRule.create({
    data: { resourceId, ...everyDay(780, 840), places: { create: { placeId: online.id } } },
  });
  expect(await book({ start: at('13:00') })).toMatchObject({ status: 200 });
  expect(await row()).toMatchObject({ appointment: { placeName: 'Online' } });
  expect(await book({ start: at('15:00') })).toMatchObject({ status: 400 });
  await db().availabilityRule.delete({ where: { id } });
  await db().appointmentPlace.delete({ where: { id: online.id } });
});

test('in a room it is one booking of both, or none', async () => {
  const start = moment('2026-11-23', '11:00').toISOString();
  const sam = { name: 'Sam', email: 'sam@example.org' };
  await bookSpace({ kind: 'guest' }, { spaceId: sample.quiet.id, start, minutes: 60, ...sam }, NOW);
  expect(await book({ start: at('11:00'), place_id: roomId })).toMatchObject({
    status: 400,
    text: "booking 'from' is not a valid starting slot",
  });
  expect(await counted()).toBe(1);
  expect((await book({ start: '2026-11-23T10:00', place_id: String(roomId) })).status).toBe(200);
  expect(
    (await db().booking.findFirstOrThrow({ include: { items: true }, orderBy: { id: 'desc' } })).items,
  ).toHaveLength(2);
});

test('test asks every rule and stores nothing; adminbooking goes beyond the rules, never over a booking', async () => {
  expect((await book({ test: 1 })).json).toEqual({
    success: 'The booking would have been successful, but the test flag was set.',
  });
  expect(await book({ test: true, start: at('16:00') })).toMatchObject({ status: 400 });
  expect(await db().booking.count()).toBe(0);
  expect((await book({ adminbooking: 1, start: at('16:10'), to: at('17:00') })).status).toBe(200);
  expect(await row()).toMatchObject({ cause: 'staff', appointment: { chosenBy: 'staff' } });
  expect((await book({ adminbooking: 1, start: at('16:30') })).text).toBe(
    "booking 'from' is not a valid starting slot",
  );
});

test('what is missing, a line each; and every rule in words', async () => {
  expect(await ask('book', '')).toMatchObject({ status: 400, text: 'no data provided' });
  expect(await ask('book', '{"user_id":')).toMatchObject({ text: 'json syntax error' });
  expect((await ask('book', {})).text.split('\n')).toEqual([
    ...['must supply user_id of appointment', 'must supply start date for appointment'],
    ...['must supply first name of booking user', 'must supply last name of booking user'],
    'must supply email of booking user',
  ]);
  const said = async (more: object) => (await book(more)).text;
  const [from, to] = ["booking 'from' is not a valid starting slot", "booking 'to' is not a valid ending slot"];
  const nobody = 'no user/data found. ensure user has appointments enabled.';
  expect(await said({ user_id: 99_999 })).toBe(nobody);
  expect(await said({ user_id: sample.quiet.id })).toBe(nobody);
  expect(await said({ category_id: 99_999 })).toBe('category not found');
  expect(await said({ location_id: 99_999 })).toBe('category not found');
  expect(await said({ to: at('09:00') })).toBe(to);
  expect(await said({ to: 'noon' })).toBe(to);
  expect(await said({ to: at('12:00') })).toBe(`${to}\nthis exceeds the 30 minute booking limit`);
  expect(await said({ start: at('13:00') })).toBe(from);
  expect(await said({ start: '2026-11-20T07:30:00-05:00' })).toContain(`${from}\n`);
  expect(await said({ email: 'x' })).toBe('invalid "email" value');
  expect(await said({ [`q${whyId}`]: '' })).toBe(`must supply an answer to question q${whyId}`);
  expect(await db().booking.count()).toBe(0);
  await book();
  expect(await said({})).toBe(from);
});

test('fifteen programs want the same time: one has it, the others are told, nobody meets trouble', async () => {
  const all = await Promise.all(Array.from({ length: 15 }, (_, one) => book({ email: `p${one}@example.org` })));
  expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  const rest = all.filter(({ status }) => status !== 200);
  expect(new Set(rest.map(({ text }) => text))).toEqual(new Set(["booking 'from' is not a valid starting slot"]));
  expect(await counted()).toBe(1);
});

test('the same request again, under its key, is the same booking', async () => {
  const key = { 'idempotency-key': '2f6b1a52' };
  const first = await book({}, key);
  const second = await book({}, key);
  expect([second.status, second.json]).toEqual([200, first.json]);
  expect((await book({ start: at('11:00') }, key)).status).toBe(422);
  expect(await counted()).toBe(1);
});

test('appointments are cancelled, each id answered for itself; bookings of spaces are none', async () => {
  const { json } = await book();
  const start = moment('2026-11-23', '11:00').toISOString();
  const sam = { name: 'Sam', email: 'sam@example.org' };
  const space = await bookSpace({ kind: 'guest' }, { spaceId: sample.quiet.id, start, minutes: 60, ...sam }, NOW);
  const spaceId = space.ok ? space.value.publicId : '';
  const invalid = { cancelled: false, error: 'invalid booking id' };
  const cancel = (ids: string) => ask(`cancel/${ids}`);
  expect((await cancel(`${json.booking_id},${spaceId},nosuch`)).json).toEqual([
    { booking_id: json.booking_id, cancelled: true },
    { booking_id: spaceId, ...invalid },
    { booking_id: 'nosuch', ...invalid },
  ]);
  expect((await cancel(json.booking_id)).json).toEqual([
    {
      ...{ booking_id: json.booking_id, cancelled: false, code: 31 },
      error: 'unable to cancel booking, is in the past or was never confirmed',
    },
  ]);
  expect(await cancel('')).toMatchObject({ status: 400, text: 'must supply at least 1 booking id' });
  expect((await book()).status).toBe(200);
});

test('whoever may only read does not book', async () => {
  const reader = (await apiClient(['ap_r'], { now: NOW })).token;
  for (const path of ['book', 'cancel/abc'])
    expect((await askApi('POST', `/1.1/appointments/${path}`, { token: reader, now: NOW, body: wish() })).status).toBe(
      403,
    );
  expect(await db().booking.count()).toBe(0);
});

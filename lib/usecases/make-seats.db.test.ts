import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Actor, Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from './book-space';
import { makeSeats } from './make-seats';
import { proposeHoursChange } from './propose-hours-change';
import { viewBasket } from './view-basket';
import { viewHours } from './view-hours';
import { viewSpace } from './view-space';

/** What a container says of who may book it, when, and on what terms, holds for each of its seats. */
testDatabase();
afterAll(closeQueue);

const guest: Actor = { kind: 'guest' };
const now = moment('2026-05-04', '07:00');
let sample: Sample;
let admin: Person;
let seats: { id: number }[];

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  const row = await db().person.create({ data: { name: 'M', email: 'm@library.example', role: 'admin' } });
  admin = { kind: 'person', id: row.id, name: row.name, email: row.email, role: 'admin', locale: 'en' };
  await makeSeats(admin, { id: sample.quiet.id, count: '2', label: 'seat' }, now);
  seats = await db().resource.findMany({ where: { isSeat: true }, orderBy: { id: 'asc' } });
});

const seat = (place = 0) => seats[place]?.id ?? 0;
const book = (more: object = {}, actor: Actor = guest) => {
  const given = { name: 'Pat', email: 'pat@patrons.example', start: moment('2026-05-05', '10:00').toISOString() };
  return bookSpace(actor, { spaceId: seat(), minutes: '60', ...given, ...more }, now);
};
const container = (data: object) => db().resource.update({ where: { id: sample.quiet.id }, data });
const week = (opensMinute: number, closesMinute: number) => ({
  spans: { create: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute, closesMinute })) },
});

test('a seat is kept for the groups of its container, and asks for signing in as it does', async () => {
  const group = await db().patronGroup.create({ data: { name: 'Researchers', domains: ['lab.example'] } });
  await container({ groups: { create: { groupId: group.id } } });
  const row = await db().person.create({ data: { name: 'Pat', email: 'pat@patrons.example', role: 'patron' } });
  const pat: Person = { kind: 'person', id: row.id, name: row.name, email: row.email, role: 'patron', locale: 'en' };
  expect(await book({}, pat)).toMatchObject({ refusal: { code: 'not_in_group', groups: ['Researchers'] } });
  expect(await book()).toMatchObject({ refusal: { code: 'sign_in_required' } });

  await db().groupAllowance.deleteMany();
  expect(await book({ start: moment('2026-05-05', '12:00').toISOString() })).toMatchObject({ ok: true });
  await container({ signInRequired: true });
  expect(await book()).toMatchObject({ refusal: { code: 'sign_in_required' } });
  await db().resource.update({ where: { id: seat() }, data: { signInRequired: false } });
  expect(await book()).toMatchObject({ ok: true });
});

test('a seat is open as its container is, in the offers, for a booking and in the page of its hours', async () => {
  await container({ hoursSchedules: { create: [week(600, 660)] } });
  for (const id of [seat(), seat(1)]) {
    const view = await viewSpace(guest, { spaceId: id, date: '2026-05-05' }, now);
    const [first, last] = [moment('2026-05-05', '10:00'), moment('2026-05-05', '11:00')];
    expect(view).toMatchObject({ value: { open: [{ start: first, end: last }] } });
  }
  expect(await book({ start: moment('2026-05-05', '14:00').toISOString() })).toMatchObject({
    refusal: { code: 'outside_hours' },
  });
  expect(await viewHours(admin, { level: 'space', id: seat() }, now)).toMatchObject({
    value: { above: { level: 'space', name: 'Quiet room', weeks: [{}] } },
  });

  await db().hoursSchedule.create({ data: { resourceId: seat(), ...week(780, 900) } });
  expect(await book({ start: moment('2026-05-05', '14:00').toISOString() })).toMatchObject({ ok: true });
});

test('hours of a container that would take the time of a booked seat are not saved unasked', async () => {
  expect(await book()).toMatchObject({ ok: true });
  const closed = { kind: 'exception', level: 'space', id: `${sample.quiet.id}`, from: '2026-05-05', to: '' };
  const answer = await proposeHoursChange(admin, { ...closed, 'day-0': 'closed', note: '' }, now);
  expect(answer).toEqual({ ok: true, value: { changeId: expect.any(Number) } });
  expect(await db().hoursException.count()).toBe(0);
});

test('a seat asks what its container asks, once for several seats, and keeps the answer', async () => {
  await container({ terms: 'No food.' });
  const { id } = await db().question.create({
    data: { resourceId: sample.quiet.id, label: 'What for?', kind: 'line', required: true },
  });
  const start = moment('2026-05-05', '10:00').toISOString();
  const shown = await viewBasket(guest, { spaceId: seat(), with: `${seat(1)}~${start}~60` }, now);
  expect(shown).toMatchObject({ value: { terms: ['No food.'], questions: [{ label: 'What for?' }] } });
  expect(await book()).toMatchObject({
    refusal: { code: 'invalid', fields: { terms: 'required', [`q${id}`]: 'required' } },
  });
  expect(await book({ terms: 'on', [`q${id}`]: 'Chess' })).toMatchObject({ ok: true });
  const answers = [{ label: 'What for?', answer: 'Chess' }];
  expect(await db().booking.findMany()).toMatchObject([{ answers }]);
});

import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { bookingKey } from '@/lib/booking-link';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { scrubThese } from '@/lib/db/scrub';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from './book-space';
import { moveInOrder } from './move-in-order';
import { removeQuestion, saveQuestion } from './save-question';
import { viewBasket } from './view-basket';
import { viewBooking } from './view-booking';
import { viewQuestions } from './view-questions';

testDatabase();

let sample: Sample;
let admin: Actor;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');

beforeEach(async () => {
  await queue();
  await emptyRows();
  sample = await sampleLibrary();
  const row = await db().person.create({ data: { name: 'Morgan', email: 'morgan@library.example', role: 'admin' } });
  admin = { ...row, kind: 'person' };
});
afterAll(closeQueue);

const ask = (more: object = {}) =>
  saveQuestion(admin, { categoryId: sample.study.id, label: 'What for?', kind: 'line', ...more });
const labels = async () => {
  const view = await viewQuestions(admin, { categoryId: sample.study.id });
  return view.ok ? view.value.map(({ label }) => label) : [];
};
const book = (more: object = {}) =>
  bookSpace(
    guest,
    {
      ...{ spaceId: sample.quiet.id, name: 'Rosa', email: 'rosa@example.org' },
      ...{ start: moment('2026-11-23', '10:00').toISOString(), minutes: '60' },
      ...more,
    },
    now,
  );
const idOf = async (label: string) => (await db().question.findFirstOrThrow({ where: { label } })).id;

describe('questions of a place', () => {
  test('are added, changed, ordered and removed, each act on record', async () => {
    await ask();
    await ask({ label: 'Which game?', kind: 'choice', choices: 'Chess\r\n Go \r\n\r\nGo', required: 'on' });
    expect(await labels()).toEqual(['What for?', 'Which game?']);
    const game = await idOf('Which game?');
    expect(await db().question.findUnique({ where: { id: game } })).toMatchObject({ choices: ['Chess', 'Go'] });
    await moveInOrder(admin, { kind: 'question', id: game, direction: 'up' });
    expect(await labels()).toEqual(['Which game?', 'What for?']);
    await saveQuestion(admin, { id: game, label: 'Game', kind: 'line', choices: 'Chess' });
    expect(await db().question.findUnique({ where: { id: game } })).toMatchObject({ choices: [], required: false });
    await removeQuestion(admin, { id: game });
    expect(await labels()).toEqual(['What for?']);
    const acts = await db().auditEntry.findMany({ orderBy: { id: 'asc' }, select: { act: true } });
    expect(acts.map(({ act }) => act)).toEqual([
      ...['question.saved', 'question.saved', 'catalogue.ordered', 'question.saved', 'question.removed'],
    ]);
  });

  test('are no more than ten, make sense, and are an admin’s to ask', async () => {
    expect(await ask({ kind: 'choice', choices: 'Only one' })).toMatchObject({
      refusal: { code: 'invalid', fields: { choices: 'required' } },
    });
    expect(await ask({ label: ' ', kind: 'poem' })).toMatchObject({
      refusal: { fields: { label: 'required', kind: 'required' } },
    });
    expect(await ask({ categoryId: sample.desks.id })).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await ask({ categoryId: undefined, resourceId: 999 })).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await saveQuestion({ kind: 'guest' }, { categoryId: 1, label: 'x', kind: 'line' })).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    for (let turn = 0; turn < 10; turn++) await ask({ label: `Question ${turn}` });
    expect(await ask()).toMatchObject({ refusal: { fields: { label: 'too_many' } } });
    expect(await db().question.count()).toBe(10);
  });
});

test('answers stand with the booking for staff and patron, and go with the name', async () => {
  await ask({ required: 'on' });
  await ask({ categoryId: undefined, resourceId: sample.quiet.id, label: 'Loud?', kind: 'yes' });
  await ask({ categoryId: undefined, resourceId: sample.corner.id, label: 'Elsewhere?' });
  const view = await viewBasket(guest, { spaceId: sample.quiet.id }, now);
  expect(view.ok && view.value.questions.map(({ label }) => label)).toEqual(['What for?', 'Loud?']);
  const [what, loud] = [await idOf('What for?'), await idOf('Loud?')];
  const wrong = await book({ name: '', email: 'rosa', [`q${loud}`]: 'perhaps' });
  expect(wrong).toMatchObject({
    refusal: { fields: { name: 'required', email: 'not_email', [`q${what}`]: 'required', [`q${loud}`]: 'invalid' } },
  });
  const long = await book({ name: 'x'.repeat(121), email: ' Rosa@example.org ' });
  expect(long).toEqual({
    ok: false,
    refusal: { code: 'invalid', fields: { name: 'too_long', [`q${what}`]: 'required' } },
  });
  expect(await db().booking.count()).toBe(0);

  const booked = await book({ [`q${what}`]: 'Chess club', [`q${loud}`]: 'on' });
  if (!booked.ok) throw new Error(booked.refusal.code);
  const { publicId } = booked.value;
  const said = [
    { label: 'What for?', answer: 'Chess club', questionId: what },
    { label: 'Loud?', answer: 'yes', kind: 'yes', questionId: loud },
  ];
  await removeQuestion(admin, { id: what });
  const seen = async (actor: Actor, key?: string) => {
    const answer = await viewBooking(actor, { publicId, key }, now);
    return answer.ok ? (answer.value.details?.answers ?? null) : answer.refusal.code;
  };
  expect(await seen(guest, bookingKey(publicId))).toEqual(said);
  expect(await seen(admin)).toEqual(said);
  expect(await seen(guest)).toBeNull();
  const { id } = await db().booking.findUniqueOrThrow({ where: { publicId } });
  await scrubThese(db(), [id], now);
  expect(await seen(admin)).toEqual([]);
});

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { everyDay, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { bookAppointment } from './book-appointment';
import { bookSpace } from './book-space';
import { extendHold } from './extend-hold';
import { holdAppointment } from './hold-appointment';
import { releaseHold } from './release-hold';
import { settleHolds } from './settle-holds';
import { viewInstead } from './view-instead';
import { viewPersonSlots } from './view-person-slots';

testDatabase();

let sample: Sample;
let kindId: number;
let roomId: number;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');
const day = '2026-11-23';
const at = (time: string) => moment(day, time).toISOString();
const visitor = (key: string) => ({ keys: [key], network: 'lobby' });
const [rosas, bens] = [visitor('rosa'), visitor('ben')];
const rosa = { name: 'Rosa', email: 'rosa@example.org' };
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => answer.refusal?.code ?? 'ok';

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
  const kind = { categoryId: sample.desks.id, name: 'Consultation', minutes: 30 };
  kindId = (await db().appointmentKind.create({ data: kind })).id;
  const place = { resourceId: sample.librarian.id, kind: 'room', name: 'Quiet room', spaceId: sample.quiet.id };
  roomId = (await db().appointmentPlace.create({ data: place })).id;
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().booking.deleteMany();
  await db().signInFailure.deleteMany();
  await db().$executeRaw`DELETE FROM pgboss.job`;
});

const wish = (time = '10:00') => ({ slug: 'ada-park', kindId, placeId: roomId, start: at(time) });
const hold = (who = rosas, time = '10:00', when = now) => holdAppointment(guest, who, wish(time), when);
const book = (who = rosas, time = '10:00', more: object = rosa, when = now) =>
  bookAppointment(guest, { ...wish(time), ...more }, when, who);
const startsFor = async (who: typeof rosas, when = now) => {
  const seen = await viewPersonSlots(guest, { slug: 'ada-park', from: day, kindId }, when, who);
  return seen.ok ? seen.value.days[0]?.offers.map(({ start }) => start.toISOString()) : [];
};

test('while the form is open nobody else is offered the person’s time, nor the room’s; whoever holds it is', async () => {
  expect(await hold()).toMatchObject({ ok: true, value: { minutes: 10, mayExtend: true } });
  const held = await db().booking.findFirstOrThrow({ include: { items: true } });
  expect(held).toMatchObject({ status: 'hold', patronName: '', patronEmail: '' });
  expect(held.items).toHaveLength(2);
  expect(await startsFor(bens)).not.toContain(at('10:00'));
  expect(await startsFor(rosas)).toContain(at('10:00'));
  expect(codeOf(await book(bens))).toBe('slot_taken');
  const room = { spaceId: sample.quiet.id, start: at('10:00'), end: at('10:30'), ...rosa };
  expect(codeOf(await bookSpace(guest, room, now, bens))).toBe('slot_taken');
  expect(codeOf(await book())).toBe('ok');
  expect(await db().booking.findMany({ select: { status: true } })).toEqual([{ status: 'confirmed' }]);
});

test('another choice lets the first go; so do leaving and time, and it is kept longer when asked', async () => {
  await hold();
  await hold(rosas, '11:00');
  expect(await startsFor(bens)).toContain(at('10:00'));
  const [{ publicId } = { publicId: '' }] = await db().booking.findMany({ where: { status: 'hold' } });
  const later = addMinutes(now, 8);
  expect(await extendHold(guest, rosas, { hold: publicId }, later)).toMatchObject({
    value: { until: addMinutes(later, 10) },
  });
  expect(codeOf(await extendHold(guest, bens, { hold: publicId }, later))).toBe('hold_over');
  await releaseHold(bens, { hold: publicId });
  expect(await db().booking.count()).toBe(1);
  await releaseHold(rosas, { hold: publicId });
  expect(await db().occupancy.count()).toBe(0);
  await hold();
  expect(await settleHolds(addMinutes(now, 11))).toMatchObject({ expired: 1 });
  expect(await startsFor(bens, addMinutes(now, 11))).toContain(at('10:00'));
});

test('a room that is taken keeps the person free: both or neither', async () => {
  const room = { spaceId: sample.quiet.id, start: at('10:00'), end: at('11:00'), ...rosa };
  await bookSpace(guest, room, now);
  expect(await hold()).toMatchObject({ refusal: { code: 'of_space', name: 'Quiet room' } });
  expect(await book()).toMatchObject({ refusal: { code: 'of_space' } });
  expect(await db().occupancy.count({ where: { resourceId: sample.librarian.id } })).toBe(0);
});

test('a location that holds nothing, and a visitor who is not known, book all the same', async () => {
  await db().location.updateMany({ data: { holdMinutes: null } });
  expect(await hold()).toEqual({ ok: true, value: null });
  await db().location.updateMany({ data: { holdMinutes: 10 } });
  expect(await hold({ keys: [], network: 'lobby' })).toEqual({ ok: true, value: null });
  expect(await db().booking.count()).toBe(0);
  expect(codeOf(await hold(rosas, '08:00'))).toBe('outside_hours');
  expect(codeOf(await holdAppointment(guest, rosas, { ...wish(), placeId: 99_999 }, now))).toBe('not_offered');
});

test('questions of category, person and kind are asked, problems stand at their fields, answers are kept', async () => {
  const question = (more: object) => db().question.create({ data: { kind: 'line', label: '', ...more } });
  const topic = await question({ kindId, label: 'Topic', required: true });
  const level = await question({ resourceId: sample.librarian.id, label: 'Level' });
  await db().resource.update({ where: { id: sample.librarian.id }, data: { terms: 'Be there.' } });
  expect(await book(rosas, '10:00', {})).toMatchObject({
    refusal: {
      code: 'invalid',
      fields: { name: 'required', email: 'required', terms: 'required', [`q${topic.id}`]: 'required' },
    },
  });
  const said = { [`q${topic.id}`]: 'Maps', [`q${level.id}`]: 'First year' };
  expect(codeOf(await book(rosas, '10:00', { ...rosa, terms: 'on', ...said }))).toBe('ok');
  expect((await db().booking.findFirstOrThrow()).answers).toEqual([
    { label: 'Level', answer: 'First year', questionId: level.id },
    { label: 'Topic', answer: 'Maps', questionId: topic.id },
  ]);
  await db().question.deleteMany();
  await db().resource.update({ where: { id: sample.librarian.id }, data: { terms: '' } });
});

test('who comes too late is told the nearest times of the same person, and who else is free then', async () => {
  const ben = { kind: 'person', categoryId: sample.desks.id, name: 'Ben Ode', slug: 'ben-ode' } as const;
  const other = await db().resource.create({ data: { ...ben, availability: { create: [everyDay(540, 720)] } } });
  await book();
  const asked = { ...wish(), code: 'slot_taken' };
  const seen = await viewInstead(guest, asked, now, bens);
  const found = seen.ok ? seen.value.map(({ name, start, placeId }) => [name, start.toISOString(), placeId]) : [];
  expect(found).toEqual([
    ['Ada Park', at('09:30'), roomId],
    ['Ada Park', at('10:30'), roomId],
    ['Ada Park', at('09:00'), roomId],
    ['Ben Ode', at('10:00'), null],
  ]);
  expect(await viewInstead(guest, { ...asked, code: 'banned' }, now, bens)).toEqual({ ok: true, value: [] });
  // Where they wished to meet comes first, whatever else is offered then.
  const resourceId = sample.librarian.id;
  const desk = await db().appointmentPlace.create({ data: { resourceId, kind: 'desk', name: 'Desk', position: -1 } });
  const { id: ruleId } = await db().availabilityRule.findFirstOrThrow({ where: { resourceId } });
  const both = [desk.id, roomId].map((placeId) => ({ ruleId, placeId }));
  await db().availabilityRulePlace.createMany({ data: both });
  const again = await viewInstead(guest, asked, now, bens);
  expect(again.ok && again.value.slice(0, 3).map(({ placeId }) => placeId)).toEqual([roomId, roomId, roomId]);
  await db().appointmentPlace.delete({ where: { id: desk.id } });
  await db().availabilityRulePlace.deleteMany();
  await db().resource.delete({ where: { id: other.id } });
});

test('whoever has to sign in hears so, in place of an empty list', async () => {
  await db().category.update({ where: { id: sample.desks.id }, data: { signInRequired: true } });
  const seen = await viewPersonSlots(guest, { slug: 'ada-park' }, now);
  expect(seen).toMatchObject({ value: { barred: { code: 'sign_in_required' } } });
  await db().category.update({ where: { id: sample.desks.id }, data: { signInRequired: null } });
});

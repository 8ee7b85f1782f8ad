import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookAppointment } from './book-appointment';
import { bookSpace } from './book-space';
import { cancelBooking } from './cancel-booking';
import { viewPersonSlots } from './view-person-slots';

testDatabase();

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');
const reader = { name: 'Rosa Reader', email: 'rosa@example.org' };

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
});
beforeEach(async () => {
  await db().booking.deleteMany({});
  await db().appointmentKind.deleteMany({});
  await db().appointmentPlace.deleteMany({});
});
afterAll(closeQueue);

const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code);
const ask = (time: string, more: object = {}) =>
  bookAppointment(
    guest,
    { slug: 'ada-park', start: moment('2026-11-20', time).toISOString(), ...reader, ...more },
    now,
  );
const slots = async (more: object = {}) => {
  const view = await viewPersonSlots(guest, { slug: 'ada-park', ...more }, now);
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value.days.flatMap(({ offers }) => offers);
};
const place = (kind: string, more: object = {}) =>
  db().appointmentPlace.create({ data: { resourceId: sample.librarian.id, kind, name: kind, ...more } });
const kind = (more: object) =>
  db().appointmentKind.create({ data: { resourceId: sample.librarian.id, name: 'Help', minutes: 30, ...more } });
const roomPlace = () => place('room', { spaceId: sample.corner.id });

test('without kinds and places it is what the category says, at the location', async () => {
  const booked = await ask('10:00');
  expect(codeOf(booked)).toBe('ok');
  const row = await db().appointment.findFirstOrThrow({ include: { booking: { include: { items: true } } } });
  expect(row).toMatchObject({ kindId: null, placeId: null, placeKind: 'desk', placeName: 'Main', chosenBy: 'patron' });
  expect(row.booking.items).toHaveLength(1);
});

describe('a kind', () => {
  test('has its own length, padding and notice, for what is offered and what is accepted', async () => {
    const { id: kindId } = await kind({ minutes: 45, cleanupMinutes: 15, minNoticeMinutes: 180 });
    expect(codeOf(await ask('09:00', { kindId }))).toBe('too_soon');
    expect(codeOf(await ask('10:00', { kindId, minutes: 30 }))).toBe('too_short');
    expect(codeOf(await ask('10:00', { kindId }))).toBe('ok');
    const today = (await slots({ kindId })).filter(({ start }) => start < moment('2026-11-20', '24:00'));
    // It and its padding last until eleven, and the padding of the next may lie after noon.
    expect(today.map(({ start }) => start)).toEqual([moment('2026-11-20', '11:00')]);
    expect(codeOf(await ask('10:30', { kindId }))).toBe('slot_taken');
  });

  test('of the category goes before the person’s own; of somebody else it is not offered', async () => {
    const own = await kind({});
    const category = await db().appointmentKind.create({
      data: { categoryId: sample.desks.id, name: 'Research', minutes: 60 },
    });
    expect(codeOf(await ask('10:00', { kindId: own.id }))).toBe('not_offered');
    expect(codeOf(await ask('10:00', { kindId: category.id }))).toBe('ok');
    expect(codeOf(await ask('10:00', { kindId: category.id + 1000 }))).toBe('not_offered');
  });

  test('that is online only is not offered at a desk', async () => {
    await kind({ modes: ['online'] });
    const desk = await place('desk');
    expect(codeOf(await ask('10:00'))).toBe('not_offered');
    const online = await place('online', { link: 'https://meet.example/ada', position: 1 });
    expect(codeOf(await ask('10:00', { placeId: desk.id }))).toBe('not_offered');
    // Rules that name no place are at the usual one: the desk.
    expect(codeOf(await ask('10:00', { placeId: online.id }))).toBe('outside_hours');
    const [rule] = await db().availabilityRule.findMany({ where: { resourceId: sample.librarian.id } });
    await db().availabilityRulePlace.create({ data: { ruleId: rule?.id ?? 0, placeId: online.id } });
    expect(codeOf(await ask('10:00', { placeId: online.id }))).toBe('ok');
    expect(await db().appointment.findFirst()).toMatchObject({ placeKind: 'online', link: 'https://meet.example/ada' });
  });
});

describe('an appointment in a room', () => {
  test('closes both, and one cancel frees both', async () => {
    await roomPlace();
    const booked = await ask('10:00');
    if (!booked.ok) throw new Error(booked.refusal.code);
    const { publicId, key } = booked.value;
    const room = { spaceId: sample.corner.id, start: moment('2026-11-20', '10:00').toISOString(), minutes: 30 };
    expect(codeOf(await bookSpace(guest, { ...room, ...reader, email: 'other@example.org' }, now))).toBe('slot_taken');
    expect(await db().occupancy.count({ where: { active: true, pad: false } })).toBe(2);
    expect(codeOf(await cancelBooking(guest, { publicId, key }, now))).toBe('ok');
    expect(await db().occupancy.count({ where: { active: true } })).toBe(0);
    expect(codeOf(await bookSpace(guest, { ...room, ...reader }, now))).toBe('ok');
  });

  test('is neither offered nor accepted while the room is taken, and names the room', async () => {
    await roomPlace();
    const taken = { spaceId: sample.corner.id, start: moment('2026-11-20', '10:00').toISOString(), minutes: 60 };
    expect(codeOf(await bookSpace(guest, { ...taken, ...reader }, now))).toBe('ok');
    const starts = (await slots()).map(({ start }) => start.getTime());
    expect(starts).toContain(moment('2026-11-20', '09:30').getTime());
    expect(starts).not.toContain(moment('2026-11-20', '10:00').getTime());
    const refused = await ask('10:30');
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'of_space', name: 'Corner room' } });
    expect(await db().appointment.count()).toBe(0);
  });

  test('of many at once for the same room and person, and for the room alone, exactly one gets each', async () => {
    await roomPlace();
    const at = moment('2026-11-20', '11:00').toISOString();
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) => {
        const who = { name: `R${n}`, email: `r${n}@example.org` };
        return n % 2
          ? ask('11:00', who)
          : bookSpace(guest, { spaceId: sample.corner.id, start: at, minutes: 30, ...who }, now);
      }),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const items = await db().bookingItem.groupBy({ by: ['bookingId'], _count: true });
    const appointments = await db().appointment.count();
    expect(items.map(({ _count }) => _count)).toEqual([appointments === 1 ? 2 : 1]);
  });
});

test('everything on offer is accepted, at each place it is offered at', async () => {
  const [desk, online, room] = [
    await place('desk'),
    await place('online', { position: 1 }),
    await place('room', { spaceId: sample.corner.id, position: 2 }),
  ];
  const [rule] = await db().availabilityRule.findMany({ where: { resourceId: sample.librarian.id } });
  await db().availabilityRulePlace.createMany({
    data: [desk, online, room].map(({ id }) => ({ ruleId: rule?.id ?? 0, placeId: id })),
  });
  await bookSpace(
    guest,
    { spaceId: sample.corner.id, start: moment('2026-11-20', '10:00').toISOString(), minutes: 60, ...reader },
    now,
  );
  const offered = (await slots()).slice(0, 6);
  expect(offered.some(({ at }) => at.length === 2)).toBe(true);
  expect(offered.some(({ at }) => at.length === 3)).toBe(true);
  let n = 0;
  for (const { start, at } of offered)
    for (const { place: where } of at) {
      const who = { name: 'Rosa', email: `rosa${n++}@example.org`, placeId: where.id };
      expect(codeOf(await bookAppointment(guest, { slug: 'ada-park', start: start.toISOString(), ...who }, now))).toBe(
        'ok',
      );
      await db().$executeRaw`DELETE FROM booking WHERE id IN (SELECT booking_id FROM appointment)`;
    }
});

test('guests of one network are counted where nobody proves an address too, by a higher number', async () => {
  const from = (network: string, time: string) =>
    bookAppointment(guest, { slug: 'ada-park', start: moment('2026-11-20', time).toISOString(), ...reader }, now, {
      ...{ keys: [], network },
    });
  const counted = () => db().signInFailure.count({ where: { key: 'guest unproved a network' } });
  const many = Array.from({ length: 119 }, () => ({ key: 'guest unproved a network', at: now }));
  await db().signInFailure.createMany({ data: many });
  expect(codeOf(await from('a network', '10:00'))).toBe('ok');
  expect(await counted()).toBe(120);
  expect(await from('a network', '11:00')).toMatchObject({
    refusal: { code: 'too_many_attempts', retryAfterMinutes: 15 },
  });
  expect(codeOf(await from('another network', '11:00'))).toBe('ok');
});

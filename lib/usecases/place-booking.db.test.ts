import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from './book-space';
import { viewSpace } from './view-space';

testDatabase();

let sample: Sample;
let ada: Actor;
let pia: Actor & { kind: 'person' };
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');
const day = '2026-11-23';

beforeAll(async () => {
  sample = await sampleLibrary();
  ada = { ...sample.ada, kind: 'person' };
  pia = { ...(await db().person.create({ data: { name: 'Pia', email: 'pia@uni.example' } })), kind: 'person' };
  await queue();
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().occupancy.deleteMany();
  await db().bookingItem.deleteMany();
  await db().pushJob.deleteMany();
  await db().booking.deleteMany();
  await db().bookingLimit.deleteMany();
});

const rosa = { name: 'Rosa', email: 'rosa@example.org' };
const at = (spaceId: number, from: string, to: string, who: object = {}, date = day) => ({
  ...{ spaceId, start: moment(date, from).toISOString(), end: moment(date, to).toISOString() },
  ...who,
});
const code = async (actor: Actor, wish: object) => {
  const answer = await bookSpace(actor, wish, now);
  return answer.ok ? 'ok' : answer.refusal.code;
};
const limit = (most: number, more: object) =>
  db().bookingLimit.create({ data: { measure: 'bookings', most, per: 'day', ...more } });

describe('a limit of the location', () => {
  test('holds over its categories when one person books twenty times at once, as account and as guest', async () => {
    await limit(3, { locationId: sample.location.id });
    const rooms = [sample.quiet.id, sample.east.id];
    const asGuest = { name: 'Pia', email: 'pia@uni.example' };
    const wishes = Array.from({ length: 20 }, (_, index) => {
      const hour = 8 + Math.floor(index / 4);
      const minutes = index % 4 < 2 ? '00' : '30';
      const end = index % 4 < 2 ? `${hour}:30` : `${hour + 1}:00`;
      const isGuest = index % 3 === 0;
      return [
        isGuest ? guest : pia,
        at(rooms[index % 2] ?? 0, `${hour}:${minutes}`, end, isGuest ? asGuest : {}),
      ] as const;
    });
    const codes = await Promise.all(wishes.map(([actor, wish]) => code(actor, wish)));
    expect(codes.filter((one) => one === 'ok')).toHaveLength(3);
    expect(codes.filter((one) => one !== 'ok' && one !== 'slot_taken').every((one) => one === 'limit_reached')).toBe(
      true,
    );
  });

  test('is counted anew on the next day, and says so', async () => {
    await limit(1, { locationId: sample.location.id });
    expect(await code(guest, at(sample.quiet.id, '10:00', '11:00', rosa))).toBe('ok');
    const answer = await bookSpace(guest, at(sample.hall.id, '10:00', '11:00', rosa), now);
    expect(answer).toMatchObject({ refusal: { code: 'limit_reached', until: moment('2026-11-24', '00:00') } });
    expect(await code(guest, at(sample.hall.id, '10:00', '11:00', rosa, '2026-11-24'))).toBe('ok');
    await db().booking.updateMany({ data: { status: 'released' } });
    expect(await code(guest, at(sample.hall.id, '13:00', '14:00', rosa))).toBe('limit_reached');
    await db().booking.updateMany({ data: { status: 'cancelled' } });
    expect(await code(guest, at(sample.hall.id, '13:00', '14:00', rosa))).toBe('ok');
  });
});

test('a gap is kept between own bookings in its scope', async () => {
  await db().category.update({ where: { id: sample.study.id }, data: { gapMinutes: 120, gapScope: 'location' } });
  expect(await code(guest, at(sample.east.id, '10:00', '11:00', rosa))).toBe('ok');
  expect(await code(guest, at(sample.quiet.id, '12:30', '13:30', rosa))).toBe('gap_needed');
  expect(await code(guest, at(sample.quiet.id, '13:00', '13:30', rosa))).toBe('ok');
  expect(await code(guest, at(sample.hall.id, '13:30', '14:00', rosa))).toBe('ok');
  await db().category.update({ where: { id: sample.study.id }, data: { gapMinutes: 0 } });
});

test('the nearest level that names groups decides, and only accounts are members', async () => {
  const uni = await db().patronGroup.create({ data: { name: 'University', domains: ['uni.example'] } });
  const named = await db().patronGroup.create({
    data: { name: 'Readers', members: { create: { email: 'rosa@example.org' } } },
  });
  await db().groupAllowance.create({ data: { groupId: named.id, locationId: sample.location.id } });
  await db().groupAllowance.create({ data: { groupId: uni.id, resourceId: sample.quiet.id } });
  expect(await code(pia, at(sample.quiet.id, '10:00', '10:30'))).toBe('ok');
  expect(await code(pia, at(sample.corner.id, '11:00', '11:30'))).toBe('not_in_group');
  expect(await code(guest, at(sample.corner.id, '11:00', '11:30', rosa))).toBe('sign_in_required');
  const person = await db().person.create({ data: rosa });
  expect(await code({ ...person, kind: 'person' }, at(sample.corner.id, '11:00', '11:30'))).toBe('ok');
  // A guest who is not known yet sees why nothing is offered.
  const view = await viewSpace(guest, { spaceId: sample.corner.id, date: day }, now);
  expect(view).toMatchObject({ ok: true, value: { offers: [] } });
  await db().patronGroup.deleteMany();
  await db()
    .person.delete({ where: { id: person.id } })
    .catch(() => undefined);
});

test('sign-in is asked for by the nearest level that says', async () => {
  await db().location.update({ where: { id: sample.location.id }, data: { signInRequired: true } });
  await db().category.update({ where: { id: sample.meeting.id }, data: { signInRequired: false } });
  await db().resource.update({ where: { id: sample.west.id }, data: { signInRequired: true } });
  expect(await code(guest, at(sample.quiet.id, '10:00', '11:00', rosa))).toBe('sign_in_required');
  expect(await code(guest, at(sample.east.id, '10:00', '11:00', rosa))).toBe('ok');
  expect(await code(guest, at(sample.west.id, '10:00', '11:00', rosa))).toBe('sign_in_required');
  expect(await code(pia, at(sample.west.id, '10:00', '11:00'))).toBe('ok');
  await db().location.update({ where: { id: sample.location.id }, data: { signInRequired: false } });
  await db().resource.update({ where: { id: sample.west.id }, data: { signInRequired: null } });
});

describe('a ban', () => {
  const ban = (more: object) =>
    db().ban.create({ data: { email: 'pia@uni.example', reason: 'Noise', from: now, ...more } });
  const cases: [string, () => object, string][] = [
    ['on the address, everywhere', () => ({ until: moment('2026-12-01', '00:00') }), 'banned'],
    [
      'on the account, whatever address it was made with',
      () => ({ email: 'old@x.example', personId: pia.id }),
      'banned',
    ],
    ['lifted', () => ({ liftedAt: now }), 'ok'],
    ['that is over', () => ({ until: now }), 'ok'],
  ];
  test.each(cases)('%s', async (_, more, expected) => {
    await ban(more());
    const asGuest = { name: 'Pia', email: 'pia@uni.example' };
    expect(await code(pia, at(sample.quiet.id, '10:00', '11:00'))).toBe(expected);
    expect(await code(guest, at(sample.quiet.id, '12:00', '13:00', asGuest))).toBe(expected);
    expect(await code(guest, at(sample.quiet.id, '14:00', '15:00', rosa))).toBe('ok');
    await db().ban.deleteMany();
  });

  test('at one location leaves the others open', async () => {
    const other = await db().location.create({ data: { name: 'Other', timeZone: 'America/New_York' } });
    await ban({ locationId: other.id });
    expect(await code(pia, at(sample.quiet.id, '10:00', '11:00'))).toBe('ok');
    await db().ban.deleteMany();
  });
});

describe('staff who book for somebody', () => {
  test('go beyond limits, hours and steps, which stays with the booking', async () => {
    await limit(1, { categoryId: sample.study.id });
    expect(await code(guest, at(sample.quiet.id, '10:00', '11:00', rosa))).toBe('ok');
    const answer = await bookSpace(ada, at(sample.quiet.id, '16:10', '18:00', rosa), now);
    expect(answer).toMatchObject({ ok: true, value: { beyond: ['outside_hours', 'off_step', 'limit_reached'] } });
    const kept = await db().booking.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(kept).toMatchObject({ cause: 'staff', beyond: ['outside_hours', 'off_step', 'limit_reached'] });
    expect(await code(ada, at(sample.quiet.id, '17:00', '18:30', rosa))).toBe('slot_taken');
  });

  test('book into the padding of others, which ends, and their own yields', async () => {
    const pads = () => db().occupancy.count({ where: { pad: true } });
    expect(await code(guest, at(sample.east.id, '10:00', '11:00', rosa))).toBe('ok');
    expect(await code(guest, at(sample.east.id, '12:00', '13:00', rosa))).toBe('ok');
    expect(await pads()).toBe(2);
    const answer = await bookSpace(ada, at(sample.east.id, '11:00', '12:00', rosa), now);
    expect(answer).toMatchObject({ ok: true, value: { beyond: ['padding'] } });
    expect(await pads()).toBe(1);
    expect(await code(guest, at(sample.east.id, '13:00', '14:00', rosa))).toBe('slot_taken');
  });

  test('for themselves are patrons', async () => {
    await limit(1, { categoryId: sample.study.id });
    expect(await code(ada, at(sample.quiet.id, '10:00', '11:00'))).toBe('ok');
    expect(await code(ada, at(sample.quiet.id, '12:00', '13:00'))).toBe('limit_reached');
  });
});

test('where mediators decide, a patron asks: the time is held, calendars hear of it, no mail says booked', async () => {
  await db().category.update({ where: { id: sample.meeting.id }, data: { mediation: true } });
  await linkToCalendar(sample.west.id, sample.ada.id);
  const answer = await bookSpace(guest, at(sample.west.id, '10:00', '11:00', rosa), now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  const kept = await db().booking.findUniqueOrThrow({
    where: { publicId: answer.value.publicId },
    include: { jobs: true },
  });
  expect(kept).toMatchObject({ status: 'mediation', holdUntil: null, settledAt: null });
  expect(kept.jobs).toHaveLength(1);
  const mails = await db().$queryRaw<{ data: unknown }[]>`SELECT data FROM pgboss.job WHERE name = 'mail'`;
  expect(mails).not.toContainEqual({ data: { template: 'booking_confirmed', bookingId: kept.id } });
  expect(await code(guest, at(sample.west.id, '10:30', '11:30', rosa))).toBe('slot_taken');
  expect(await code(ada, at(sample.east.id, '14:00', '15:00', rosa))).toBe('ok');
  expect(await db().booking.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({ status: 'confirmed' });
  await db().category.update({ where: { id: sample.meeting.id }, data: { mediation: false } });
});

test('fixed periods are read with their category', async () => {
  await db().category.update({
    where: { id: sample.study.id },
    data: {
      fixedPeriods: true,
      periods: { create: { name: 'Morning', weekday: 1, startsMinute: 480, endsMinute: 765 } },
    },
  });
  expect(await code(guest, at(sample.quiet.id, '08:00', '12:00', rosa))).toBe('off_period');
  expect(await code(guest, at(sample.quiet.id, '08:00', '12:45', rosa))).toBe('ok');
  const view = await viewSpace(guest, { spaceId: sample.corner.id, date: day }, now);
  expect(view.ok && view.value.offers).toEqual([{ start: moment(day, '08:00'), minMinutes: 285, maxMinutes: 285 }]);
});

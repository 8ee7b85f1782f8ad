import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { bookSpace } from './book-space';
import { extendHold } from './extend-hold';
import { holdSpaces } from './hold-spaces';
import { releaseHold } from './release-hold';
import { settleHolds } from './settle-holds';
import { viewSpace } from './view-space';

testDatabase();

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '07:00');
const later = (minutes: number) => addMinutes(now, minutes);
const day = '2026-11-23';
const visitor = (key: string, network: string | null = 'lobby') => ({ keys: key ? [key] : [], network });
const [rosas, bens] = [visitor('rosa'), visitor('ben')];
const rosa = { name: 'Rosa', email: 'rosa@example.org' };

beforeAll(async () => {
  sample = await sampleLibrary();
  await queue();
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().booking.deleteMany();
  await db().signInFailure.deleteMany();
  await db().$executeRaw`DELETE FROM pgboss.job`;
});

const at = (from: string, to: string, spaceId = sample.quiet.id) => ({
  ...{ spaceId, start: moment(day, from).toISOString(), end: moment(day, to).toISOString() },
});
const hold = (who = rosas, wish: object = at('10:00', '11:00'), when = now) => holdSpaces(guest, who, wish, when);
const book = (who = rosas, wish: object = at('10:00', '11:00'), when = now, more: object = rosa) =>
  bookSpace(guest, { ...wish, ...more }, when, who);
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) => answer.refusal?.code ?? 'ok';
const heldId = async (answer: ReturnType<typeof hold>) => {
  const held = await answer;
  if (!held.ok || !held.value) throw new Error('not held');
  return held.value.publicId;
};
const mails = () => db().$queryRaw<unknown[]>`SELECT id FROM pgboss.job WHERE name = 'mail'`;

test('guests of one network do not shut the house with addresses that nobody proves', async () => {
  await db().location.updateMany({ data: { verifyMinutes: 60 } });
  const network = 'a network';
  const as = (n: number, when = now, from: string | null = network) => {
    const start = moment(`2026-11-${22 + Math.floor(n / 8)}`, `${8 + (n % 8)}:00`);
    const wish = { spaceId: sample.quiet.id, start: start.toISOString(), minutes: 60, name: 'Nobody' };
    return bookSpace(guest, { ...wish, email: `nobody${n}@example.org` }, when, { keys: [], network: from });
  };
  for (let n = 0; n < 30; n++) expect(codeOf(await as(n))).toBe('ok');
  expect(await as(30)).toMatchObject({ refusal: { code: 'too_many_attempts', retryAfterMinutes: 15 } });
  expect(await db().booking.count({ where: { status: 'unverified' } })).toBe(30);
  expect(codeOf(await as(30, now, 'another network'))).toBe('ok');
  expect(codeOf(await as(31, later(16)))).toBe('ok');
  await db().location.updateMany({ data: { verifyMinutes: null } });
});

describe('while a form is open', () => {
  test('the time is kept from others, who hear when it is free again, and is the holder’s own to book', async () => {
    expect(await hold()).toMatchObject({ ok: true, value: { until: later(10), minutes: 10, mayExtend: true } });
    expect(await db().booking.findFirst()).toMatchObject({ status: 'hold', patronName: '', patronEmail: '' });
    expect(codeOf(await hold(bens, at('10:30', '11:30')))).toBe('slot_taken');
    expect(codeOf(await book(bens))).toBe('slot_taken');
    const seen = await viewSpace(guest, at('10:00', '11:00'), now, bens);
    const taken = { takenBy: 'held', freeAt: later(10), problem: { code: 'slot_taken' } };
    expect(seen).toMatchObject({ value: { chosen: taken, hold: null } });
    const own = await viewSpace(guest, at('10:00', '11:00'), now, rosas);
    expect(own).toMatchObject({ value: { chosen: { problem: null }, hold: { until: later(10) } } });
    expect(codeOf(await book())).toBe('ok');
    expect(await db().booking.findMany({ select: { status: true } })).toEqual([{ status: 'confirmed' }]);
  });

  test('what waits for Outlook is said to be being confirmed, however long that takes', async () => {
    expect(codeOf(await book())).toBe('ok');
    await db().booking.updateMany({ data: { status: 'pending_remote', holdUntil: later(15) } });
    for (const minutes of [1, 16]) {
      const seen = await viewSpace(guest, at('10:00', '11:00'), later(minutes), bens);
      const taken = { takenBy: 'held', freeAt: null, problem: { code: 'slot_taken' } };
      expect(seen).toMatchObject({ value: { chosen: taken } });
    }
  });

  test('another choice takes the place of the last, also where both meet; and leaving lets go', async () => {
    await hold();
    expect(codeOf(await hold(rosas, at('10:30', '11:30')))).toBe('ok');
    expect(codeOf(await hold(bens, at('10:00', '10:30')))).toBe('ok');
    const mine = await heldId(hold(rosas, at('13:00', '14:00', sample.corner.id)));
    expect(await db().booking.count()).toBe(2);
    await releaseHold(bens, { hold: mine });
    expect(await db().booking.count()).toBe(2);
    await releaseHold(rosas, { hold: mine });
    expect(codeOf(await hold(bens, at('13:00', '14:00', sample.corner.id)))).toBe('ok');
  });

  test('a refused form keeps what it holds', async () => {
    await hold();
    expect(codeOf(await book(rosas, at('10:00', '11:00'), now, { name: '', email: 'rosa' }))).toBe('invalid');
    await db().bookingLimit.create({ data: { categoryId: sample.study.id, measure: 'bookings', per: 'day', most: 1 } });
    await book(bens, at('13:00', '14:00'));
    await hold();
    expect(codeOf(await book())).toBe('limit_reached');
    await db().bookingLimit.deleteMany({ where: { measure: 'bookings' } });
    expect(await db().booking.count({ where: { status: 'hold' } })).toBe(1);
  });

  test('it lapses by itself, without a mail and without a trace; the form is good all the same', async () => {
    const linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
    await hold();
    expect(await settleHolds(later(9))).toMatchObject({ expired: 0 });
    await settleHolds(later(11));
    expect(await db().booking.count()).toBe(0);
    expect(await mails()).toEqual([]);
    expect(await db().pushJob.count()).toBe(0);
    await db().calendarLink.delete({ where: { id: linkId } });
    await hold();
    expect(codeOf(await book(bens, at('10:00', '11:00'), later(10)))).toBe('ok');
    expect(codeOf(await book(rosas, at('10:00', '11:00'), later(12)))).toBe('slot_taken');
    expect(codeOf(await book(rosas, at('13:00', '14:00'), later(12)))).toBe('ok');
  });

  test('it is kept longer on request, ten times, by its own visitor, and not once it is over', async () => {
    const publicId = await heldId(hold());
    const extend = (who = rosas, when = later(5)) => extendHold(guest, who, { hold: publicId }, when);
    expect(codeOf(await extend(bens))).toBe('hold_over');
    for (let turn = 1; turn <= 10; turn++)
      expect(await extend()).toMatchObject({ value: { until: later(15), mayExtend: turn < 10 } });
    expect(codeOf(await extend())).toBe('hold_over');
    expect(codeOf(await extend(rosas, later(15)))).toBe('hold_over');
    expect(await extendHold(guest, rosas, { hold: '' }, now)).toMatchObject({ refusal: { code: 'invalid' } });
  });

  test('where the library keeps nothing, or without a cookie, the form simply works', async () => {
    expect(await hold(visitor(''))).toEqual({ ok: true, value: null });
    await db().location.updateMany({ data: { holdMinutes: null } });
    expect(await hold()).toEqual({ ok: true, value: null });
    await db().location.updateMany({ data: { holdMinutes: 10 } });
    expect(await db().booking.count()).toBe(0);
    expect(codeOf(await book(visitor('')))).toBe('ok');
  });
});

describe('nobody shuts the house by opening forms', () => {
  test('one network holds eight times at once and no more; accounts are their own', async () => {
    const slots = Array.from({ length: 9 }, (_, place) =>
      at(`${8 + Math.floor(place / 2)}:${place % 2 ? '30' : '00'}`, ''),
    );
    const wishes = slots.map((slot) => ({ ...slot, end: '', minutes: '30' }));
    const codes = [];
    for (const [place, wish] of wishes.entries()) codes.push(codeOf(await hold(visitor(`bot ${place}`), wish)));
    expect(codes).toEqual([...Array(8).fill('ok'), 'too_many_attempts']);
    expect(codeOf(await hold(visitor('bot 0'), at('15:00', '16:00')))).toBe('ok');
    expect(codeOf(await hold(visitor('elsewhere', 'home'), at('14:00', '15:00')))).toBe('ok');
    expect(codeOf(await hold(visitor('account', null), at('13:00', '14:00')))).toBe('ok');
  });

  test('who asks again and again has to wait', async () => {
    await db().signInFailure.createMany({ data: Array.from({ length: 80 }, () => ({ key: 'lobby', at: now })) });
    expect(await hold()).toMatchObject({ refusal: { code: 'too_many_attempts', retryAfterMinutes: 15 } });
    expect(codeOf(await hold(rosas, at('10:00', '11:00'), later(16)))).toBe('ok');
  });

  test('the rules of a booking hold for holding: closed, off the step, staff only, malformed', async () => {
    expect(codeOf(await hold(rosas, at('18:00', '19:00')))).toBe('outside_hours');
    expect(codeOf(await hold(rosas, at('10:10', '11:10')))).toBe('off_step');
    expect(codeOf(await hold(rosas, { ...at('10:00', '11:00'), spaceId: 9999 }))).toBe('not_found');
    expect(codeOf(await hold(rosas, { ...at('10:00', '11:00'), start: 'noon' }))).toBe('invalid');
    expect(await db().booking.count()).toBe(0);
  });
});

describe('in the same moment', () => {
  test('of ten who hold one time, one has it', async () => {
    const all = Array.from({ length: 10 }, (_, place) => visitor(`v${place}`, `n${place}`));
    const codes = await Promise.all(all.map((one) => hold(one).then(codeOf)));
    expect(codes.sort()).toEqual(['ok', ...Array(9).fill('slot_taken')]);
  });

  test('one visitor who chooses five times holds one', async () => {
    const codes = await Promise.all([8, 9, 10, 11, 12].map((hour) => hold(rosas, at(`${hour}:00`, `${hour + 1}:00`))));
    expect(codes.map(codeOf)).toEqual(Array(5).fill('ok'));
    expect(await db().booking.count()).toBe(1);
  });

  test('of one who holds and one who books, one wins', async () => {
    for (let turn = 0; turn < 4; turn++) {
      const both = await Promise.all([hold(), book(bens)]);
      expect(both.map(codeOf).sort()).toEqual(['ok', 'slot_taken']);
      await db().booking.deleteMany();
    }
  });

  test('of one person’s two forms, each with its hold, the limit lets one through', async () => {
    await db().bookingLimit.create({ data: { categoryId: sample.study.id, measure: 'bookings', per: 'day', most: 1 } });
    await hold(rosas);
    await hold(bens, at('13:00', '14:00'));
    const both = await Promise.all([book(rosas), book(bens, at('13:00', '14:00'))]);
    expect(both.map(codeOf).sort()).toEqual(['limit_reached', 'ok']);
    expect((await db().booking.groupBy({ by: ['status'], _count: true })).length).toBe(2);
    await db().bookingLimit.deleteMany({ where: { measure: 'bookings' } });
  });
});

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { banPatron } from './ban-patron';
import { bookSpace } from './book-space';
import { changeBan } from './change-ban';
import { asStaff, givenBooking } from './requests.test-data';
import { viewBanForm, viewBans, viewOwnBans } from './view-bans';

testDatabase();

let sample: Sample;
let ada: Actor;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '12:00');
const date = '2026-11-23';
const rosa = { name: 'Rosa Reader', email: 'rosa@example.org' };
const ban = { email: ' ROSA@example.org', reason: 'Noise', bookings: 'keep' };

beforeAll(async () => {
  sample = await sampleLibrary();
  ada = asStaff(sample.ada);
  await queue();
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().pushJob.deleteMany();
  await db().occupancy.deleteMany();
  await db().booking.deleteMany();
  await db().ban.deleteMany();
  await db().auditEntry.deleteMany();
  await db().$executeRaw`DELETE FROM pgboss.job`;
});

const at = (time: string, day = date) => moment(day, time);
const book = async (from = '14:00', who = rosa) => {
  const times = { start: at(from).toISOString(), end: at(`${Number(from.slice(0, 2)) + 1}:00`).toISOString() };
  const answer = await bookSpace(guest, { spaceId: sample.quiet.id, ...times, ...who }, now);
  return answer.ok ? 'ok' : answer.refusal;
};
const make = async (more: object = {}, actor = ada) => {
  const answer = await banPatron(actor, { ...ban, ...more }, now);
  return answer.ok ? answer.value : answer.refusal.code;
};

test('who is barred reads why and until when; the last day is barred whole, by the library’s calendar', async () => {
  await make({ lastDay: '2026-12-01' });
  const until = moment('2026-12-02', '00:00');
  expect(await book()).toEqual({ code: 'banned', reason: 'Noise', until });
  const person = await db().person.create({ data: rosa });
  const own = await viewOwnBans({ ...person, kind: 'person' }, now);
  expect(own).toMatchObject([{ reason: 'Noise', lastDay: '2026-12-01', locationName: null }]);
  expect(await viewOwnBans({ ...person, kind: 'person' }, until)).toEqual([]);
  expect(await db().auditEntry.findMany()).toMatchObject([{ act: 'ban.made', detail: { bookings: 'keep' } }]);
  await db().person.delete({ where: { id: person.id } });
});

test('their bookings are kept, or those to come are cancelled with the reason, where the ban holds', async () => {
  const far = await db().location.create({ data: { name: 'Far', timeZone: 'America/New_York' } });
  const category = await db().category.create({ data: { locationId: far.id, kind: 'space', name: 'Rooms' } });
  const room = await db().resource.create({ data: { kind: 'space', categoryId: category.id, name: 'Far room' } });
  const ahead = await givenBooking(sample.quiet.id, { start: at('10:00'), end: at('11:00') });
  const underWay = await givenBooking(sample.corner.id, {
    start: at('11:00', '2026-11-20'),
    end: at('13:00', '2026-11-20'),
  });
  const elsewhere = await givenBooking(room.id, { start: at('10:00'), end: at('11:00') });
  const form = await viewBanForm(ada, { booking: ahead.publicId }, now);
  expect(form).toMatchObject({ ok: true, value: { email: rosa.email, bookings: [{}, {}] } });
  const statuses = async () => {
    const rows = await db().booking.findMany({ orderBy: { id: 'asc' } });
    return rows.map(({ id, status }) => [id, status]);
  };
  expect(await make()).toMatchObject({ cancelled: 0 });
  expect(await make({ bookings: 'cancel', locationId: sample.location.id })).toMatchObject({ cancelled: 1 });
  expect(await statuses()).toEqual([
    [ahead.id, 'cancelled'],
    [underWay.id, 'confirmed'],
    [elsewhere.id, 'confirmed'],
  ]);
  const [notice] = await db().bookingNotice.findMany();
  expect(notice).toMatchObject({ bookingId: ahead.id, words: 'Noise' });
  const mails = await db().$queryRaw<{ data: object }[]>`SELECT data FROM pgboss.job WHERE name = 'mail'`;
  const mail = { template: 'booking_cancelled', bookingId: ahead.id, noticeId: notice?.id };
  expect(mails.map(({ data }) => data)).toEqual([mail]);
  expect(await db().occupancy.count({ where: { bookingId: ahead.id, active: true } })).toBe(0);
});

test('a ban at one location leaves the others open, and is lifted once', async () => {
  const made = await make({ locationId: sample.location.id });
  if (typeof made === 'string') throw new Error(made);
  expect(await book()).toMatchObject({ code: 'banned', until: null });
  const lift = () => changeBan(ada, { banId: made.banId, act: 'lift' }, now);
  expect((await lift()).ok).toBe(true);
  expect(await lift()).toMatchObject({ refusal: { code: 'ban_over' } });
  expect(await book()).toBe('ok');
  const list = await viewBans(ada, { query: 'rosa', state: 'over' }, now);
  expect(list).toMatchObject({ ok: true, value: { bans: [{ id: made.banId, by: 'Ada Park' }] } });
  expect(await viewBans(ada, { query: 'sam' }, now)).toMatchObject({ value: { bans: [] } });
});

test('staff of another location hear nothing of a booking here, whose it is included, nor of a ban that holds here alone', async () => {
  const { id } = await db().location.create({ data: { name: 'Elsewhere', timeZone: 'America/New_York' } });
  const elsewhere = { ...asStaff(sample.ada), locations: [id] } as Actor;
  const { publicId } = await givenBooking(sample.quiet.id, { start: at('10:00'), end: at('11:00') });
  await make({ locationId: sample.location.id });
  const seen = async (actor: Actor, raw: object) => {
    const form = await viewBanForm(actor, raw, now);
    const list = await viewBans(actor, {}, now);
    return (
      form.ok &&
      list.ok && [form.value.email, form.value.bookings.length, form.value.current.length, list.value.bans.length]
    );
  };
  expect(await seen(ada, { booking: publicId })).toEqual([rosa.email, 1, 1, 1]);
  expect(await seen(elsewhere, { booking: publicId })).toEqual(['', 0, 0, 0]);
  expect(await seen(elsewhere, { email: rosa.email })).toEqual([rosa.email, 0, 0, 0]);
  await make();
  expect(await seen(elsewhere, { email: rosa.email })).toEqual([rosa.email, 0, 1, 1]);
  await db().location.delete({ where: { id } });
});

test('its end is changed, to a day that is not over', async () => {
  const made = await make({ lastDay: '2026-11-20' });
  if (typeof made === 'string') throw new Error(made);
  const change = async (lastDay: string) => {
    const answer = await changeBan(ada, { banId: made.banId, act: 'end', lastDay }, now);
    return answer.ok ? (await db().ban.findFirstOrThrow()).until : answer.refusal.code;
  };
  expect(await change('2026-12-24')).toEqual(moment('2026-12-25', '00:00'));
  expect(await change('')).toBeNull();
  expect(await change('2026-11-19')).toBe('invalid');
});

test('what has no sense or no right is refused, and nobody is barred', async () => {
  const patron = asStaff({ id: 77, name: 'Pia' }, 'patron');
  expect(await make({}, patron)).toBe('not_allowed');
  expect(await make({}, guest)).toBe('not_allowed');
  expect((await viewBans(patron, {}, now)).ok).toBe(false);
  expect((await viewBanForm(guest, {}, now)).ok).toBe(false);
  expect(await make({ locationId: 99_999 })).toBe('not_found');
  for (const bad of [
    ...[{ email: 'x' }, { email: '' }, { reason: '' }, { reason: 'x'.repeat(501) }, { lastDay: 'x' }],
    ...[{ lastDay: '2026-11-19' }, { bookings: '' }, { locationId: 'x' }],
  ])
    expect([bad, await make(bad)]).toEqual([bad, 'invalid']);
  expect(await changeBan(ada, { banId: 99_999, act: 'lift' }, now)).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await db().ban.count()).toBe(0);
});

test('a booking and a ban at the same moment: afterwards none stands that was not cancelled', async () => {
  const [made] = await Promise.all([make({ bookings: 'cancel' }), book('10:00'), book('13:00')]);
  expect(made).toMatchObject({ banId: expect.any(Number) });
  const standing = await db().booking.count({ where: { status: 'confirmed' } });
  const later = await viewBanForm(ada, { email: rosa.email }, now);
  // Whichever came first: a booking before the ban was cancelled with it, one after it was refused.
  expect(standing).toBe(0);
  expect(later).toMatchObject({ ok: true, value: { bookings: [] } });
});

test('many bans are listed with no more questions than one', async () => {
  const list = () => viewBans(ada, {}, now);
  await make();
  const forOne = await countQueries(list);
  for (const n of [1, 2, 3]) await make({ email: `rosa${n}@example.org` });
  expect(await list()).toMatchObject({ value: { bans: { length: 4 } } });
  expect(await countQueries(list)).toBe(forOne);
  expect(forOne).toBeGreaterThan(0);
});

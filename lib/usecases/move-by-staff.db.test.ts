import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { applyRetention } from './apply-retention';
import { moveByStaff } from './move-by-staff';
import { noteBooking } from './note-booking';
import { asStaff, givenBooking } from './requests.test-data';

testDatabase();

let sample: Sample;
let ada: Actor;
const now = moment('2026-11-20', '07:00');
const date = '2026-11-23';
const at = (time: string) => moment(date, time);

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
  await db().busyBlock.deleteMany();
  await db().calendarLink.deleteMany();
  await db().auditEntry.deleteMany();
  await db().$executeRaw`DELETE FROM pgboss.job`;
});

const given = (from = '10:00', to = '11:00', spaceId = sample.quiet.id) =>
  givenBooking(spaceId, { start: at(from), end: at(to) });
const wish = (publicId: string, more: object = {}) => ({ publicId, date, time: '14:00', minutes: '60', ...more });
const move = async (raw: object, actor: Actor = ada) => {
  const answer = await moveByStaff(actor, raw, now);
  return answer.ok ? answer.value.beyond : answer.refusal.code;
};
const row = (publicId: string) =>
  db().booking.findUniqueOrThrow({ where: { publicId }, include: { items: true, notices: true } });
const mails = () =>
  db().$queryRaw<{ data: object }[]>`SELECT data FROM pgboss.job WHERE name = 'mail' ORDER BY created_on, id`;

test('staff move it to another space and time, with words; its patron hears unless they choose otherwise', async () => {
  const { id, publicId } = await given();
  expect(await move(wish(publicId, { spaceId: sample.corner.id, words: 'Painters.', tell: 'on' }))).toEqual([]);
  const moved = await row(publicId);
  expect(moved).toMatchObject({ statusReason: 'moved_by_staff', icsSequence: 1, version: 2 });
  expect(moved.items).toMatchObject([{ resourceId: sample.corner.id, startsAt: at('14:00'), endsAt: at('15:00') }]);
  expect(moved.notices).toMatchObject([{ resourceId: sample.quiet.id, startsAt: at('10:00'), words: 'Painters.' }]);
  const noticeId = moved.notices[0]?.id;
  expect((await mails()).map(({ data }) => data)).toEqual([{ template: 'booking_moved', bookingId: id, noticeId }]);
  expect(await move(wish(publicId, { time: '15:00' }))).toEqual([]);
  expect(await mails()).toHaveLength(1);
  expect(await db().auditEntry.findMany({ where: { act: 'booking.moved' } })).toMatchObject([
    { personId: sample.ada.id, subject: `booking:${id}`, detail: { told: true } },
    { detail: { told: false } },
  ]);
});

test('beyond patron rules, which is noted as long as it lies there; never over another booking', async () => {
  const { publicId } = await given();
  await given('14:00', '15:00', sample.corner.id);
  expect(await move(wish(publicId, { time: '18:10', minutes: '200' }))).toEqual([
    ...['outside_hours', 'off_step', 'limit_reached'],
  ]);
  expect(await row(publicId)).toMatchObject({ beyond: ['outside_hours', 'off_step', 'limit_reached'] });
  expect(await move(wish(publicId, { spaceId: sample.corner.id }))).toBe('slot_taken');
  expect(await move(wish(publicId))).toEqual([]);
  expect(await row(publicId)).toMatchObject({ beyond: [] });
});

test('put on an hour that comes twice, it begins at the one it was put on; by hand, at the first', async () => {
  const twice = { date: '2026-11-01', time: '01:30' };
  const [first, second] = ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'].map((at) => new Date(at));
  const before = moment('2026-10-30', '07:00');
  const startAfter = async (more: object) => {
    const { publicId } = await givenBooking(sample.quiet.id, {
      start: moment('2026-11-02', '10:00'),
      end: moment('2026-11-02', '11:00'),
    });
    expect(await moveByStaff(ada, wish(publicId, { ...twice, ...more }), before)).toMatchObject({ ok: true });
    const [item] = (await row(publicId)).items;
    await db().occupancy.deleteMany();
    await db().booking.deleteMany();
    return item?.startsAt;
  };
  expect(await startAfter({ start: second?.toISOString() })).toEqual(second);
  expect(await startAfter({ start: first?.toISOString() })).toEqual(first);
  expect(await startAfter({})).toEqual(first);
  // Another time was typed since: the instant of before says nothing about it.
  expect(await startAfter({ time: '03:30', start: second?.toISOString() })).toEqual(moment('2026-11-01', '03:30'));
  const { publicId } = await given();
  expect(await move(wish(publicId, { start: 'soon' }))).toBe('invalid');
});

test('into the padding of others, which ends there', async () => {
  const other = await givenBooking(sample.east.id, { start: at('10:00'), end: at('11:00') });
  const pad = {
    bookingId: other.id,
    resourceId: sample.east.id,
    pad: true,
    startsAt: at('11:00'),
    endsAt: at('11:15'),
  };
  await db().occupancy.create({ data: pad });
  const { publicId } = await given('14:00', '15:00', sample.east.id);
  expect(await move(wish(publicId, { time: '11:00' }))).toEqual(['padding']);
  expect(await db().occupancy.count({ where: { bookingId: other.id, pad: true } })).toBe(0);
});

test('over a meeting in Outlook only when they say so, and then it is noted', async () => {
  const linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
  await db().calendarLink.update({ where: { id: linkId }, data: { lastPullOkAt: now } });
  await db().syncConnection.updateMany({ data: { status: 'app_error' } });
  const block = { resourceId: sample.quiet.id, linkId, remoteId: 'meeting' };
  await db().busyBlock.create({ data: { ...block, startsAt: at('14:00'), endsAt: at('15:00') } });
  const { publicId } = await given();
  expect(await move(wish(publicId))).toBe('meeting_in_the_way');
  expect(await row(publicId)).toMatchObject({ version: 1 });
  expect(await move(wish(publicId, { anyway: 'on' }))).toEqual(['meeting_in_the_way']);
  await given('16:00', '16:30');
  expect(await move(wish(publicId, { time: '16:00', anyway: 'on' }))).toBe('slot_taken');
});

test('whoever sits there stays checked in when staff correct when it began; for a time to come they have not arrived', async () => {
  const { publicId } = await given('07:00', '08:00');
  const sits = moment(date, '07:30');
  await db().booking.update({ where: { publicId }, data: { checkedInAt: moment(date, '07:02') } });
  const correct = (time: string) => moveByStaff(ada, wish(publicId, { time, minutes: '60' }), sits);
  await db().hoursSpan.updateMany({ where: { opensMinute: 480 }, data: { opensMinute: 360 } });
  expect(await correct('07:05')).toMatchObject({ ok: true });
  expect(await row(publicId)).toMatchObject({ checkedInAt: moment(date, '07:02') });
  expect(await correct('09:00')).toMatchObject({ ok: true });
  expect(await row(publicId)).toMatchObject({ checkedInAt: null });
});

test('what has no sense, no right or no subject is refused, and nothing is changed', async () => {
  const { publicId } = await given();
  const patron = asStaff({ id: 77, name: 'Pia' }, 'patron');
  expect(await move(wish(publicId), patron)).toBe('not_allowed');
  expect(await move(wish(publicId), { kind: 'guest' })).toBe('not_allowed');
  expect(await move(wish('nothing2'))).toBe('not_found');
  expect(await move(wish(publicId, { spaceId: 99_999 }))).toBe('not_found');
  expect(await move(wish(publicId, { spaceId: sample.librarian.id }))).toBe('invalid');
  expect(await move(wish(publicId, { time: '10:00' }))).toBe('nothing_changed');
  expect(await move(wish(publicId, { version: 7 }))).toBe('changed_meanwhile');
  expect(await move(wish(publicId, { date: '2026-11-01' }))).toBe('in_the_past');
  for (const bad of [
    { date: 'x' },
    { time: '25:00' },
    { minutes: '0' },
    { minutes: '99999' },
    { words: 'x'.repeat(501) },
  ])
    expect(await move(wish(publicId, bad))).toBe('invalid');
  expect(await row(publicId)).toMatchObject({ version: 1, notices: [] });
});

test('of two colleagues who move two bookings to one time, one does', async () => {
  const [one, two] = [await given('10:00', '11:00'), await given('12:00', '13:00')];
  const codes = await Promise.all([one, two].map(({ publicId }) => move(wish(publicId))));
  expect(codes.map((code) => (Array.isArray(code) ? 'moved' : code)).toSorted()).toEqual(['moved', 'slot_taken']);
  expect(await db().occupancy.count({ where: { active: true } })).toBe(2);
});

test('a note is for staff, and goes with the name', async () => {
  const { publicId } = await given();
  const note = (actor: Actor, staffNote: string) => noteBooking(actor, { publicId, staffNote });
  expect(await note(asStaff({ id: 77, name: 'Pia' }, 'patron'), 'x')).toMatchObject({ ok: false });
  expect(await note(ada, 'x'.repeat(2001))).toMatchObject({ refusal: { code: 'invalid' } });
  expect((await note(ada, 'Needs the ramp.')).ok).toBe(true);
  expect(await row(publicId)).toMatchObject({ staffNote: 'Needs the ramp.', version: 1 });
  expect(await db().auditEntry.findMany({ where: { act: 'booking.noted' } })).toMatchObject([{ detail: {} }]);
  await applyRetention(moment('2027-11-23', '11:00'));
  expect(await row(publicId)).toMatchObject({ staffNote: '' });
  expect(await note(ada, 'again')).toMatchObject({ refusal: { code: 'booking_closed' } });
});

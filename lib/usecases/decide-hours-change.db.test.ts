import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor, Role } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookAppointment } from './book-appointment';
import { bookSpace } from './book-space';
import { continueHoursChange } from './continue-hours-change';
import { decideHoursChange } from './decide-hours-change';
import { proposeHoursChange } from './propose-hours-change';
import { viewHoursChange } from './view-hours-change';

testDatabase();

let sample: Sample;
let admin: Actor;
const now = moment('2026-11-20', '07:00');
const DAY = '2026-11-26';

const person = (id: number, role: Role): Actor => ({
  ...{ kind: 'person', id, name: 'P', email: `${role}@library.example`, locale: 'en' },
  role,
});

beforeAll(async () => {
  sample = await sampleLibrary();
  await db().resource.update({ where: { id: sample.hall.id }, data: { capacity: 12 } });
  const { id } = await db().person.create({
    data: { name: 'Max', email: 'max@library.example', role: 'admin' },
  });
  admin = person(id, 'admin');
});
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE booking, hours_change, hours_exception, audit_entry CASCADE`;
  await db().$executeRaw`DELETE FROM pgboss.job`.catch(() => 0);
});
afterAll(closeQueue);

async function booked(spaceId: number, from: string, name = 'Rosa', date = DAY) {
  const start = moment(date, from);
  const times = { start: start.toISOString(), end: new Date(start.getTime() + 3_600_000).toISOString() };
  const email = `${name.toLowerCase()}@example.org`;
  const answer = await bookSpace({ kind: 'guest' }, { spaceId, ...times, name, email }, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return db().booking.findUniqueOrThrow({ where: { publicId: answer.value.publicId } });
}

const closing = (level: string, id: number, more: Record<string, string> = {}) => ({
  ...{ kind: 'exception', level, id: String(id), from: DAY, to: '', 'day-0': 'closed', note: 'Painters' },
  ...more,
});

async function proposed(form: Record<string, string>): Promise<number> {
  const answer = await proposeHoursChange(admin, form, now);
  if (!answer.ok || answer.value.changeId === null) throw new Error(JSON.stringify(answer));
  return answer.value.changeId;
}

async function draft(changeId: number) {
  const answer = await viewHoursChange(admin, { changeId }, now);
  if (!answer.ok || answer.value.state !== 'draft') throw new Error(JSON.stringify(answer));
  return answer.value;
}

const decide = (changeId: number, ids: number[], more: Record<string, string>) =>
  decideHoursChange(admin, { changeId, listed: ids.join(), all: 'each', ...more }, now);

const row = (id: number) => db().booking.findUniqueOrThrow({ where: { id }, include: { items: true } });
const exceptions = () => db().hoursException.count();
const mails = () => db().$queryRaw<{ template: string; bookingId: number; words: string; was: number }[]>`
  SELECT data->>'template' AS template, (data->>'bookingId')::int AS "bookingId", words, resource_id AS was
  FROM pgboss.job JOIN booking_notice notice ON notice.id = (data->>'noticeId')::int WHERE name = 'mail' ORDER BY 2`;

test('hours that meet no booking hold at once, and the audit says what was and what is', async () => {
  await booked(sample.corner.id, '10:00');
  const answer = await proposeHoursChange(admin, closing('space', sample.quiet.id, { to: '2026-11-27' }), now);
  expect(answer).toEqual({ ok: true, value: { changeId: null } });
  expect(await db().hoursException.findMany({ orderBy: { localDate: 'asc' } })).toMatchObject([
    { resourceId: sample.quiet.id, opensMinute: null, note: 'Painters', localDate: new Date(DAY) },
    { resourceId: sample.quiet.id, opensMinute: null, localDate: new Date('2026-11-27') },
  ]);
  expect(await db().auditEntry.findMany()).toMatchObject([
    {
      ...{ act: 'hours.changed', subject: `space:${sample.quiet.id}` },
      detail: { kind: 'exception', before: [], after: [{ date: DAY, spans: [] }, { date: '2026-11-27' }], bookings: 0 },
    },
  ]);
});

test('a closed day lists the bookings it meets with where they could go, and saves nothing', async () => {
  const first = await booked(sample.quiet.id, '10:00');
  const second = await booked(sample.quiet.id, '13:00', 'Sam');
  await booked(sample.corner.id, '13:00', 'Ines');
  const changeId = await proposed(closing('space', sample.quiet.id));
  expect(await exceptions()).toBe(0);
  const { affected, preview } = await draft(changeId);
  expect(affected).toMatchObject([
    { bookingId: first.id, movable: true, uses: [{ resourceName: 'Quiet room', patronName: 'Rosa' }] },
    { bookingId: second.id, movable: true, uses: [{ start: moment(DAY, '13:00'), patronName: 'Sam' }] },
  ]);
  // Its own category first, then the nearest in size; the corner is taken at one, the night room not open yet.
  expect(affected.map(({ spaces }) => spaces?.map(({ name }) => name))).toEqual([
    ['Corner room', 'Hall east', 'Hall west', 'Hall'],
    ['Hall east', 'Hall west', 'Hall'],
  ]);
  expect(preview[0]).toMatchObject({ date: DAY, spans: [], level: 'space', by: 'exception', words: 'Painters' });
  expect(preview[1]?.spans).toMatchObject([{ opensMinute: 480, closesMinute: 1020 }]);
  expect(await exceptions()).toBe(0);
});

test('one is moved, one cancelled with the admin’s words, together with the hours; Outlook and patrons hear of both', async () => {
  const linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
  const moved = await booked(sample.quiet.id, '10:00');
  const cancelled = await booked(sample.quiet.id, '13:00', 'Sam');
  await db().booking.updateMany({ data: { status: 'confirmed', holdUntil: null } });
  await db().pushJob.deleteMany();
  const changeId = await proposed(closing('space', sample.quiet.id));
  const answer = await decide(changeId, [moved.id, cancelled.id], {
    ...{ [`choice-${moved.id}`]: `move:${sample.east.id}`, [`choice-${cancelled.id}`]: 'cancel' },
    words: 'The painters come.',
  });
  expect(answer).toEqual({ ok: true, value: { state: 'done' } });
  expect(await exceptions()).toBe(1);
  expect(await row(moved.id)).toMatchObject({ status: 'confirmed', items: [{ resourceId: sample.east.id }] });
  expect(await db().occupancy.findMany({ where: { bookingId: moved.id, pad: false } })).toMatchObject([
    { resourceId: sample.east.id, active: true },
  ]);
  expect(await row(cancelled.id)).toMatchObject({ status: 'cancelled', statusReason: 'hours_changed', cause: 'staff' });
  const was = sample.quiet.id;
  expect(await mails()).toEqual([
    { template: 'booking_moved', bookingId: moved.id, words: 'The painters come.', was },
    { template: 'booking_withdrawn', bookingId: cancelled.id, words: 'The painters come.', was },
  ]);
  // The one that left has no event there yet; with one it would be removed by its mirror (enqueue's own tests).
  expect(await db().pushJob.findMany({ where: { linkId } })).toMatchObject([{ bookingId: cancelled.id, priority: 0 }]);
  expect(await viewHoursChange(admin, { changeId }, now)).toMatchObject({
    value: { state: 'done', outcomes: { moved: 1, cancelled: 1, open: 0 } },
  });
  expect(await decide(changeId, [moved.id], { all: 'cancel' })).toMatchObject({ refusal: { code: 'case_closed' } });
  await db().calendarLink.update({ where: { id: linkId }, data: { state: 'unlinked' } });
});

test('a booking made meanwhile is not lost: nothing is saved, and the list has grown', async () => {
  const first = await booked(sample.quiet.id, '10:00');
  const changeId = await proposed(closing('category', sample.study.id));
  const late = await booked(sample.corner.id, '12:00', 'Sam');
  expect(await decide(changeId, [first.id], { all: 'cancel' })).toEqual({
    ...{ ok: false, refusal: { code: 'bookings_affected', count: 1 } },
  });
  expect(await exceptions()).toBe(0);
  expect(await row(first.id)).toMatchObject({ status: 'confirmed' });
  expect((await draft(changeId)).affected.map(({ bookingId }) => bookingId)).toEqual([first.id, late.id]);
});

test('whoever books in the same moment is seen, or meets the new hours', async () => {
  const first = await booked(sample.quiet.id, '10:00');
  const changeId = await proposed(closing('space', sample.quiet.id));
  const [decided, second] = await Promise.all([
    decide(changeId, [first.id], { all: 'keep' }),
    booked(sample.quiet.id, '13:00', 'Sam').catch((error: Error) => error.message),
  ]);
  expect(decided.ok).toBe(second === 'outside_hours');
  expect(await exceptions()).toBe(decided.ok ? 1 : 0);
});

test('what was kept stands, and is not asked about again while it loses nothing more', async () => {
  const kept = await booked(sample.quiet.id, '10:00');
  const changeId = await proposed(closing('space', sample.quiet.id));
  expect((await decide(changeId, [kept.id], { all: 'keep' })).ok).toBe(true);
  expect(await row(kept.id)).toMatchObject({ status: 'confirmed', version: 1 });
  expect(await proposeHoursChange(admin, closing('location', sample.location.id), now)).toEqual({
    ...{ ok: true, value: { changeId: null } },
  });
  expect(await mails()).toEqual([]);
});

describe('a location that closes', () => {
  test('meets its people too; what cannot move does what was chosen for that', async () => {
    const room = await booked(sample.quiet.id, '10:00');
    const start = moment(DAY, '10:00').toISOString();
    const at = { slug: 'ada-park', start, name: 'Sam', email: 'sam@example.org' };
    const made = await bookAppointment({ kind: 'guest' }, at, now);
    if (!made.ok) throw new Error(JSON.stringify(made));
    const appointment = await db().booking.findUniqueOrThrow({ where: { publicId: made.value.publicId } });
    const changeId = await proposed(closing('location', sample.location.id));
    expect((await draft(changeId)).affected).toMatchObject([
      { bookingId: room.id, movable: true, spaces: [] },
      { bookingId: appointment.id, movable: false, uses: [{ resourceName: 'Ada Park' }] },
    ]);
    const ids = [room.id, appointment.id];
    expect((await decide(changeId, ids, { all: 'move', otherwise: 'keep' })).ok).toBe(true);
    expect(await viewHoursChange(admin, { changeId }, now)).toMatchObject({
      value: { outcomes: { nowhere: 2, moved: 0 }, nowhere: [{ patronName: 'Rosa' }, { patronName: 'Sam' }] },
    });
    expect(await row(room.id)).toMatchObject({ status: 'confirmed' });
  });

  test('over many bookings holds at once; the worker sees to each, and again changes nothing', async () => {
    const count = 6;
    await db().$executeRaw`
      WITH made AS (
        INSERT INTO booking (public_id, status, patron_name, patron_email)
        SELECT 'many-' || n, 'confirmed', 'Many', 'many@example.org' FROM generate_series(1, ${count}::int) n RETURNING id
      ), item AS (
        INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
        SELECT id, ${sample.quiet.id}, start, start + interval '1 minute'
        FROM (SELECT id, ${moment(DAY, '10:00')}::timestamptz + row_number() OVER () * interval '1 minute' AS start FROM made) one
        RETURNING *
      ) INSERT INTO occupancy (booking_id, resource_id, starts_at, ends_at)
      SELECT booking_id, resource_id, starts_at, ends_at FROM item`;
    const ids = (await db().booking.findMany({ select: { id: true } })).map(({ id }) => id);
    const changeId = await proposed(closing('location', sample.location.id));
    expect((await draft(changeId)).affected).toHaveLength(count);
    const answers = { changeId, listed: ids.join(), all: 'cancel' };
    expect(await decideHoursChange(admin, answers, now, 5)).toEqual({ ok: true, value: { state: 'working' } });
    expect(await exceptions()).toBe(1);
    expect(await viewHoursChange(admin, { changeId }, now)).toMatchObject({
      value: { state: 'working', outcomes: { open: count } },
    });
    const jobs = await db().$queryRaw<object[]>`SELECT data FROM pgboss.job WHERE name = 'hours_change'`;
    expect(jobs).toEqual([{ data: { changeId } }]);
    const [early] = ids;
    await db().booking.update({ where: { id: early ?? 0 }, data: { status: 'cancelled' } });
    await continueHoursChange(changeId, now);
    await continueHoursChange(changeId, now);
    expect(await viewHoursChange(admin, { changeId }, now)).toMatchObject({
      value: { state: 'done', outcomes: { cancelled: count - 1, over: 1, open: 0 } },
    });
    expect(await mails()).toHaveLength(count - 1);
  });
});

test('a space that is named and taken meanwhile is said beside the booking, and nothing is saved', async () => {
  const booking = await booked(sample.quiet.id, '10:00');
  const changeId = await proposed(closing('space', sample.quiet.id));
  await booked(sample.corner.id, '10:30', 'Sam');
  const choice = `choice-${booking.id}`;
  expect(await decide(changeId, [booking.id], { [choice]: `move:${sample.corner.id}` })).toMatchObject({
    refusal: { code: 'invalid', fields: { [choice]: 'not_free' } },
  });
  expect(await decide(changeId, [booking.id], {})).toMatchObject({ refusal: { fields: { [choice]: 'required' } } });
  expect(await exceptions()).toBe(0);
});

test('only admins change hours, or see what a change would meet', async () => {
  await booked(sample.quiet.id, '10:00');
  const changeId = await proposed(closing('space', sample.quiet.id));
  for (const actor of [person(sample.ada.id, 'staff'), person(99, 'patron'), { kind: 'guest' } as const]) {
    const refused = { refusal: { code: 'not_allowed' } };
    expect(await proposeHoursChange(actor, closing('space', sample.quiet.id), now)).toMatchObject(refused);
    expect(await viewHoursChange(actor, { changeId }, now)).toMatchObject(refused);
    expect(await decideHoursChange(actor, { changeId, all: 'cancel', listed: '' }, now)).toMatchObject(refused);
  }
  expect(await exceptions()).toBe(0);
});

const week = (more: Record<string, string> = {}) => ({
  ...{ kind: 'week', level: 'category', id: String(sample.study.id), weekId: '', name: 'Term', from: '', to: '' },
  ...{ 'day-1': 'open', 'span-1-0-from': '09:00', 'span-1-0-to': '17:00' },
  ...Object.fromEntries([2, 3, 4].map((day) => [`day-${day}`, 'same'])),
  ...{ 'day-5': 'open', 'span-5-0-from': '18:00', 'span-5-0-to': '02:00', 'span-5-0-next': 'on' },
  ...{ 'day-6': 'all_day', 'day-7': 'closed' },
  ...more,
});

describe('a week of its own', () => {
  test('is kept as it was said, and goes again', async () => {
    expect(await proposeHoursChange(admin, week(), now)).toMatchObject({ value: { changeId: null } });
    const [made] = await db().hoursSchedule.findMany({
      where: { categoryId: sample.study.id },
      include: { spans: { orderBy: { weekday: 'asc' } } },
    });
    expect(made?.spans.map((one) => [one.weekday, one.opensMinute, one.closesMinute])).toEqual([
      ...[1, 2, 3, 4].map((day) => [day, 540, 1020]),
      ...[
        [5, 1080, 1560],
        [6, 0, 1440],
      ],
    ]);
    const weekId = String(made?.id);
    expect(await proposeHoursChange(admin, week({ from: '2026-12-01', weekId }), now)).toMatchObject({ ok: true });
    expect(await proposeHoursChange(admin, week({ from: '2026-12-01' }), now)).toMatchObject({
      refusal: { fields: { from: 'same_start' } },
    });
    expect(await proposeHoursChange(admin, { ...week(), kind: 'inherit' }, now)).toMatchObject({ ok: true });
    expect(await db().hoursSchedule.count({ where: { categoryId: sample.study.id } })).toBe(0);
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['an end before the start', { 'span-1-0-to': '08:00' }, { 'span-1-0-to': 'opens_after_closing' }],
    ['more than 24 hours', { 'span-5-0-to': '19:00' }, { 'span-5-0-to': 'over_a_day' }],
    ['a time that is none', { 'span-1-0-from': '25:00' }, { 'span-1-0-from': 'not_date' }],
    ['half a stretch', { 'span-1-1-from': '18:00' }, { 'span-1-1-to': 'required' }],
    ['nothing in an open day', { 'day-7': 'open' }, { 'span-7-0-from': 'required' }],
    ['a day of no kind', { 'day-7': 'maybe' }, { 'day-7': 'invalid' }],
    ['stretches that meet', { 'span-1-1-from': '16:00', 'span-1-1-to': '18:00' }, { 'span-1-1-from': 'spans_overlap' }],
    ['a date that is none', { from: '2026-02-30' }, { from: 'not_date' }],
    ['an end of the range before its start', { from: '2026-12-02', to: '2026-12-01' }, { to: 'end_before_start' }],
    ['a range without a beginning', { to: '2026-12-01' }, { from: 'required' }],
  ])('%s is refused beside its field', async (_, more, fields) => {
    expect(await proposeHoursChange(admin, week(more), now)).toEqual({
      ...{ ok: false, refusal: { code: 'invalid', fields } },
    });
  });

  test('exceptions in the past, without end, or over more than a year are refused beside their fields', async () => {
    const refusedBy = async (more: Record<string, string>) =>
      proposeHoursChange(admin, closing('location', sample.location.id, more), now);
    expect(await refusedBy({ from: '2026-11-19' })).toMatchObject({
      refusal: { fields: { from: 'not_before_today' } },
    });
    expect(await refusedBy({ to: '2028-01-01' })).toMatchObject({ refusal: { fields: { to: 'range_too_long' } } });
    expect(await refusedBy({ from: '' })).toMatchObject({ refusal: { fields: { from: 'required' } } });
    expect(await refusedBy({ id: '999999' })).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await exceptions()).toBe(0);
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from './book-space';
import { saveCategoryRules } from './save-category-rules';
import { saveLocationLimits } from './save-location-limits';
import { viewCategoryRules } from './view-rules';

testDatabase();

let sample: Sample;
let admin: Actor;
const now = moment('2026-11-20', '07:00');
const day = '2026-11-23';

beforeAll(async () => {
  sample = await sampleLibrary();
  const person = await db().person.create({ data: { name: 'Morgan', email: 'morgan@library.example', role: 'admin' } });
  admin = { ...person, kind: 'person' };
  await queue();
});
afterAll(closeQueue);

const form = (more: object = {}) => ({
  ...{ categoryId: String(sample.meeting.id), fixedPeriods: 'no', stepMinutes: '30', minMinutes: '30' },
  ...{ maxMinutes: '240', defaultMinutes: '60', minNoticeMinutes: '0', windowDays: '14', rolloverMinute: '00:00' },
  ...{ cancelByMinutes: '0', setupMinutes: '0', cleanupMinutes: '15', gapMinutes: '0', gapScope: 'category' },
  ...{ signInRequired: 'as_location', ...more },
});

const book = async (spaceId: number, from: string, to: string, email = 'rosa@example.org') => {
  const times = { start: moment(day, from).toISOString(), end: moment(day, to).toISOString() };
  const answer = await bookSpace({ kind: 'guest' }, { spaceId, ...times, name: 'Rosa', email }, now);
  return answer.ok ? 'ok' : answer.refusal.code;
};

test('rules are saved with limits and periods, kept in the audit log, and hold at once', async () => {
  const periods = { 'periods.0.name': 'Evening', 'periods.0.starts': '16:00', 'periods.0.ends': '01:00' };
  const limits = { 'limits.0.most': '2', 'limits.0.measure': 'bookings', 'limits.0.per': 'week' };
  const empty = { 'limits.1.most': '', 'limits.1.measure': 'minutes', 'limits.1.per': 'day' };
  const more = { ...periods, 'periods.0.day1': 'on', 'periods.0.day7': 'on', ...limits, ...empty, leadUntilEnd: 'on' };
  const answer = await saveCategoryRules(admin, form({ ...more, rolloverMinute: '08:30', mediation: 'on' }), now);
  expect(answer).toMatchObject({ ok: true, value: { saved: true, old: [] } });
  const view = await viewCategoryRules(admin, { categoryId: sample.meeting.id });
  const evening = { name: 'Evening', startsMinute: 960, endsMinute: 1500 };
  expect(view).toMatchObject({
    value: {
      rules: {
        ...{ leadUntilEnd: true, rolloverMinute: 510, mediation: true, cleanupMinutes: 15, signInRequired: null },
        limits: [{ most: 2, measure: 'bookings', per: 'week' }],
        periods: [
          { ...evening, weekday: 1 },
          { ...evening, weekday: 7 },
        ],
      },
    },
  });
  const entry = await db().auditEntry.findFirstOrThrow({ where: { act: 'rules.saved' } });
  expect(entry).toMatchObject({ subject: `category:${sample.meeting.id}`, detail: { after: { rolloverMinute: 510 } } });
  expect((await saveCategoryRules(admin, form(), now)).ok).toBe(true);
  expect(await db().bookingLimit.count({ where: { categoryId: sample.meeting.id } })).toBe(0);
});

const problems: [string, object, object][] = [
  ['a number that is none', { stepMinutes: 'often' }, { stepMinutes: 'not_whole_number' }],
  ['a number out of bounds', { windowDays: '9999' }, { windowDays: 'out_of_range' }],
  ['nothing at all', { minMinutes: '' }, { minMinutes: 'required' }],
  ['a longest below the shortest', { minMinutes: '60', maxMinutes: '30' }, { maxMinutes: 'below_shortest' }],
  ['a usual length that is none', { defaultMinutes: '45' }, { defaultMinutes: 'not_a_length' }],
  ['no clock time', { rolloverMinute: '25:00' }, { rolloverMinute: 'not_date' }],
  ['fixed periods without one', { fixedPeriods: 'yes' }, { 'periods.0.starts': 'required' }],
  [
    'minutes at once',
    { 'limits.3.most': '5', 'limits.3.measure': 'minutes', 'limits.3.per': 'at_once' },
    { 'limits.3.measure': 'invalid' },
  ],
  [
    'a period on no day',
    { 'periods.2.starts': '08:00', 'periods.2.ends': '09:00' },
    { 'periods.2.day1': 'no_weekday' },
  ],
];

test.each(problems)('%s is a problem of its field, and nothing is saved', async (_, more, fields) => {
  const before = await db().category.findUniqueOrThrow({ where: { id: sample.meeting.id } });
  expect(await saveCategoryRules(admin, form(more), now)).toEqual({ ok: false, refusal: { code: 'invalid', fields } });
  expect(await db().category.findUniqueOrThrow({ where: { id: sample.meeting.id } })).toEqual(before);
});

test('only admins save rules', async () => {
  const staff: Actor = { ...sample.ada, kind: 'person' };
  expect(await saveCategoryRules(staff, form(), now)).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await saveLocationLimits(staff, { locationId: sample.location.id }, now)).toMatchObject({
    refusal: { code: 'not_allowed' },
  });
});

test('bookings that the new rules would not allow are listed first, and stay', async () => {
  expect(await book(sample.east.id, '08:00', '11:00')).toBe('ok');
  expect(await book(sample.east.id, '11:30', '12:30', 'other@example.org')).toBe('ok');
  expect(await book(sample.west.id, '14:00', '15:00')).toBe('ok');
  const limit = { 'limits.0.most': '1', 'limits.0.measure': 'bookings', 'limits.0.per': 'day' };
  const wish = form({ maxMinutes: '120', cleanupMinutes: '45', ...limit });
  const answer = await saveCategoryRules(admin, wish, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  expect(answer.value.saved).toBe(false);
  expect(answer.value.old.map(({ resourceName, broken }) => [resourceName, broken])).toEqual([
    ['Hall east', ['too_long', 'padding']],
    // The first of the patron was within the limit when it was made.
    ['Hall west', ['limit_reached']],
  ]);
  const kept = () => db().category.findUniqueOrThrow({ where: { id: sample.meeting.id } });
  expect(await kept()).toMatchObject({ maxMinutes: 240 });
  // What was shown is not what would be listed now.
  expect(await saveCategoryRules(admin, { ...wish, shown: 'an older list' }, now)).toMatchObject({
    value: { saved: false },
  });
  const second = await saveCategoryRules(admin, { ...wish, shown: answer.value.seen }, now);
  expect(second).toMatchObject({ ok: true, value: { saved: true } });
  expect(await kept()).toMatchObject({ maxMinutes: 120 });
  expect(await db().booking.count({ where: { status: 'confirmed' } })).toBe(3);
  // Saved once more, nothing is new.
  expect(await saveCategoryRules(admin, wish, now)).toMatchObject({ value: { saved: true, old: [] } });
});

test('of those that were listed, the ticked are cancelled with the admin’s words, all or none with the rules', async () => {
  // A day later, so that nobody is over the limit of the day.
  const times = {
    start: moment('2026-11-24', '09:00').toISOString(),
    end: moment('2026-11-24', '10:30').toISOString(),
  };
  const made: string[] = [];
  for (const [spaceId, email] of [
    [sample.quiet.id, 'one@example.org'],
    [sample.corner.id, 'two@example.org'],
  ] as const) {
    const answer = await bookSpace({ kind: 'guest' }, { spaceId, ...times, name: 'Una', email }, now);
    if (answer.ok) made.push(answer.value.publicId);
  }
  const [first = '', second = ''] = made;
  const wish = form({ categoryId: String(sample.study.id), maxMinutes: '60' });
  const answer = await saveCategoryRules(admin, wish, now);
  const seen = answer.ok ? answer.value.seen : '';
  expect(answer).toMatchObject({ value: { saved: false, old: [{ publicId: first }, { publicId: second }] } });
  const choice = { old: 'each', [`cancel-${second}`]: 'on', 'cancel-stranger': 'on', words: 'Sorry.' };
  // Without the list that was shown nothing is cancelled.
  expect(await saveCategoryRules(admin, { ...wish, ...choice }, now)).toMatchObject({ value: { saved: false } });
  expect(await db().booking.count({ where: { status: 'cancelled' } })).toBe(0);
  expect(await saveCategoryRules(admin, { ...wish, ...choice, shown: seen }, now)).toMatchObject({
    value: { saved: true },
  });
  const rows = await db().booking.findMany({ where: { publicId: { in: made } }, include: { notices: true } });
  expect(rows.find(({ publicId }) => publicId === first)).toMatchObject({ status: 'confirmed', notices: [] });
  expect(rows.find(({ publicId }) => publicId === second)).toMatchObject({
    ...{ status: 'cancelled', statusReason: 'rules_changed', cause: 'staff', notices: [{ words: 'Sorry.' }] },
  });
  const mails = await db().$queryRaw<object[]>`
    SELECT data->>'template' AS template FROM pgboss.job
    WHERE name = 'mail' AND (data->>'bookingId')::int IN (SELECT id FROM booking WHERE status = 'cancelled')
      AND data->>'template' = 'booking_withdrawn'`;
  expect(mails).toHaveLength(1);
  const [entry] = await db().auditEntry.findMany({ where: { act: 'rules.saved' }, orderBy: { id: 'desc' }, take: 1 });
  expect(entry).toMatchObject({ detail: { bookingsAgainst: 2, cancelled: 1 } });
  const back = form({ categoryId: String(sample.study.id), maxMinutes: '120' });
  expect(await saveCategoryRules(admin, back, now)).toMatchObject({ value: { saved: true } });
  await db().booking.deleteMany({ where: { publicId: { in: made } } });
});

test('limits of a location hold over its categories; bookings over them are listed first, and stay', async () => {
  expect(await book(sample.corner.id, '12:00', '12:30', 'other@example.org')).toBe('ok');
  const locationId = String(sample.location.id);
  const limits = { locationId, 'limits.0.most': '60', 'limits.0.measure': 'minutes', 'limits.0.per': 'day' };
  const held = () => db().bookingLimit.count({ where: { locationId: sample.location.id } });
  const answer = await saveLocationLimits(admin, limits, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  // Three hours of one category, half an hour beside an hour of another; Hall west is over its category's limit already.
  expect(answer.value.old.map(({ resourceName, broken }) => [resourceName, broken])).toEqual([
    ['Hall east', ['limit_reached']],
    ['Corner room', ['limit_reached']],
  ]);
  expect([answer.value.saved, await held()]).toEqual([false, 0]);
  // One reading for all of its categories, in order of time.
  const read = () => countQueries(() => saveLocationLimits(admin, limits, now));
  const forTwo = await read();
  const chess = { locationId: sample.location.id, kind: 'space', name: 'Chess' } as const;
  const { id: categoryId } = await db().category.create({ data: chess });
  const board = await db().resource.create({ data: { kind: 'space', categoryId, name: 'Board' } });
  expect(await book(board.id, '10:00', '10:30', 'chess@example.org')).toBe('ok');
  expect(await read()).toBe(forTwo);
  await db().booking.deleteMany({ where: { patronEmail: 'chess@example.org' } });
  await db().category.update({ where: { id: categoryId }, data: { active: false } });
  const stale = await saveLocationLimits(admin, { ...limits, shown: 'an older list' }, now);
  expect(stale).toMatchObject({ value: { saved: false } });
  expect(await saveLocationLimits(admin, { ...limits, shown: answer.value.seen }, now)).toMatchObject({
    value: { saved: true },
  });
  expect([await held(), await db().booking.count({ where: { status: 'confirmed' } })]).toEqual([1, 4]);
  expect(await saveLocationLimits(admin, limits, now)).toMatchObject({ value: { saved: true, old: [] } });
  expect(await book(sample.quiet.id, '08:00', '10:00', 'new@example.org')).toBe('limit_reached');
  const gone = await saveLocationLimits(admin, { locationId: '999999' }, now);
  expect(gone).toMatchObject({ refusal: { code: 'not_found' } });
  await saveLocationLimits(admin, { locationId }, now);
  expect(await book(sample.quiet.id, '08:00', '09:00', 'new@example.org')).toBe('ok');
});

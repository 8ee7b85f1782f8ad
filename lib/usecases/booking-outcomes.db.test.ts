import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { readCsv } from '@/lib/csv';
import { db } from '@/lib/db/client';
import { moment, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { scrubThese } from '@/lib/db/scrub';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { bookedSpace } from './booked-space.test-data';
import { exportStatistics } from './export-statistics';
import { viewSpaceStatistics } from './view-space-statistics';

testDatabase();

const admin: Actor = { kind: 'person', id: 1, name: 'Ada', email: 'a@library.example', role: 'admin', locale: 'en' };
const NOW = moment('2026-06-15', '12:00');
const MAY = { from: '2026-05-01', to: '2026-05-31' };
const HOUR = 60;
const DAY = 24 * HOUR;

async function numbers() {
  const view = await viewSpaceStatistics(admin, MAY, NOW);
  if (!view.ok || !view.value.numbers) throw new Error('no numbers');
  return view.value.numbers;
}

/** One on each day of May, at ten, for an hour; what happened to it in minutes before its start. */
let day = 1;
function booked(space: number, more: Record<string, number | string | boolean | null>, to = '11:00') {
  const date = `2026-05-${String(day++).padStart(2, '0')}`;
  const start = moment(date, '10:00');
  const fields = Object.entries(more).map(([name, value]) => [
    name,
    name.endsWith('At') && typeof value === 'number' ? addMinutes(start, -value) : value,
  ]);
  return bookedSpace({ on: [date, '10:00', to], space, ...Object.fromEntries(fields) });
}

beforeAll(async () => {
  const { location, quiet, corner } = await sampleLibrary();
  await db().location.update({ where: { id: location.id }, data: { checkInBefore: 10 } });
  // Six that stood.
  await booked(quiet.id, { origin: 'patron', createdAt: 30, checkedInAt: 2 });
  await booked(quiet.id, { origin: 'staff', createdAt: 5 * HOUR, status: 'released', settledAt: -15 }, '12:00');
  await booked(quiet.id, { origin: 'program', createdAt: 2 * DAY });
  await booked(quiet.id, { origin: 'door', createdAt: 10 * DAY, noShowAt: -20 }, '10:30');
  await booked(corner.id, { createdAt: 20 * DAY }, '11:30');
  await booked(corner.id, { origin: 'patron', createdAt: 6 * DAY, mediatedAt: 6 * DAY - 30, checkedInAt: 0 });
  // Seven that did not, and what is none yet.
  await booked(quiet.id, { status: 'cancelled', cause: 'user', createdAt: 3 * DAY, cancelledAt: 2 * HOUR });
  await booked(quiet.id, { status: 'cancelled', cause: 'staff', createdAt: 6 * DAY, cancelledAt: 5 * DAY });
  await booked(quiet.id, {
    status: 'cancelled',
    cause: 'remote',
    statusReason: 'removed_in_outlook',
    cancelledAt: -30,
  });
  await booked(quiet.id, {
    status: 'cancelled',
    cause: 'remote',
    statusReason: 'taken_in_outlook',
    cancelledAt: 26 * HOUR,
  });
  await booked(quiet.id, {
    status: 'denied',
    cause: 'staff',
    createdAt: 2 * DAY,
    mediatedAt: 45 * HOUR,
    settledAt: 45 * HOUR,
  });
  await booked(quiet.id, { status: 'expired', statusReason: 'undecided', createdAt: 4 * DAY, settledAt: 0 });
  await booked(quiet.id, { status: 'expired', createdAt: 2 * DAY + 30, settledAt: 2 * DAY });
  await booked(quiet.id, { status: 'mediation' });
  await booked(quiet.id, { isBlock: true, patronName: '', patronEmail: '' });
  await booked(quiet.id, { status: 'hold' });
  // And one in the days before.
  await bookedSpace({ on: ['2026-04-30', '10:00', '11:00'], space: quiet.id });
});

test('how many, beside those of as many days before; what was given free counts until then', async () => {
  const { bookings, minutes } = await numbers();
  expect(bookings).toEqual({ now: 6, before: 1, comparison: { how: 'more', percent: 500 } });
  expect(minutes).toEqual({ now: 60 + 15 + 60 + 30 + 90 + 60, before: 60, comparison: { how: 'more', percent: 425 } });
});

test('by what way they were made, how far ahead, and how long they are', async () => {
  const { origins, leads, lengths, medianLeadMinutes, medianMinutes } = await numbers();
  expect(origins).toEqual({ patron: 2, staff: 1, program: 1, door: 1, unknown: 1 });
  expect(leads.map(({ band, count }) => `${band} ${count}`)).toEqual([
    ...['hour 1', 'same_day 1', 'days_2 1', 'days_7 1', 'days_14 1', 'more 1'],
  ]);
  expect(lengths.map(({ count }) => count)).toEqual([1, 3, 1, 1, 0, 0]);
  expect([medianLeadMinutes, medianMinutes]).toEqual([2 * DAY, 60]);
});

test('who came, and who did not', async () => {
  const { presences, noShows } = await numbers();
  expect(presences).toEqual({ in: 2, released: 1, noted: 1, unknown: 2, open: 0, not_asked: 0 });
  expect(noShows).toEqual({ now: 2 / 6, before: 0 });
});

test('what did not take place: by whom, and how long before its start that was so', async () => {
  const { endings, cancelled } = await numbers();
  const bands = endings.map(({ ending, count, bands: all }) => [
    ending,
    count,
    all.filter((one) => one.count > 0).map((one) => one.band),
  ]);
  expect(bands).toEqual([
    ['cancelled_patron', 1, ['day']],
    ['cancelled_staff', 1, ['days_7']],
    ['cancelled_outlook', 1, ['hour']],
    ['refused_outlook', 1, ['days_3']],
    ['denied', 1, ['days_3']],
    ['lapsed_request', 1, ['hour']],
    ['lapsed_link', 1, ['days_3']],
  ]);
  expect(cancelled).toEqual({ now: 3 / 13, before: 0 });
});

test('requests, and how long they waited for their answer', async () => {
  const { requests, waitingRequests } = await numbers();
  const bands = requests.map(({ answer, count, bands: all }) => [
    answer,
    count,
    all.find((one) => one.count > 0)?.band,
  ]);
  expect(bands).toEqual([
    ['approved', 1, 'hour'],
    ['denied', 1, 'day'],
    ['lapsed', 1, 'days_7'],
  ]);
  expect(waitingRequests).toBe(1);
});

test('every table is a file of the same numbers, and what looks like a formula is none', async () => {
  await db().resource.updateMany({ where: { name: 'Corner room' }, data: { name: '=1+1' } });
  const fileOf = async (table: string) => {
    const answer = await exportStatistics(admin, { ...MAY, table }, NOW);
    if (!answer.ok) throw new Error(`${table}: ${answer.refusal.code}`);
    const read = readCsv(answer.value);
    return 'rows' in read ? read.rows.map(({ cells }) => cells) : [];
  };
  expect(await fileOf('booked-by')).toEqual([
    ['booked_by', 'bookings', 'share'],
    ['patron', '2', '0.3333'],
    ['staff', '1', '0.1667'],
    ['program', '1', '0.1667'],
    ['door', '1', '0.1667'],
    ['unknown', '1', '0.1667'],
  ]);
  const spaces = await fileOf('spaces');
  expect(spaces[0]?.slice(0, 6)).toEqual(['location', 'category', 'space', 'seats', 'bookings', 'booked_hours']);
  expect(spaces.find(([, , name]) => name === '=1+1')?.slice(0, 6)).toEqual([
    'Main',
    'Study rooms',
    '=1+1',
    '0',
    '2',
    '2.5',
  ]);
  const raw = await exportStatistics(admin, { ...MAY, table: 'spaces' }, NOW);
  expect(raw.ok && raw.value).toContain("'=1+1");
  const others = [
    'overview',
    'over-time',
    'hours',
    'categories',
    'lead',
    'lengths',
    'check-in',
    'cancellations',
    'requests',
  ];
  for (const table of others) expect((await fileOf(table)).length, table).toBeGreaterThan(1);
  await db().resource.updateMany({ where: { name: '=1+1' }, data: { name: 'Corner room' } });
});

test('there is no other table, and wrong dates are no file', async () => {
  for (const table of ['people', 'toString', '__proto__', ''])
    expect(await exportStatistics(admin, { ...MAY, table }, NOW)).toMatchObject({ refusal: { code: 'not_found' } });
  const wrong = { from: '2026-05-02', to: '2026-05-01', table: 'spaces' };
  expect(await exportStatistics(admin, wrong, NOW)).toMatchObject({ refusal: { fields: { to: 'end_before_start' } } });
});

test('all of it survives the scrub, which leaves nobody’s name', async () => {
  const before = await numbers();
  const ids = (await db().booking.findMany({ select: { id: true } })).map(({ id }) => id);
  await scrubThese(db(), ids, NOW);
  expect(await db().booking.count({ where: { patronName: { not: '' } } })).toBe(0);
  expect(await numbers()).toEqual(before);
});

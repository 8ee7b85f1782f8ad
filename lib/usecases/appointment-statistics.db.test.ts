import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { subjectFor } from '@/lib/db/appointments';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { scannedTables } from '@/lib/db/scanned-tables.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { applyRetention } from './apply-retention';
import { APPOINTMENT_TABLES } from './appointment-tables';
import { bookAppointment } from './book-appointment';
import { bookWithTeam } from './book-with-team';
import { exportStatistics } from './export-statistics';
import { viewAppointmentStatistics } from './view-appointment-statistics';
import { viewPersonSlots } from './view-person-slots';

testDatabase();

const admin: Actor = { kind: 'person', id: 1, name: 'Ada', email: 'a@library.example', role: 'admin', locale: 'en' };
const guest: Actor = { kind: 'guest' };
const NOW = moment('2026-04-01', '12:00');
const MARCH = { from: '2026-03-01', to: '2026-03-31' };

let sample: Sample;
let branch: { id: number };
let made = 0;

type Made = { at: [date: string, from: string, to: string]; ahead?: number; what?: object } & Record<string, unknown>;

/** With the librarian, made `ahead` minutes before, unless said otherwise about the person `what` is of. */
async function met({ at: [date, from, to], ahead = 60 * 24 * 5, what = {}, ...booking }: Made): Promise<void> {
  const times = { startsAt: moment(date, from), endsAt: moment(date, to) };
  const resourceId = sample.librarian.id;
  await db().booking.create({
    data: {
      ...{ publicId: `m${made++}`, status: 'confirmed', patronName: 'Rosa Reader', patronEmail: 'rosa@example.org' },
      ...{ createdAt: new Date(times.startsAt.getTime() - ahead * 60_000), ...booking },
      items: { create: { resourceId, ...times } },
      appointment: { create: { resourceId, subject: 'History', kindName: 'Question', ...what } },
    },
  });
}

async function numbersOf(asked: object = MARCH) {
  const view = await viewAppointmentStatistics(admin, asked, NOW);
  if (!view.ok || !view.value.numbers) throw new Error('no numbers');
  return view.value.numbers;
}

beforeAll(async () => {
  sample = await sampleLibrary();
  branch = await db().location.create({ data: { name: 'Branch', timeZone: 'America/New_York', position: 1 } });
  const place = (data: object) =>
    db().appointmentPlace.create({ data: { resourceId: sample.librarian.id, kind: 'desk', name: 'Desk', ...data } });
  const elsewhere = await place({ locationId: branch.id });
  const inRoom = await place({ kind: 'room', name: 'Quiet room', spaceId: sample.quiet.id });
  // Mondays 2 and 9 March at ten, half an hour, at the librarian's own desk; to the second nobody came.
  await met({ at: ['2026-03-02', '10:00', '10:30'] });
  await met({ at: ['2026-03-09', '10:00', '10:30'], ahead: 45, noShowAt: NOW, what: { kindName: 'question' } });
  // An hour in the branch about nothing in particular, in a room, and online.
  await met({
    at: ['2026-03-03', '11:00', '12:00'],
    ahead: 120,
    what: { subject: '', kindName: '', placeId: elsewhere.id },
  });
  await met({ at: ['2026-03-04', '11:30', '12:00'], what: { subject: 'law', placeKind: 'room', placeId: inRoom.id } });
  await met({ at: ['2026-03-05', '14:00', '14:30'], what: { subject: 'Law', placeKind: 'online' } });
  await met({
    at: ['2026-03-06', '14:00', '14:30'],
    what: { subject: 'Law', placeKind: 'online' },
    status: 'to_confirm',
  });
  // What did not take place; a hold is none yet; one before March, one after it.
  const on = ['2026-03-10', '10:00', '10:30'] as [string, string, string];
  await met({ at: on, status: 'cancelled', cause: 'user' });
  await met({ at: on, status: 'cancelled', cause: 'staff' });
  await met({ at: on, status: 'cancelled', cause: 'remote' });
  await met({ at: on, status: 'cancelled', cause: 'system', statusReason: 'taken_in_outlook' });
  await met({ at: on, status: 'denied' });
  await met({ at: on, status: 'expired' });
  await met({ at: on, status: 'mediation' });
  await met({ at: on, status: 'hold' });
  await met({ at: ['2026-02-27', '10:00', '10:30'] });
  await met({ at: ['2026-04-01', '10:00', '10:30'] });
  // A space booked by itself is none.
  const when = { startsAt: moment('2026-03-02', '10:00'), endsAt: moment('2026-03-02', '11:00') };
  const items = { create: { resourceId: sample.quiet.id, ...when } };
  await db().booking.create({
    data: { publicId: 's', status: 'confirmed', patronName: 'R', patronEmail: 'r@x.y', items },
  });
});

describe('appointments', () => {
  test('are added up: those that stood, with their time, and what was cancelled', async () => {
    const { total, before, endings } = await numbersOf();
    expect(total).toEqual({ appointments: 6, minutes: 5 * 30 + 60, cancelled: 4, noShows: 1, others: 3 });
    expect(before).toEqual({ appointments: 1, minutes: 30, cancelled: 0, noShows: 0, others: 0 });
    expect(endings).toEqual([
      { ending: 'stood', count: 5 },
      { ending: 'no_show', count: 1 },
      { ending: 'cancelled_patron', count: 1 },
      { ending: 'cancelled_staff', count: 1 },
      { ending: 'cancelled_outlook', count: 1 },
      { ending: 'refused_outlook', count: 1 },
      { ending: 'denied', count: 1 },
      { ending: 'lapsed', count: 1 },
      { ending: 'waiting', count: 1 },
    ]);
  });

  test('by subject and kind, however they are written; by category, and by where they meet', async () => {
    const { subjects, kinds, categories, places } = await numbersOf();
    const line = ({ name, appointments, cancelled }: (typeof subjects)[number]) => [name, appointments, cancelled];
    expect(subjects.map(line)).toEqual([
      ['Law', 3, 0],
      ['History', 2, 4],
      [null, 1, 0],
    ]);
    expect(kinds.map(line)).toEqual([
      ['Question', 5, 4],
      [null, 1, 0],
    ]);
    expect(categories.map(line)).toEqual([['Librarians', 6, 4]]);
    expect(places.map(({ key, name, appointments }) => [key === 'online' ? key : name, appointments])).toEqual([
      ['Main', 3],
      ['online', 2],
      ['Branch', 1],
    ]);
  });

  test('by the hour in which they begin, how far ahead they were booked, how long they are', async () => {
    const { weekHours, leads, lengths } = await numbersOf();
    expect(weekHours.toSorted((a, b) => a.key - b.key)).toEqual([
      { key: 24 + 10, appointments: 2 },
      { key: 2 * 24 + 11, appointments: 1 },
      { key: 3 * 24 + 11, appointments: 1 },
      { key: 4 * 24 + 14, appointments: 1 },
      { key: 5 * 24 + 14, appointments: 1 },
    ]);
    expect(leads.filter((one) => one.appointments > 0)).toEqual([
      { band: 'hour', appointments: 1, cancelled: 0 },
      { band: 'same_day', appointments: 1, cancelled: 0 },
      { band: 'days_7', appointments: 4, cancelled: 4 },
    ]);
    expect(lengths.filter((one) => one.appointments > 0)).toEqual([
      { band: 'min_30', appointments: 5, cancelled: 4 },
      { band: 'min_60', appointments: 1, cancelled: 0 },
    ]);
  });

  test('over time; every sum is the whole', async () => {
    const { total, trend, grain, ...numbers } = await numbersOf({ from: '2026-02-23', to: '2026-03-29' });
    expect(grain).toBe('week');
    expect(trend.map(({ from, appointments, minutes }) => [from, appointments, minutes])).toEqual([
      ['2026-02-23', 1, 30],
      ['2026-03-02', 5, 180],
      ['2026-03-09', 1, 30],
      ['2026-03-16', 0, 0],
      ['2026-03-23', 0, 0],
    ]);
    const { subjects, kinds, categories, places, weekHours, leads, lengths } = numbers;
    for (const lines of [subjects, kinds, categories, places, weekHours, leads, lengths, trend])
      expect(lines.reduce((sum, one) => sum + one.appointments, 0)).toBe(total.appointments);
  });

  test('stay counted when names are gone, and show nobody: neither who came nor whom they met', async () => {
    const before = await numbersOf();
    expect(JSON.stringify(before)).not.toMatch(/Rosa|rosa|Ada/);
    await applyRetention(new Date(NOW.getTime() + 400 * 86_400_000));
    expect(await db().booking.count({ where: { patronName: 'Rosa Reader' } })).toBe(0);
    expect(await numbersOf()).toEqual(before);
  });
});

test('the tables are files too', async () => {
  const lines = async (table: string) => {
    const csv = await exportStatistics(admin, { ...MARCH, table }, NOW);
    return csv.ok ? csv.value.trim().split('\r\n') : [];
  };
  expect(await lines('appointments')).toEqual([
    ...['number,value,days_before', 'appointments,6,1', 'hours,3.5,0.5', 'cancelled,4,0', 'no_shows,1,0'],
  ]);
  expect(await lines('appointments-subjects')).toEqual([
    ...['subject,appointments,hours,cancelled,no_shows', 'Law,3,1.5,0,0', 'History,2,1,4,1', ',1,1,0,0'],
  ]);
  for (const table of Object.keys(APPOINTMENT_TABLES)) {
    const [head = '', ...rows] = await lines(table);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.split(',').length).toBe(head.split(',').length);
  }
});

describe('whoever', () => {
  test('manages one location sees the appointments of its people', async () => {
    const manager = { ...admin, role: 'manager', locations: [branch.id] } as Actor;
    const view = await viewAppointmentStatistics(manager, MARCH, NOW);
    expect(view).toMatchObject({ value: { numbers: { total: { appointments: 0, cancelled: 0 }, subjects: [] } } });
    const asked = { ...MARCH, location: `${sample.location.id}` };
    expect(await viewAppointmentStatistics(manager, asked, NOW)).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect((await numbersOf(asked)).total.appointments).toBe(6);
  });
});

test('an appointment keeps the subject it was looked for by, or the only one of its person', async () => {
  const now = moment('2026-11-20', '10:10');
  const subjects = ['Law', 'history'];
  await db().resource.update({ where: { id: sample.librarian.id }, data: { subjects } });
  const patron = (name: string) => ({ name, email: `${name}@example.org` });
  const start = (time: string) => moment('2026-11-23', time).toISOString();
  const book = (name: string, time: string, subject?: string) =>
    bookAppointment(guest, { slug: 'ada-park', start: start(time), subject, ...patron(name) }, now);
  const shown = await viewPersonSlots(guest, { slug: 'ada-park', subject: 'LAW' }, now);
  expect(shown).toMatchObject({ value: { subject: 'Law' } });
  await book('a', '09:00', 'History');
  await book('b', '09:30', 'Astrology');
  await db().resource.update({ where: { id: sample.librarian.id }, data: { subjects: ['Law'] } });
  await book('c', '10:00');
  await db().resource.update({ where: { id: sample.librarian.id }, data: { subjects } });
  const kind = '30-';
  const found = await bookWithTeam(guest, { subject: 'law', kind, start: start('10:30'), ...patron('d') }, now);
  const rows = await db().appointment.findMany({
    where: { booking: { createdAt: now } },
    orderBy: { bookingId: 'asc' },
  });
  expect([found.ok, ...rows.map(({ subject }) => subject)]).toEqual([true, 'history', '', 'Law', 'Law']);
  // Where Outlook says no to whoever it was to be with, it goes on to somebody who helps with the same.
  const to = (...others: string[]) => subjectFor(db(), rows[0]?.bookingId ?? 0, { subjects: others });
  expect([await to('Maths', 'History'), await to('Maths')]).toEqual(['History', undefined]);
});

test('as many questions for many as for few, and no table of bookings is read from end to end', async () => {
  const few = await countQueries(() => numbersOf());
  await db().$executeRaw`
    WITH made AS (
      INSERT INTO booking (public_id, status, patron_name, patron_email) SELECT 'x' || n, 'confirmed', '', ''
      FROM generate_series(1, 5000) AS n RETURNING id
    ), item AS (
      INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
      SELECT id, ${sample.librarian.id}::int, timestamptz '2021-01-01' + id * interval '2 hours',
        timestamptz '2021-01-01' + id * interval '2 hours 30 minutes' FROM made
    ) INSERT INTO appointment (booking_id, resource_id) SELECT id, ${sample.librarian.id}::int FROM made`;
  await db().$executeRaw`ANALYZE`;
  expect(await countQueries(() => numbersOf())).toBe(few);
  const scanned = await scannedTables('FROM booking_item item', () => numbersOf());
  expect(scanned.filter((table) => ['booking', 'booking_item', 'appointment'].includes(table))).toEqual([]);
});

import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { importTable, previewImport } from './import-table';
import { saveLocation } from './save-location';
import { saveSpace } from './save-space';

testDatabase();
afterAll(closeQueue);

const now = moment('2026-05-04', '07:00');
let sample: Sample;
let admin: Person;

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  const row = await db().person.create({ data: { name: 'M', email: 'm@library.example', role: 'admin' } });
  admin = { kind: 'person', id: row.id, name: row.name, email: row.email, role: 'admin', locale: 'en' };
});

const booked = async (resourceId: number, date: string, more: object = {}): Promise<number> => {
  const { id } = await db().booking.create({
    data: {
      ...{ publicId: crypto.randomUUID(), status: 'confirmed', patronName: 'Pat', patronEmail: 'pat@patrons.example' },
      items: { create: { resourceId, startsAt: moment(date, '10:00'), endsAt: moment(date, '11:00') } },
      ...more,
    },
  });
  return id;
};

const tableOf = (line: string) => `id,location,category,name\n${line}\n`;

/** Saves it as a table of one line that was looked at. */
const imported = async (line: string) => {
  const table = tableOf(line);
  const seen = await previewImport(admin, { kind: 'spaces', table }, now);
  if (!seen.ok) throw new Error(seen.refusal.code);
  return importTable(admin, { kind: 'spaces', table, fingerprint: seen.value.fingerprint }, now);
};

test.each(['in the form', 'by an import'])(
  'a space renamed %s: its calendar is written to for what is to come',
  async (way) => {
    const { hall, east, quiet, meeting, ada } = sample;
    const linkId = await linkToCalendar(hall.id, ada.id);
    await linkToCalendar(quiet.id, ada.id);
    const [whole, part] = [await booked(hall.id, '2026-05-05'), await booked(east.id, '2026-05-06')];
    const [over, moved] = [await booked(hall.id, '2026-05-03'), await booked(quiet.id, '2026-05-07')];
    for (const bookingId of [over, moved])
      await db().bookingMirror.create({
        data: { linkId, bookingId, transactionId: crypto.randomUUID(), state: 'live' },
      });
    const rename = (name: string) =>
      way === 'in the form'
        ? saveSpace(admin, { id: hall.id, categoryId: meeting.id, name }, now)
        : imported(`${hall.id},Main,Meeting rooms,${name}`);
    await saveSpace(admin, { id: hall.id, categoryId: meeting.id, name: 'Hall', capacity: '30' }, now);
    expect(await db().pushJob.count()).toBe(0);
    expect(await rename('Great Hall')).toMatchObject({ ok: true });
    const jobs = await db().pushJob.findMany({ orderBy: { bookingId: 'asc' } });
    expect(jobs.map((job) => [job.linkId, job.bookingId])).toEqual([whole, part, moved].map((id) => [linkId, id]));
  },
);

test('a space keeps its category while bookings are to come, and says so in the form and at the line of an import', async () => {
  const { quiet, meeting, study } = sample;
  await booked(quiet.id, '2026-05-03');
  await booked(quiet.id, '2026-05-05', { isBlock: true });
  const bookingId = await booked(quiet.id, '2026-05-06');
  const move = (name = 'Quiet room') => saveSpace(admin, { id: quiet.id, categoryId: meeting.id, name }, now);
  expect(await move()).toMatchObject({
    refusal: { code: 'invalid', fields: { categoryId: 'category_has_bookings' } },
  });
  const line = `${quiet.id},Main,Meeting rooms,Quiet room`;
  expect(await previewImport(admin, { kind: 'spaces', table: tableOf(line) }, now)).toMatchObject({
    value: {
      problems: [{ line: 2, column: 'category', text: 'Meeting rooms', problem: 'category_has_bookings' }],
      fingerprint: null,
    },
  });

  await db().booking.update({ where: { id: bookingId }, data: { status: 'cancelled' } });
  const seen = await previewImport(admin, { kind: 'spaces', table: tableOf(line) }, now);
  const fingerprint = seen.ok ? seen.value.fingerprint : null;
  await db().booking.update({ where: { id: bookingId }, data: { status: 'confirmed' } });
  expect(await importTable(admin, { kind: 'spaces', table: tableOf(line), fingerprint }, now)).toMatchObject({
    refusal: { code: 'import_changed' },
  });
  expect(await db().resource.findUnique({ where: { id: quiet.id } })).toMatchObject({ categoryId: study.id });
  expect(await saveSpace(admin, { id: quiet.id, categoryId: study.id, name: 'Quieter room' }, now)).toMatchObject({
    ok: true,
  });
  await db().booking.update({ where: { id: bookingId }, data: { status: 'cancelled' } });
  expect(await move()).toMatchObject({ ok: true });
});

test('a location keeps its zone while bookings or appointments are to come; the rest of it is saved', async () => {
  const { location, librarian } = sample;
  const bookingId = await booked(librarian.id, '2026-05-05');
  const save = (timeZone: string) =>
    saveLocation(admin, { id: location.id, name: 'Main', address: 'New Lane', timeZone, access: 'public' }, now);
  expect(await save('Europe/Madrid')).toMatchObject({
    refusal: { code: 'invalid', fields: { timeZone: 'zone_has_bookings' } },
  });
  expect(await save('America/New_York')).toMatchObject({ ok: true });
  await db().booking.update({ where: { id: bookingId }, data: { status: 'cancelled' } });
  expect(await save('Europe/Madrid')).toMatchObject({ ok: true });
});

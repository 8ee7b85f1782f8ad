import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { importSpaces, previewImport } from './import-spaces';
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

/** Saves it as a table of one line that was looked at. */
const imported = async (line: string) => {
  const table = `id,location,category,name\n${line}\n`;
  const seen = await previewImport(admin, { table }, now);
  if (!seen.ok) throw new Error(seen.refusal.code);
  return importSpaces(admin, { table, fingerprint: seen.value.fingerprint }, now);
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

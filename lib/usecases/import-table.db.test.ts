import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { resourceById } from '@/lib/db/resources';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { exportTable, importTable, previewImport } from './import-table';

testDatabase();

const now = moment('2026-05-04', '07:00');
let admin: Person;
let sample: Sample;

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  const row = await db().person.create({ data: { name: 'M', email: 'm@library.example', role: 'admin' } });
  admin = { kind: 'person', id: row.id, name: row.name, email: row.email, role: 'admin', locale: 'en' };
  await db().feature.create({ data: { name: 'Power', icon: 'power' } });
  await db().feature.create({ data: { name: 'Screen, large', icon: 'screen', position: 1 } });
  await db().zone.create({ data: { locationId: sample.location.id, name: 'Attic' } });
});

const look = async (table: string) => {
  const answer = await previewImport(admin, { kind: 'spaces', table }, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const exported = async () => {
  const answer = await exportTable(admin, { kind: 'spaces' });
  return answer.ok ? answer.value : '';
};
const save = (table: string, fingerprint: string | null) =>
  importTable(admin, { kind: 'spaces', table, fingerprint }, now);

test('what was exported changes nothing when it is imported again, formulas and line ends included', async () => {
  await db().resource.update({
    where: { id: sample.quiet.id },
    data: {
      ...{ name: '=Quiet, "very" quiet', description: 'Two\r\nlines', directions: "'tis upstairs", stepFree: false },
      ...{ zoneId: 1, doorWidthCm: 90, featureRows: { create: [{ featureId: 1 }, { featureId: 2 }] }, active: false },
    },
  });
  const table = await exported();
  expect(table).toContain(`"'=Quiet, ""very"" quiet"`);
  expect(await look(table)).toMatchObject({ planned: [], unchanged: 6, problems: [], fingerprint: null });
});

test('new lines and changed ones: shown first, saved together, on record', async () => {
  const table = [
    'name,location,category,id,features,capacity,zone,active',
    `Silent room,Main,Study rooms,${sample.quiet.id},power;screen; ,6,,yes`,
    'Loft,main,meeting rooms,,Power,2,attic,',
  ]
    .join('\n')
    .replace('power;screen; ', '"Power; Screen, large"');
  const seen = await look(table);
  expect(seen).toMatchObject({ unchanged: 0, problems: [], planned: [{ id: sample.quiet.id }, { id: null }] });
  expect(seen.planned[0]?.columns).toEqual(['name', 'capacity', 'features']);
  expect(await db().resource.count({ where: { name: 'Loft' } })).toBe(0);

  expect(await save(table, seen.fingerprint)).toMatchObject({ value: { created: 1, changed: 1 } });
  expect(await resourceById(db(), sample.quiet.id)).toMatchObject({
    name: 'Silent room',
    features: ['Power', 'Screen, large'],
  });
  const loft = await db().resource.findFirstOrThrow({ where: { name: 'Loft' } });
  expect(await resourceById(db(), loft.id)).toMatchObject({
    zone: 'Attic',
    categoryName: 'Meeting rooms',
    active: true,
  });
  expect(await db().auditEntry.findMany()).toMatchObject([
    {
      act: 'catalogue.imported',
      detail: { changed: [{ before: { name: 'Quiet room' }, after: { name: 'Silent room' } }] },
    },
  ]);
});

test('every problem is told with its line, and nothing is saved', async () => {
  const table = [
    'id,location,category,name,capacity,features,door_width_cm,active',
    `${sample.quiet.id},Main,Study rooms,Quiet room,four,,,`,
    `${sample.quiet.id},Main,Study rooms,Quiet room,,,,`,
    '999,Main,Study rooms,X,,,,',
    ',Nowhere,Study rooms,X,,,,',
    ',Main,Nothing,X,,,,',
    ',Main,Librarians,X,,,,',
    ',Main,Study rooms,X,,Sauna,,',
    ',Main,Study rooms,,,,5,perhaps',
    ',Main,Study rooms,CORNER room,,,,',
    ',Main,Study rooms,Fine,,,,',
  ].join('\r\n');
  const { problems, fingerprint } = await look(table);
  expect(problems.map(({ line, column, problem }) => `${line} ${column} ${problem}`)).toEqual([
    '2 capacity not_whole_number',
    '3 id twice',
    '4 id unknown_id',
    '5 location unknown_name',
    '6 category unknown_name',
    '7 category unknown_name',
    '8 features unknown_name',
    ...['9 name required', '9 door_width_cm out_of_range', '9 active invalid'],
    '10 name name_taken',
  ]);
  expect(fingerprint).toBeNull();
  expect(await save(table, 'x'.repeat(64))).toMatchObject({ refusal: { code: 'import_changed' } });
  expect(await db().resource.count({ where: { name: 'Fine' } })).toBe(0);
});

test.each([
  [
    'an unknown column',
    'location,category,name,colour\na,b,c,d',
    { line: 1, column: 'colour', problem: 'unknown_column' },
  ],
  ['a missing column', 'location,name\na,b', { line: 1, column: 'category', problem: 'missing_column' }],
  ['a line too short', 'location,category,name\na,b', { line: 2, column: '', problem: 'cells' }],
  ['a stray quote', 'location,category,name\na,b"c,d', { line: 2, column: '', problem: 'csv_quote' }],
  ['names of columns only', 'location,category,name\n', { line: 1, column: '', problem: 'nothing' }],
])('%s', async (_, table, problem) => {
  expect(await look(table)).toMatchObject({ planned: [], problems: [problem] });
});

test('only what was shown is saved: when the catalogue has changed since, it is looked at again', async () => {
  const table = `id,location,category,name\n${sample.quiet.id},Main,Study rooms,Silent room\n`;
  const { fingerprint } = await look(table);
  await db().resource.update({ where: { id: sample.quiet.id }, data: { capacity: 9 } });
  expect(await save(table, fingerprint)).toMatchObject({ refusal: { code: 'import_changed' } });
  expect(await resourceById(db(), sample.quiet.id)).toMatchObject({ name: 'Quiet room' });
});

test('a space that is switched off is named with the bookings that stay', async () => {
  await db().booking.create({
    data: {
      ...{ publicId: 'abc', status: 'confirmed', patronName: 'Pat', patronEmail: 'pat@patrons.example' },
      items: {
        create: {
          ...{ resourceId: sample.quiet.id, startsAt: moment('2026-05-05', '10:00') },
          endsAt: moment('2026-05-05', '11:00'),
        },
      },
    },
  });
  const table = `id,location,category,name,active\n${sample.quiet.id},Main,Study rooms,Quiet room,no\n`;
  expect(await look(table)).toMatchObject({ switchedOff: [{ name: 'Quiet room', bookings: 1 }] });
});

test('admins only', async () => {
  const staff = { ...admin, role: 'staff' as const };
  const table = 'location,category,name\nMain,Study rooms,X\n';
  expect(await exportTable(staff, { kind: 'spaces' })).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await previewImport(staff, { kind: 'spaces', table }, now)).toMatchObject({
    refusal: { code: 'not_allowed' },
  });
  expect(await importTable(staff, { kind: 'spaces', table, fingerprint: 'x'.repeat(64) }, now)).toMatchObject({
    refusal: { code: 'not_allowed' },
  });
});

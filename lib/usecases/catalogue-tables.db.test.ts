import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { resourceById } from '@/lib/db/resources';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { TABLE_NAMES, type TableName } from './catalogue-tables';
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
  await db().zone.create({ data: { locationId: sample.location.id, name: 'Attic' } });
});

const look = async (table: string, kind: TableName) => {
  const answer = await previewImport(admin, { kind, table }, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const exported = async (kind: TableName) => {
  const answer = await exportTable(admin, { kind });
  return answer.ok ? answer.value : '';
};
const save = (table: string, fingerprint: string | null, kind: TableName) =>
  importTable(admin, { kind, table, fingerprint }, now);
const bringIn = async (kind: TableName, lines: string[]) => {
  const table = lines.join('\r\n');
  const { problems, fingerprint } = await look(table, kind);
  expect(problems).toEqual([]);
  return save(table, fingerprint, kind);
};

test('every table that was exported changes nothing when it is imported again', async () => {
  await db().patronGroup.create({
    data: { name: 'Researchers', domains: ['b.example', 'a.example'], members: { create: [{ email: 'z@b.example' }] } },
  });
  await db().category.updateMany({ data: { fixedPeriods: true, rolloverMinute: 480, signInRequired: true } });
  await db().location.updateMany({ data: { holdMinutes: null, description: '=1+1' } });
  for (const kind of TABLE_NAMES) {
    const known = await look(await exported(kind), kind);
    expect(known, kind).toMatchObject({ planned: [], problems: [], fingerprint: null });
    expect(known.unchanged, kind).toBeGreaterThan(0);
  }
});

test('a library is brought in by files, each naming what the one before has made, all on record', async () => {
  await bringIn('locations', ['name,time_zone,access', 'Harbour,Europe/Lisbon,unlisted', 'Hill,Europe/Lisbon,']);
  await bringIn('zones', ['location,name', 'harbour,Quay', 'Harbour,Deck']);
  await bringIn('categories', [
    'location,name,terms,step_minutes,max_minutes,mediation,window_days,sign_in_required,rollover_minute',
    'Harbour,Cabins,Be kind,15,180,yes,7,yes,480',
  ]);
  await bringIn('features', ['name;icon', 'Telescope;', 'Lamp;lamp']);
  await bringIn('groups', ['name,domains,members', 'Crew,@Boats.example,"b@x.example; A@x.example"']);
  await bringIn('spaces', ['location,category,zone,name,features', 'Harbour,Cabins,Deck,Cabin 1,Telescope; Lamp']);

  const cabin = await db().resource.findFirstOrThrow({ where: { name: 'Cabin 1' } });
  expect(await resourceById(db(), cabin.id)).toMatchObject({
    ...{ zone: 'Deck', features: ['Telescope', 'Lamp'], categoryName: 'Cabins' },
  });
  expect(await db().category.findFirst({ where: { name: 'Cabins' } })).toMatchObject({
    ...{ stepMinutes: 15, maxMinutes: 180, mediation: true, windowDays: 7, signInRequired: true, rolloverMinute: 480 },
    ...{ kind: 'space', terms: 'Be kind', defaultMinutes: 60 },
  });
  expect(await db().location.findMany({ orderBy: { position: 'asc' } })).toMatchObject([
    ...[{ name: 'Main' }, { name: 'Harbour', access: 'unlisted', holdMinutes: 10 }, { name: 'Hill', access: 'public' }],
  ]);
  expect(await db().feature.findFirst({ where: { name: 'Telescope' } })).toMatchObject({ icon: 'check', position: 1 });
  expect(await db().patronGroup.findFirst({ include: { members: true } })).toMatchObject({
    ...{ domains: ['boats.example'], members: [{ email: 'a@x.example' }, { email: 'b@x.example' }] },
  });
  const entries = await db().auditEntry.findMany({ orderBy: { id: 'asc' } });
  expect(entries.map(({ act, subject }) => `${act} ${subject}`)).toEqual(
    TABLE_NAMES.map((kind) => `catalogue.imported ${kind}`),
  );
  expect(JSON.stringify(entries.map(({ detail }) => detail))).not.toContain('@x.example');
  for (const kind of TABLE_NAMES)
    expect(await look(await exported(kind), kind)).toMatchObject({ planned: [], problems: [] });
});

test('a location keeps its time zone while bookings are still to come, in a file too', async () => {
  const table = `id,name,time_zone\n${sample.location.id},Main,Europe/Lisbon\n`;
  const start = moment('2026-05-05', '10:00');
  await db().booking.create({
    data: {
      ...{ publicId: 'abc', status: 'confirmed', patronName: 'Pat', patronEmail: 'pat@patrons.example' },
      items: { create: { resourceId: sample.quiet.id, startsAt: start, endsAt: moment('2026-05-05', '11:00') } },
    },
  });
  const { problems, fingerprint } = await look(table, 'locations');
  expect(problems).toMatchObject([{ line: 2, column: 'time_zone', problem: 'zone_has_bookings' }]);
  expect(fingerprint).toBeNull();
  await db().booking.updateMany({ data: { status: 'cancelled' } });
  const open = await look(table, 'locations');
  expect(await save(table, open.fingerprint, 'locations')).toMatchObject({ value: { changed: 1 } });
});

test('two zones change their names for one another’s; an empty order stays as it is', async () => {
  const { id } = await db().zone.create({ data: { locationId: sample.location.id, name: 'Cellar', position: 5 } });
  const table = `id,location,name,order\n1,Main,Cellar,\n${id},Main,Attic,\n`;
  expect(await save(table, (await look(table, 'zones')).fingerprint, 'zones')).toMatchObject({ value: { changed: 2 } });
  expect(await db().zone.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
    { name: 'Cellar', position: 0 },
    { name: 'Attic', position: 5 },
  ]);
});

test.each<[TableName, string[], string[]]>([
  [
    'locations',
    ['name,time_zone,hold_minutes', 'main,Mars/Olympus,1', 'Main,UTC,'],
    [...['2 time_zone not_time_zone', '2 hold_minutes out_of_range', '3 name name_taken']],
  ],
  [
    'zones',
    ['location,name', 'Nowhere,X', 'Main,attic', 'Main,'],
    [...['2 location unknown_name', '3 name name_taken', '4 name required']],
  ],
  [
    'categories',
    [
      'location,name,max_minutes,active,access',
      'Main,X,20,,',
      'Main,Y,,maybe,all',
      'Main,study ROOMS,,,',
      'Main,librarians,,,',
    ],
    [
      ...[
        '2 max_minutes below_shortest',
        '3 access required',
        '3 active invalid',
        '4 name name_taken',
        '5 name name_taken',
      ],
    ],
  ],
  ['features', ['name,icon', 'power,power', 'X,sauna'], ['2 name name_taken', '3 icon invalid']],
  ['groups', ['name,domains,members', 'X,not a domain,me'], ['2 domains not_domain', '2 members not_email']],
])('in %s each fault is told by line and column, and nothing is saved', async (kind, lines, expected) => {
  const table = lines.join('\r\n');
  const before = await exported(kind);
  const { problems, fingerprint } = await look(table, kind);
  expect(problems.map(({ line, column, problem }) => `${line} ${column} ${problem}`).sort()).toEqual(expected.sort());
  expect(fingerprint).toBeNull();
  expect(await save(table, 'x'.repeat(64), kind)).toMatchObject({ refusal: { code: 'import_changed' } });
  expect(await exported(kind)).toBe(before);
});

test('rules of a category that is there are not changed by a file; switching it off says which bookings stay', async () => {
  const line = (more: string) => `${sample.study.id},Main,Study rooms,${more}`;
  const changed = await look(`id,location,name,max_minutes\n${line('60')}\n`, 'categories');
  expect(changed.problems).toMatchObject([{ line: 2, column: 'max_minutes', problem: 'rules_elsewhere' }]);
  const off = await look(`id,location,name,active\n${line('no')}\n`, 'categories');
  expect(off).toMatchObject({ problems: [], switchedOff: [{ name: 'Study rooms', bookings: 0 }] });
});

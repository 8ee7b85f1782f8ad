import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { FRUITLESS } from '@/lib/booking/search-bands';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { scannedTables } from '@/lib/db/scanned-tables.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { DEMAND_TABLES } from './demand-tables';
import { exportStatistics } from './export-statistics';
import { viewDemandStatistics } from './view-demand-statistics';

testDatabase();

const admin: Actor = { kind: 'person', id: 1, name: 'Ada', email: 'a@library.example', role: 'admin', locale: 'en' };
const NOW = moment('2026-04-01', '12:00');
const MARCH = { from: '2026-03-01', to: '2026-03-31' };

let sample: Sample;
let branch: { id: number };

type Row = { day: string; outcome: string; count?: number } & Record<string, unknown>;
const searched = (...rows: Row[]) =>
  db().searchCount.createMany({
    data: rows.map(({ day, ...row }) => ({ kind: 'space' as const, ...row, day: new Date(day), countedAt: NOW })),
  });

async function numbersOf(asked: object = MARCH, actor = admin) {
  const view = await viewDemandStatistics(actor, asked, NOW);
  if (!view.ok || !view.value.numbers) throw new Error('no numbers');
  return view.value.numbers;
}

beforeAll(async () => {
  sample = await sampleLibrary();
  branch = await db().location.create({ data: { name: 'Branch', timeZone: 'America/New_York', position: 1 } });
  const here = { locationId: sample.location.id };
  // A room for six with a screen on Tuesday at two, twelve times in vain, and once not; four look anywhere, three in vain.
  const wish = { ...here, weekday: 2, hour: 14, people: 5, minutes: 120, aheadDays: 3, features: ['Screen'] };
  await searched({ day: '2026-03-02', outcome: 'all_taken', count: 8, ...wish });
  await searched({ day: '2026-03-09', outcome: 'all_taken', count: 4, ...wish });
  await searched({ day: '2026-03-09', outcome: 'found', count: 1, ...wish });
  await searched({ day: '2026-03-10', outcome: 'none_suit', count: 3, people: 20, features: ['Screen', 'Stage'] });
  await searched({
    day: '2026-03-10',
    outcome: 'other_time',
    count: 1,
    weekday: 6,
    hour: 9,
    minutes: 60,
    aheadDays: 0,
  });
  await searched({ day: '2026-03-11', outcome: 'taken_meanwhile', count: 2, ...here, weekday: 3, hour: 10 });
  await searched({ day: '2026-03-12', outcome: 'found', count: 5, locationId: branch.id, byProgram: true });
  const person = { kind: 'person' } as const;
  await searched({ day: '2026-03-12', outcome: 'all_taken', count: 2, ...person, subject: 'Law', online: true });
  await searched({ day: '2026-03-12', outcome: 'found', count: 4, ...person, subject: 'History' });
  // The month before: one in two.
  await searched({ day: '2026-02-05', outcome: 'found', count: 1 }, { day: '2026-02-05', outcome: 'closed', count: 1 });
});

describe('searches', () => {
  test('are added up, with those in vain, beside as many days before', async () => {
    const { total, before, byPrograms } = await numbersOf();
    expect(total).toEqual({ searches: 30 - 2, fruitless: 17, otherTime: 1, taken: 2 } satisfies typeof total);
    expect(before).toEqual({ searches: 2, fruitless: 1, otherTime: 0, taken: 0 });
    expect(byPrograms).toBe(5);
  });

  test('over time, each on the day on which it was asked', async () => {
    const { grain, trend } = await numbersOf({ from: '2026-02-23', to: '2026-04-05' });
    expect(grain).toBe('week');
    expect(trend.map(({ from, searches, fruitless }) => [from, searches, fruitless])).toEqual([
      ['2026-02-23', 0, 0],
      ['2026-03-02', 8, 8],
      ['2026-03-09', 20, 9],
      ['2026-03-16', 0, 0],
      ['2026-03-23', 0, 0],
      ['2026-03-30', 0, 0],
    ]);
    const { total } = await numbersOf({ from: '2026-02-23', to: '2026-04-05' });
    expect(trend.reduce((sum, one) => sum + one.searches, 0)).toBe(total.searches);
  });

  test('by what came of them, of spaces and of people', async () => {
    const { outcomes } = await numbersOf();
    expect(outcomes.filter(({ spaces, people }) => spaces + people > 0)).toEqual([
      { outcome: 'found', spaces: 6, people: 4 },
      { outcome: 'other_time', spaces: 1, people: 0 },
      { outcome: 'all_taken', spaces: 12, people: 2 },
      { outcome: 'none_suit', spaces: 3, people: 0 },
      { outcome: 'taken_meanwhile', spaces: 2, people: 0 },
    ]);
  });

  test('for spaces: by hour of the week, group, length, days ahead and feature', async () => {
    const numbers = await numbersOf();
    const line = ({ key, searches, fruitless }: { key: unknown; searches: number; fruitless: number }) => [
      ...[key, searches, fruitless],
    ];
    expect(numbers.weekHours.filter(({ key }) => key !== null).map(line)).toEqual(
      expect.arrayContaining([
        [2 * 24 + 14, 13, 12],
        [6 * 24 + 9, 1, 0],
      ]),
    );
    expect(numbers.people.map(line)).toEqual([
      [1, 0, 0],
      [5, 13, 12],
      [9, 0, 0],
      [20, 3, 3],
      [null, 6, 0],
    ]);
    expect(numbers.minutes.map(line)).toEqual([
      [30, 0, 0],
      [60, 1, 0],
      [120, 13, 12],
      [240, 0, 0],
      [1440, 0, 0],
      [null, 8, 3],
    ]);
    expect(numbers.ahead.map(line)).toEqual([
      [0, 1, 0],
      [1, 0, 0],
      [3, 13, 12],
      [8, 0, 0],
      [15, 0, 0],
      [null, 8, 3],
    ]);
    expect(numbers.features.map(line)).toEqual([
      ['Screen', 16, 15],
      ['Stage', 3, 3],
      [null, 6, 0],
    ]);
  });

  test('for people by subject; and where, of both', async () => {
    const { subjects, places } = await numbersOf();
    expect(subjects).toEqual([
      { key: 'Law', searches: 2, fruitless: 2 },
      { key: 'History', searches: 4, fruitless: 0 },
    ]);
    expect(places).toEqual([
      { key: 'Main', searches: 13, fruitless: 12 },
      { key: null, searches: 8, fruitless: 3 },
      { key: 'online', searches: 2, fruitless: 2 },
      { key: 'Branch', searches: 5, fruitless: 0 },
    ]);
  });

  test('what most of those in vain had in common is told of the numbers', async () => {
    expect((await numbersOf()).advice).toEqual({
      ...{ total: 15, outcome: 'all_taken', people: 5, minutes: 120, when: 'weekday_afternoons' },
      ...{ feature: 'Screen', place: 'Main' },
    });
    expect((await numbersOf({ from: '2026-03-10', to: '2026-03-31' })).advice).toBeNull();
  });

  test('nobody searched: nothing is counted, and nothing divides by it', async () => {
    const { total, advice, features } = await numbersOf({ from: '2026-01-01', to: '2026-01-02' });
    expect([total, advice, features]).toEqual([{ searches: 0, fruitless: 0, otherTime: 0, taken: 0 }, null, []]);
  });
});

describe('as files', () => {
  const lines = async (table: string) => {
    const csv = await exportStatistics(admin, { ...MARCH, table }, NOW);
    return csv.ok ? csv.value.trim().split('\r\n') : [];
  };

  test('the tables say what the page shows, with codes and plain numbers', async () => {
    expect(await lines('demand')).toEqual([
      ...['number,value,days_before', 'searches,28,2', 'found_nothing,17,1', 'found_another_time,1,0'],
      ...['taken_meanwhile,2,0', 'by_programs,5,'],
    ]);
    expect((await lines('demand-hours')).slice(0, 2)).toEqual([
      'weekday,hour,searches,found_nothing,share',
      '2,14,13,12,0.9231',
    ]);
    expect(await lines('demand-people')).toEqual([
      ...['people_least,searches,found_nothing,share', '1,0,0,', '5,13,12,0.9231', '9,0,0,', '20,3,3,1', ',6,0,0'],
    ]);
    expect((await lines('demand-locations'))[3]).toBe('online,2,2,1');
  });

  test.each(Object.keys(DEMAND_TABLES))('%s has a head and as many cells in every line', async (table) => {
    const [head = '', ...rows] = await lines(table);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.split(',').length).toBe(head.split(',').length);
  });
});

describe('whoever', () => {
  test('manages one location sees what was searched there, and not what named none', async () => {
    const manager = { ...admin, role: 'manager', locations: [branch.id] } as Actor;
    const view = await viewDemandStatistics(manager, MARCH, NOW);
    expect(view).toMatchObject({ value: { isWhole: false, numbers: { total: { searches: 5, fruitless: 0 } } } });
    expect(await viewDemandStatistics(manager, { ...MARCH, location: `${sample.location.id}` }, NOW)).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    const one = await numbersOf({ ...MARCH, location: `${sample.location.id}` });
    expect(one.total).toEqual({ searches: 13, fruitless: 12, otherTime: 0, taken: 2 });
    expect(one.advice).toMatchObject({ people: 5, place: null });
    const staff = { ...admin, role: 'staff' } as Actor;
    expect(await viewDemandStatistics(staff, MARCH, NOW)).toMatchObject({ refusal: { code: 'not_allowed' } });
  });
});

test('as many questions for many searches as for few, and none of them reads the whole table', async () => {
  const few = await countQueries(() => numbersOf());
  await db().$executeRaw`
    INSERT INTO search_count (day, kind, outcome, hour, weekday, minutes, people, location_id, counted_at)
    SELECT date '2022-01-01' + n / 12, 'space', (${FRUITLESS}::text[])[1 + n % 8], n % 24, 1 + n % 7, 60, 5,
      ${sample.location.id}, ${NOW} FROM generate_series(1, 20000) AS n`;
  await db().$executeRaw`ANALYZE search_count`;
  expect(await countQueries(() => numbersOf())).toBe(few);
  const asked = [MARCH, { ...MARCH, location: `${sample.location.id}` }];
  for (const one of asked) expect(await scannedTables('FROM search_count', () => numbersOf(one))).toEqual([]);
});

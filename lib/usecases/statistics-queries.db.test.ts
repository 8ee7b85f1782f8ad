import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { moment, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { scannedTables } from '@/lib/db/scanned-tables.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { viewSpaceStatistics } from './view-space-statistics';

testDatabase();

const admin: Actor = { kind: 'person', id: 1, name: 'Ada', email: 'a@library.example', role: 'admin', locale: 'en' };
const NOW = moment('2026-06-15', '12:00');
const view = async () => {
  const answer = await viewSpaceStatistics(admin, {}, NOW);
  if (!answer.ok || !answer.value.numbers) throw new Error('no numbers');
  return answer.value.numbers;
};

let forSix = 0;

/** 500 spaces with 20,000 bookings in three years. */
beforeAll(async () => {
  const { study } = await sampleLibrary();
  forSix = await countQueries(view);
  await db().$executeRaw`
    INSERT INTO resource (kind, category_id, name) SELECT 'space', ${study.id}, 'Space ' || n FROM generate_series(1, 500) n`;
  await db().$executeRaw`
    INSERT INTO booking (public_id, status, patron_name, patron_email, created_at)
    SELECT 'many' || n, 'confirmed', '', '', ${NOW}::timestamptz - interval '1 year' * 3 * n / 20000 - interval '1 day'
    FROM generate_series(1, 20000) n`;
  await db().$executeRaw`
    INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
    SELECT booking.id, space.id, booking.created_at + interval '1 day', booking.created_at + interval '25 hours'
    FROM booking JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM resource WHERE name LIKE 'Space %') space
      ON space.place = 1 + booking.id % 500`;
  // What is over stands in nobody's way: the constraint has nothing to compare.
  await db().$executeRaw`
    INSERT INTO occupancy (booking_id, resource_id, starts_at, ends_at, active)
    SELECT booking_id, resource_id, starts_at, ends_at, false FROM booking_item`;
  await db().$executeRaw`ANALYZE`;
}, 60_000);

test('twelve weeks are read by indexes, whatever lies before them', async () => {
  const large = ['booking', 'booking_item', 'occupancy'];
  const scanned = await scannedTables('FROM booking_item item', view);
  expect(scanned.filter((table) => large.includes(table))).toEqual([]);
});

test('five hundred spaces take as many queries as six, and the spaces add up to all of it', async () => {
  expect(await countQueries(view)).toBe(forSix);
  const { spaces, bookings, minutes, weekHours, trend, total } = await view();
  expect(spaces).toHaveLength(506);
  const sum = (all: readonly number[]) => Math.round(all.reduce((so, one) => so + one, 0));
  expect(bookings.now).toBeGreaterThan(1000);
  expect(sum(spaces.map((one) => one.bookings))).toBe(bookings.now);
  expect(sum(trend.map((one) => one.bookings))).toBe(bookings.now);
  for (const all of [spaces, trend, weekHours])
    expect(sum(all.map((one) => one.minutes))).toBe(Math.round(minutes.now));
  expect(Math.round(total.minutes)).toBe(Math.round(minutes.now));
});

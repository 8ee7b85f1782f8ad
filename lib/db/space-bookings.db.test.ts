import pg from 'pg';
import { beforeAll, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { type SpaceBookingFilter, spaceBookings } from './space-bookings';

testDatabase();

/** Each of these has thousands of rows here. */
const LARGE = new Set(['booking', 'booking_item', 'busy_block']);
const now = new Date('2026-11-20T15:00:00Z');

/** 20,000 bookings within 400 days, of 500 spaces in 20 locations; and as much busy time. */
beforeAll(async () => {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    await tx.$executeRaw`INSERT INTO location (id, name, time_zone) SELECT n, 'L' || n, 'America/New_York' FROM generate_series(1, 20) n`;
    await tx.$executeRaw`INSERT INTO category (id, location_id, kind, name) SELECT n, n, 'space', 'C' || n FROM generate_series(1, 20) n`;
    await tx.$executeRaw`INSERT INTO resource (id, kind, category_id, name) SELECT n, 'space', 1 + n % 20, 'R' || n FROM generate_series(1, 500) n`;
    await tx.$executeRaw`
      INSERT INTO booking (id, public_id, status, patron_name, patron_email, changed_at)
      SELECT n, 'b' || n, 'confirmed', 'Reader', 'reader' || n % 4000 || '@example.org', ${now}::timestamptz - interval '1 hour' * (n % 9000)
      FROM generate_series(1, 20000) n`;
    await tx.$executeRaw`
      INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
      SELECT n, 1 + n % 500, at, at + interval '1 hour' FROM generate_series(1, 20000) n,
        LATERAL (SELECT ${now}::timestamptz + interval '1 hour' * ((n * 37) % 9600 - 7000) AS at) t`;
    await tx.$executeRaw`
      INSERT INTO busy_block (link_id, remote_id, resource_id, starts_at, ends_at)
      SELECT 0, booking_id::text, resource_id, starts_at, ends_at FROM booking_item`;
  });
  await db().$executeRaw`ANALYZE`;
});

const onDay: SpaceBookingFilter = { dates: { date: '2026-11-20', days: 0, now }, page: { take: 500, skip: 0 } };

test.each<[string, SpaceBookingFilter]>([
  ['a day', onDay],
  ['today', { ...onDay, dates: { date: null, days: 0, now } }],
  ['a day with busy time', { ...onDay, withTaken: true }],
  ['a day of a location', { ...onDay, locationId: 3 }],
  ['a month of a category', { ...onDay, categoryIds: [4], dates: { date: '2026-10-20', days: 30, now } }],
  ['a year of two spaces', { ...onDay, spaceIds: [5, 6], dates: { date: '2026-01-01', days: 365, now } }],
  ['a year of a patron', { ...onDay, email: 'reader7@example.org', dates: { date: '2026-01-01', days: 365, now } }],
  ['some by their ids', { publicIds: ['b1', 'b2'], visitIds: [] }],
  ['what changed in an hour', { changedSince: new Date(now.getTime() - 3_600_000) }],
])('%s is found by indexes among 20,000 bookings', async (_, filter) => {
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  await spaceBookings(db(), filter);
  const sent = asked.mock.calls.map(([query]) => query as unknown as { text: string; values: unknown[] });
  asked.mockRestore();
  const { text = '', values = [] } = sent.find((one) => one.text.includes('WITH listed')) ?? {};
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>({
    text: `EXPLAIN (FORMAT JSON) ${text}`,
    values,
  });
  await client.end();
  const nodes = rows.flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan));
  const large = nodes.filter(({ 'Relation Name': table = '' }) => LARGE.has(table));
  expect(large.length).toBeGreaterThan(0);
  expect(large.filter(({ 'Node Type': type }) => type.endsWith('Seq Scan'))).toEqual([]);
});

type Node = { 'Node Type': string; 'Relation Name'?: string; Plans?: Node[] };
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

import { expect, test } from 'vitest';
import { db } from './client';
import { Prisma } from './generated/client';
import { sampleLibrary } from './sample-library.test-data';
import { dueBookings } from './scrub';
import { testDatabase } from './test-database';

testDatabase();

test('what is still to be scrubbed is found by its own index, not among all bookings that ever were', async () => {
  const { quiet } = await sampleLibrary();
  const now = new Date();
  await db().$executeRaw`
    INSERT INTO booking (public_id, status, patron_name, patron_email, scrubbed_at)
    SELECT 'past-' || n, 'confirmed', '', '', CASE WHEN n > 500 THEN ${now}::timestamptz END
    FROM generate_series(1, 20000) n`;
  await db().$executeRaw`
    INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
    SELECT id, ${quiet.id}, ${now}::timestamptz - interval '401 days', ${now}::timestamptz - interval '400 days' FROM booking`;
  await db().$executeRaw`ANALYZE booking, booking_item`;
  const due = dueBookings({ before: now, now, limitDays: { day: 2 } });
  for (const query of [
    Prisma.sql`SELECT id FROM booking WHERE ${due} ORDER BY id LIMIT 500`,
    Prisma.sql`SELECT count(*) FROM booking WHERE ${due}`,
  ]) {
    const lines = await db().$queryRaw<{ 'QUERY PLAN': string }[]>`EXPLAIN ${query}`;
    const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
    expect(plan).toContain('booking_unscrubbed_idx');
    expect(plan).not.toMatch(/Seq Scan on booking\b(?!_)/);
  }
});

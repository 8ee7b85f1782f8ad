import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { waitingBookings, wasAskedOf } from './waiting-bookings';

testDatabase();
afterAll(closeQueue);

const span = { startsAt: moment('2026-12-02', '10:00'), endsAt: moment('2026-12-02', '11:00') };
let sample: Sample;
let linkId = 0;
let bookingId = 0;

beforeAll(async () => {
  sample = await sampleLibrary();
  linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
  const booking = await db().booking.create({
    data: {
      ...{ publicId: 'waiting2', status: 'pending_remote', patronName: 'P', patronEmail: 'p@example.org' },
      items: { create: [{ resourceId: sample.quiet.id, ...span }] },
    },
  });
  bookingId = booking.id;
});

test('a job that was given up, or stands at a paused calendar, asks nobody', async () => {
  const asked = () => wasAskedOf(db(), bookingId, [linkId]);
  expect(await asked()).toBe('never');
  await db().pushJob.create({ data: { linkId, bookingId, ...span } });
  expect(await asked()).toBe('still');
  await db().pushJob.updateMany({ data: { deadAt: span.startsAt } });
  expect(await asked()).toBe('never');
  await db().pushJob.updateMany({ data: { deadAt: null } });
  await db().calendarLink.update({ where: { id: linkId }, data: { state: 'paused', stateReason: 'write_denied' } });
  expect(await asked()).toBe('never');
});

test('among the bookings of years, those that wait are found by an index of their own', async () => {
  await db().$executeRaw`
    INSERT INTO booking (public_id, status, patron_name, patron_email)
    SELECT 'old' || n, 'confirmed', 'P', 'p@example.org' FROM generate_series(1, 5000) n`;
  await db().$executeRaw`ANALYZE booking`;
  expect(await waitingBookings(db())).toEqual([{ id: bookingId, resourceIds: [sample.quiet.id] }]);
  for (const status of ['pending_remote', 'to_confirm']) {
    const plan = await db().$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN SELECT id FROM booking WHERE status = '${status}' ORDER BY id`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join()).toContain('booking_unsettled');
  }
});

import { afterAll, beforeEach, expect, test } from 'vitest';
import { enqueueBackfill } from '@/lib/db/backfill';
import { db, transaction } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { closeQueue } from '@/lib/db/queue';
import { askAboutCollisions } from '@/lib/db/remote-confirmation';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { emptyRows } from './empty-rows.test-data';

/** A floor of halls, a hall of two ends, an end of two corners: parts and wholes however deep (sync-design §2). */
testDatabase();
afterAll(closeQueue);

const span = { startsAt: moment('2026-12-02', '10:00'), endsAt: moment('2026-12-02', '11:00') };
let sample: Sample;
let floor: { id: number };
let corner: { id: number };

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  const space = (name: string) =>
    db().resource.create({ data: { kind: 'space', categoryId: sample.meeting.id, name, capacity: 4 } });
  floor = await space('Floor');
  corner = await space('Corner of the hall’s east');
  const parts = [
    { wholeId: floor.id, partId: sample.hall.id },
    { wholeId: sample.east.id, partId: corner.id },
  ];
  await db().resourcePart.createMany({ data: parts });
});

/** A booking of one resource, closing what is named. */
async function booking(resourceId: number, closes: number[]): Promise<number> {
  const { id } = await db().booking.create({
    data: {
      ...{ publicId: crypto.randomUUID(), status: 'confirmed', patronName: 'P', patronEmail: 'p@example.org' },
      items: { create: [{ resourceId, ...span }] },
    },
  });
  await db().occupancy.createMany({ data: closes.map((one) => ({ bookingId: id, resourceId: one, ...span })) });
  return id;
}

const jobs = async () => (await db().pushJob.findMany({ orderBy: { linkId: 'asc' } })).map(({ linkId }) => linkId);

test('a booking of the smallest part is shown on the calendar of the greatest whole, and the other way round', async () => {
  const links = [await linkToCalendar(floor.id, sample.ada.id), await linkToCalendar(corner.id, sample.ada.id)];
  const elsewhere = await linkToCalendar(sample.quiet.id, sample.ada.id);
  for (const resourceId of [corner.id, floor.id]) {
    const bookingId = await booking(resourceId, []);
    await transaction((tx) => enqueue(tx, { kind: 'push_booking', bookingId }));
    expect(await jobs()).toEqual(links);
    await db().pushJob.deleteMany();
  }
  for (const linkId of [...links, elsewhere])
    await transaction((tx) => enqueueBackfill(tx, linkId, moment('2026-12-01', '09:00')));
  expect(await jobs()).toEqual([links[0], links[0], links[1], links[1]]);
});

test('a calendar that came back without being written to: only what it already holds is looked after', async () => {
  const linkId = await linkToCalendar(corner.id, sample.ada.id);
  await db().calendarLink.update({ where: { id: linkId }, data: { writes: false } });
  const held = await booking(corner.id, []);
  await booking(corner.id, []);
  await db().bookingMirror.create({
    data: { linkId, bookingId: held, transactionId: crypto.randomUUID(), state: 'detached' },
  });
  await transaction((tx) => enqueueBackfill(tx, linkId, moment('2026-12-01', '09:00')));
  expect(await db().pushJob.findMany()).toMatchObject([{ linkId, bookingId: held }]);
});

test('an event over the greatest whole is asked about when its smallest part is promised', async () => {
  const linkId = await linkToCalendar(floor.id, sample.ada.id);
  await db().busyBlock.create({ data: { linkId, remoteId: 'theirs', resourceId: floor.id, ...span } });
  const bookingId = await booking(corner.id, [corner.id]);
  const marks = async () => (await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } })).dirtySeq;
  const before = await marks();
  await transaction((tx) => askAboutCollisions(tx, bookingId));
  expect(await marks()).toBe(before + 1);
});

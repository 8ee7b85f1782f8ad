import { beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { openCollisions } from '@/lib/db/collisions';
import { dropPastEvents } from '@/lib/db/past-events';
import { putBlocks, putRemoteEvents } from '@/lib/db/remote-events';
import { linkToCalendar, moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { DAY_MS } from '@/lib/time/interval';
import { emptyRows } from './empty-rows.test-data';

testDatabase();

const begin = moment('2026-12-01', '09:00');
const on = (day: number, hour = 0) => new Date(begin.getTime() + day * DAY_MS + hour * 3_600_000);
let sample: Sample;
let linkId: number;

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
});

const event = (remoteId: string, start: Date, end: Date) => ({
  ...{ remoteId, start, end, icalUid: null, type: 'singleInstance', seriesMasterId: null, allDay: false },
  ...{ showAs: 'busy', cancelled: false, response: null, isPrivate: false, etag: null, createdAt: null },
});

const busy = ({ remoteId, start, end }: ReturnType<typeof event>) => ({
  ...{ remoteId, start, end, inPerson: true, online: true },
});

test('of a hundred and twenty days with three events each, no more than the last few are kept', async () => {
  const long = event('a long leave', on(0), on(200));
  await putRemoteEvents(db(), linkId, [long]);
  await putBlocks(db(), linkId, sample.quiet.id, [busy(long)]);
  for (let day = 0; day < 120; day += 1) {
    const events = [1, 3, 5].map((hour) => event(`${day} ${hour}`, on(day, hour), on(day, hour + 1)));
    await putRemoteEvents(db(), linkId, events);
    await putBlocks(db(), linkId, sample.quiet.id, events.map(busy));
    await dropPastEvents(db(), on(day - 3, 12));
    if (day % 10 > 0) continue;
    expect(await db().remoteEvent.count()).toBeLessThanOrEqual(3 * 3 + 1);
    expect(await db().busyBlock.count()).toBe(await db().remoteEvent.count());
  }
  // Let go, and its times kept for a while: they are over all the same.
  await db().calendarLink.update({ where: { id: linkId }, data: { state: 'unlinked' } });
  await dropPastEvents(db(), on(150));
  expect(await db().busyBlock.findMany({ select: { remoteId: true } })).toEqual([{ remoteId: 'a long leave' }]);
});

test('what a person let stand is not looked at once the booking is over, and goes with its names', async () => {
  const booking = await db().booking.create({
    data: {
      ...{ publicId: 'b', status: 'confirmed', patronName: 'P', patronEmail: 'p@example.org' },
      items: { create: [{ resourceId: sample.quiet.id, startsAt: on(1), endsAt: on(1, 1) }] },
    },
  });
  await db().syncConflict.create({
    data: {
      ...{ linkId, resourceId: sample.quiet.id, bookingId: booking.id, remoteId: 'x', kind: 'foreign_over_booking' },
      ...{ evidence: {}, state: 'resolved', resolution: 'kept' },
    },
  });
  expect(await openCollisions(db(), linkId, on(0))).toHaveLength(1);
  expect(await openCollisions(db(), linkId, on(2))).toEqual([]);
  await dropPastEvents(db(), on(2));
  expect(await db().syncConflict.count()).toBe(1);
  await db().booking.update({ where: { id: booking.id }, data: { scrubbedAt: on(40) } });
  await dropPastEvents(db(), on(40));
  expect(await db().syncConflict.count()).toBe(0);
});

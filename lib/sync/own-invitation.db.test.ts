import { expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { icsUid } from '@/lib/ics-uid';
import type { Interval } from '@/lib/time/interval';
import { changeBooking } from '@/lib/usecases/change-booking';
import { ADA, half, outlookEdits, span } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

/** Whoever is met took the appointment into their calendar from a file of ours: it is no meeting over the appointment. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const later = span(630, 660);
/** Drawn longer there, over the time after it too. */
const longer = span(600, 690);

/** As Exchange files what came by mail: tentative, which closes time. */
async function take(publicId: string, when: Interval) {
  const { installationId } = await db().library.findUniqueOrThrow({ where: { id: 1 } });
  const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.000/g, '');
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'METHOD:PUBLISH', 'BEGIN:VEVENT'],
    ...[`UID:${icsUid('staff', publicId, installationId)}`, `DTSTAMP:${stamp(when.start)}`, 'STATUS:TENTATIVE'],
    ...[`DTSTART:${stamp(when.start)}`, `DTEND:${stamp(when.end)}`, 'SUMMARY:Appointment', 'END:VEVENT'],
    'END:VCALENDAR',
  ];
  await tenant.control('POST', `/mailboxes/${ADA}/import`, `${lines.join('\r\n')}\r\n`);
}

async function readOnly() {
  const { linkId } = await there.librarian({ foreign: 'outlook_wins' });
  await db().calendarLink.update({ where: { id: linkId }, data: { writes: false } });
}
const move = (placed: { publicId: string; key: string }, { start, end }: Interval) =>
  changeBooking(
    { kind: 'guest' },
    { publicId: placed.publicId, key: placed.key, start: start.toISOString(), end: end.toISOString() },
    there.world().clock(),
    there.world(),
  );

test('in a calendar that is only read: no case, no block, and the appointment moves into time that meets it', async () => {
  await readOnly();
  const placed = await there.meet(half);
  await take(placed.publicId, longer);
  await there.look();
  expect(await tenant.events(ADA)).toHaveLength(1);
  expect([await there.cases(), await db().busyBlock.count()]).toEqual([[], 0]);
  expect(await move(placed, later)).toMatchObject({ ok: true, value: { changed: 'time' } });
  for (const _ of [1, 2]) await there.look();
  expect(await there.booking()).toMatchObject({ status: 'confirmed', items: [{ startsAt: later.start }] });
  expect(await there.cases()).toEqual([]);
});

test('in the calendar of a colleague it is a meeting like any other', async () => {
  await readOnly();
  const placed = await there.meet(half);
  const other = await db().resource.create({
    data: { categoryId: there.sample().desks.id, kind: 'person', name: 'Ben Okafor' },
  });
  await db().appointment.updateMany({ data: { resourceId: other.id } });
  await take(placed.publicId, later);
  await there.look();
  expect(await db().busyBlock.findMany()).toMatchObject([{ startsAt: later.start }]);
});

import { expect, test } from 'vitest';
import { db, transaction } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { testDatabase } from '@/lib/db/test-database';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { ADA, outlookEdits, STUDY, slot, span } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

/** A mailbox has several calendars: what leaves the linked one, and what leaves with it (sync-design §4.3, §5.4). */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

test('dragged to another calendar of the mailbox: removed from this one, and put back once', async () => {
  await there.room();
  await there.book();
  const [event] = await there.mine(STUDY);
  await tenant.control('POST', `/mailboxes/${STUDY}/calendars`, { name: 'Elsewhere' });
  const path = `/mailboxes/${STUDY}/events/${encodeURIComponent(event?.immutableId ?? '')}/move`;
  await tenant.control('POST', path, { calendar: 'Elsewhere' });
  await there.look();
  expect(await there.startOf(STUDY)).toEqual([slot.start]);
  expect((await there.mine(STUDY))[0]?.immutableId).not.toBe(event?.immutableId);
  expect(await there.cases()).toMatchObject([{ kind: 'mirror_deleted', policy: 'put_back' }]);
  // Nothing is left for sweeps to find, day after day.
  for (let day = 0; day < 2; day++) {
    there.pass(25 * 3_600_000);
    await there.look();
  }
  expect(await db().calendarLink.findFirst()).toMatchObject({ corrections: 0 });
});

test('a calendar is removed with all its events: the link pauses, no appointment counts as deleted', async () => {
  const { linkId } = await there.librarian();
  const { id } = await tenant.control<{ id: string }>('POST', `/mailboxes/${ADA}/calendars`, { name: 'Desk' });
  await db().calendarLink.update({ where: { id: linkId }, data: { calendarId: id, isDefaultCalendar: false } });
  await db().deltaCursor.deleteMany();
  await there.meet();
  const booking = await there.booking();
  expect(booking).toMatchObject({ status: 'confirmed' });
  await tenant.control('DELETE', `/mailboxes/${ADA}/calendars/Desk`);
  const later = span(660, 690);
  const times = { startsAt: later.start, endsAt: later.end };
  await db().bookingItem.updateMany({ where: { bookingId: booking.id }, data: times });
  await transaction((tx) => enqueue(tx, { kind: 'push_booking', bookingId: booking.id }));
  for (const ms of [0, 11_000]) {
    there.pass(ms);
    await drainPush(there.world());
  }
  expect(await db().calendarLink.findFirst()).toMatchObject({ state: 'paused' });
  await drainPull(there.world());
  expect(await db().calendarLink.findFirst()).toMatchObject({ state: 'paused', stateReason: 'not_found' });
  expect(await there.cases()).toEqual([]);
  expect(await there.staffMails()).toEqual([]);
  expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'live' });
});

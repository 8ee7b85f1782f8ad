import { expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { calendarState } from '@/lib/booking/calendar-state';
import { calendarsOf } from '@/lib/db/booking-calendar';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { localDateOf } from '@/lib/time/zone';
import { moveByStaff } from '@/lib/usecases/move-by-staff';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { outlookEdits, STUDY, slot } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);
const STUDIO = 'studio@library.example';

/** What the mark on its pages says. */
async function mark(): Promise<string> {
  const { id, status } = await there.booking();
  return calendarState(status, (await calendarsOf(db(), [id]))(id));
}

test.each([
  ['one that has a calendar too', true, 'agreed'],
  ['one without a calendar', false, 'not_connected'],
])('a booking that left a room for %s: the mark says what is so', async (_, isLinked, said) => {
  await there.room();
  const { ada, corner } = there.sample();
  if (isLinked) {
    const { connectionId } = await db().calendarLink.findFirstOrThrow();
    await tenant.link(corner.id, connectionId, STUDIO, 'it@library.example');
    await drainPull(there.world());
  }
  const { publicId } = await there.book();
  expect(await mark()).toBe('agreed');
  const staff: Person = { kind: 'person', id: ada.id, name: 'Ada', email: ada.email, role: 'staff', locale: 'en' };
  const move = { publicId, date: localDateOf(slot.start, 'America/New_York'), time: '10:00', minutes: '60' };
  const moved = await moveByStaff(staff, { ...move, spaceId: corner.id }, there.world().clock());
  expect(moved).toMatchObject({ ok: true });
  expect(await mark()).toBe('on_its_way');
  await drainPush(there.world());
  expect(await mark()).toBe(said);
  expect([(await there.mine(STUDY)).length, (await there.mine(STUDIO)).length]).toEqual([0, isLinked ? 1 : 0]);
});

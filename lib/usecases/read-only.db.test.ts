import { beforeEach, expect, test } from 'vitest';
import type { Actor, Role } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { linkToCalendar, moment, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { decideCase } from './decide-case';
import { deskMay } from './desk-may';
import { givenBooking } from './requests.test-data';
import { countCases, viewCases } from './view-cases';
import { viewDeskToday } from './view-desk-today';
import { countWaitingRequests, viewRequests } from './view-requests';

testDatabase();
const now = moment('2026-11-23', '10:05');
let at: number;
let conflict: number;

beforeEach(async () => {
  await emptyRows();
  const { location, quiet, corner } = await sampleLibrary();
  at = location.id;
  await db().location.create({ data: { name: 'Branch', timeZone: 'America/New_York' } });
  await db().location.update({ where: { id: at }, data: { checkInBefore: 15, checkInSince: new Date(0) } });
  const today = { start: moment('2026-11-23', '10:00'), end: moment('2026-11-23', '11:00') };
  const { id: bookingId } = await givenBooking(quiet.id, today);
  await db().booking.update({ where: { id: bookingId }, data: { checkInCode: 'ABC' } });
  await givenBooking(
    corner.id,
    { start: moment('2026-11-24', '10:00'), end: moment('2026-11-24', '11:00') },
    {
      status: 'mediation',
    },
  );
  const [admin] = await db().person.findMany();
  const linkId = await linkToCalendar(quiet.id, admin?.id ?? 0);
  const side = { start: today.start.toISOString(), end: today.end.toISOString(), showAs: 'busy', allDay: false };
  const kind = 'foreign_over_booking';
  const evidence = { ours: side, theirs: side };
  const row = await db().syncConflict.create({ data: { linkId, resourceId: quiet.id, bookingId, kind, evidence } });
  conflict = row.id;
});

async function account(role: Role, locations: number[] = []): Promise<Actor> {
  const email = `${role}${locations.join()}@library.example`;
  const { id } = await db().person.create({ data: { name: role, email, role } });
  return { kind: 'person', id, name: role, email, role, locale: 'en', locations };
}

/** Requests and conflicts that somebody sees, and whether they may decide them. */
async function sees(actor: Actor) {
  const [requests, cases] = [await viewRequests(actor, now), await viewCases(actor, {}, now)];
  if (!requests.ok || !cases.ok) return 'refused';
  const { value: seen } = requests;
  const counted = [await countWaitingRequests(actor), await countCases(actor)];
  expect(counted).toEqual([seen.requests.length, cases.value.cases.length]);
  return [seen.requests.length, seen.mayDecide, cases.value.cases.length, cases.value.mayDecide];
}

test('who only looks sees the requests and conflicts of their locations, and decides none', async () => {
  const reader = await account('read_only', [at]);
  expect(await sees(reader)).toEqual([1, false, 1, false]);
  expect(await sees(await account('read_only'))).toEqual([1, false, 1, false]);
  expect(await sees(await account('read_only', [at + 1]))).toEqual([0, false, 0, false]);
  // Those who decide requests see the ones they are named for; conflicts they look at.
  expect(await sees(await account('mediator', [at]))).toEqual([0, true, 1, false]);
  expect(await sees(await account('staff', [at]))).toEqual([0, true, 1, true]);
  expect(await sees(await account('manager', [at]))).toEqual([1, true, 1, true]);
  expect(await sees(await account('patron'))).toBe('refused');
  const choice = { caseId: conflict, choice: 'keep', seen: 'x' };
  expect(await decideCase(reader, choice, now)).toMatchObject({ refusal: { code: 'not_allowed' } });
});

test('at the desk they press nothing, neither arrivals nor anything else', async () => {
  const arrivals = async (role: Role) => {
    const view = await viewDeskToday(await account(role, [at]), now);
    return (
      view.ok &&
      view.value.locations[0]?.bookings.map(({ checkIn }) => checkIn && Object.values(checkIn.may).some(Boolean))
    );
  };
  expect(await arrivals('staff')).toEqual([true]);
  for (const role of ['read_only', 'mediator'] as const) {
    expect(await arrivals(role)).toEqual([false]);
    expect(Object.values(deskMay(await account(role)))).not.toContain(true);
  }
});

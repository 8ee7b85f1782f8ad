import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { finishCheck, openCheck } from '@/lib/db/link-checks';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { askCalendar } from './ask-calendar';
import { makePerson } from './stand-in.test-data';
import { tendCalendar } from './tend-calendar';
import { viewAccounts } from './view-accounts';
import { viewCalendarHealth } from './view-calendar-health';

testDatabase();
afterAll(closeQueue);

const NOW = new Date('2026-10-05T15:00:00Z');
let sample: Sample;
let linkId: number;
let admin: Person;

const link = () => db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
const tend = (act: string, id = linkId) => tendCalendar(admin, { linkId: id, act }, NOW);
const health = async (now = NOW) => {
  const view = await viewCalendarHealth(admin, { linkId }, now);
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value;
};

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
  admin = await makePerson('admin', 'admin@library.example');
});

async function givenUp() {
  const booking = await db().booking.create({
    data: { publicId: 'b', status: 'confirmed', patronName: 'P', patronEmail: 'p@example.org' },
  });
  await db().pushJob.create({
    data: { linkId, bookingId: booking.id, attempts: 2, lastClass: 'rejected', deadAt: NOW },
  });
}

describe('sync now', () => {
  test('reads the calendar at once and tries what was given up', async () => {
    await givenUp();
    const { dirtySeq } = await link();
    expect(await tend('sync')).toEqual({ ok: true, value: { act: 'sync' } });
    expect(await link()).toMatchObject({ dirtySeq: dirtySeq + 1, nextPullAt: NOW });
    expect(await db().pushJob.findFirst()).toMatchObject({ deadAt: null, attempts: 0, runAfter: NOW });
    expect(await db().auditEntry.findMany()).toMatchObject([
      { act: 'calendar.synced', subject: `link:${linkId}`, personId: admin.id },
    ]);
  });

  test('what Microsoft refused is tried again before its hour; what a person paused stays so', async () => {
    const change = (stateReason: string) =>
      db().calendarLink.update({ where: { id: linkId }, data: { state: 'paused', stateReason } });
    await change('access_denied');
    await tend('sync');
    expect((await link()).state).toBe('backfilling');
    await change('by_person');
    await tend('sync');
    expect((await link()).state).toBe('paused');
  });
});

test('of an account that has to sign in again nothing is promised to be read; a pause is possible', async () => {
  await db().syncConnection.updateMany({ data: { status: 'needs_reauth' } });
  const before = await link();
  for (const act of ['sync', 'resync'])
    expect(await tend(act)).toEqual({ ok: false, refusal: { code: 'account_signed_out' } });
  expect(await link()).toEqual(before);
  expect(await db().auditEntry.count()).toBe(0);
  expect(await tend('pause')).toEqual({ ok: true, value: { act: 'pause' } });
});

test('reading everything anew raises the generation; a pause and its end are as on the calendar’s own page', async () => {
  const { generation } = await link();
  await tend('resync');
  expect(await link()).toMatchObject({ generation: generation + 1, state: 'live' });
  await tend('pause');
  expect(await link()).toMatchObject({ state: 'paused', stateReason: 'by_person' });
  await tend('resume');
  expect(await link()).toMatchObject({ state: 'backfilling', stateReason: null });
});

test('a calendar that is being emptied is left alone, nothing is asked while inactive, and only admins may', async () => {
  const staff = await makePerson('staff', 'staff@library.example');
  for (const ask of [
    tendCalendar(staff, { linkId, act: 'sync' }, NOW),
    askCalendar(staff, { linkId, check: 'webhook' }, NOW),
  ])
    expect(await ask).toEqual({ ok: false, refusal: { code: 'not_allowed' } });
  expect(await viewCalendarHealth(staff, { linkId }, NOW)).toMatchObject({ refusal: { code: 'not_allowed' } });
  expect(await viewAccounts(staff, {}, NOW)).toMatchObject({ refusal: { code: 'not_allowed' } });
  await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
  expect(await tend('sync')).toMatchObject({ refusal: { code: 'integration_inactive' } });
  expect(await tend('pause')).toMatchObject({ ok: true });
  await db().integration.update({ where: { id: 1 }, data: { state: 'active' } });
  await db().calendarLink.update({ where: { id: linkId }, data: { state: 'closing' } });
  expect(await tend('sync')).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await tend('sync', 4711)).toMatchObject({ refusal: { code: 'not_found' } });
});

test('a question is asked once at a time, and what nobody answers is lost after two minutes', async () => {
  const ask = (now = NOW) => askCalendar(admin, { linkId, check: 'webhook' }, now);
  expect(await ask()).toEqual({ ok: true, value: undefined });
  expect(await ask()).toMatchObject({ ok: true });
  expect(await db().linkCheck.count()).toBe(1);
  expect((await health()).checks).toMatchObject({ dry_run: null, webhook: { state: 'waiting' } });
  const later = addMinutes(NOW, 3);
  expect((await health(later)).checks.webhook).toMatchObject({ state: 'lost' });
  await ask(later);
  const { id } = await db().linkCheck.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(await openCheck(db(), id)).toEqual({ linkId, kind: 'webhook' });
  const answer = { what: 'subscribed', http: 201, requestId: 'r', ms: 12, expiresAt: later.toISOString() } as const;
  await finishCheck(db(), id, answer, later);
  expect((await health(later)).checks.webhook).toMatchObject({ state: 'answered', answer });
  expect(await openCheck(db(), id)).toBeNull();
});

test('accounts: who waits for somebody comes first, with what hangs on it', async () => {
  await linkToCalendar(sample.corner.id, sample.ada.id);
  const [first, second] = await db().syncConnection.findMany({ orderBy: { id: 'asc' } });
  await db().syncConnection.update({ where: { id: second?.id ?? 0 }, data: { status: 'needs_reauth' } });
  await givenUp();
  const view = await viewAccounts(admin, {}, NOW);
  expect(view.ok && view.value.rows).toMatchObject([
    { id: first?.id, situation: 'calendars', links: 1, troubled: 1, dead: 1, ownerName: 'Ada Park' },
    { id: second?.id, situation: 'needs_reauth', links: 1, troubled: 1 },
  ]);
});

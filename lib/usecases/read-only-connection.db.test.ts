import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { activateIntegration } from './activate-integration';
import { bookAppointment } from './book-appointment';
import { chooseCalendar } from './choose-calendar';
import { connectOutlook } from './connect-outlook';
import { finishOutlookConnection } from './finish-outlook-connection';
import { saveIntegration } from './save-integration';
import { makePerson, standIn } from './stand-in.test-data';
import { viewMyCalendar } from './view-my-calendar';
import { viewPersonSlots } from './view-person-slots';

/** Free/busy only: read, and never written to, until more is asked for and granted. */
testDatabase();
const microsoft = standIn();
const now = new Date();
const LIBRARIAN = 'librarian@library.example';
let ada: Person;
let clientId: string;

beforeEach(async () => {
  await emptyRows();
  const sample = await sampleLibrary();
  const admin = await makePerson('admin', 'admin@library.example');
  ada = { kind: 'person', id: sample.ada.id, name: 'Ada Park', email: sample.ada.email, role: 'staff', locale: 'en' };
  const { secret, tenantId, ...app } = await microsoft.register();
  clientId = app.clientId;
  await saveIntegration(admin, { clientId, secret: secret.value, tenant: tenantId, accountType: 'AzureADMyOrg' }, now);
  await activateIntegration(admin, now);
  // Nobody has agreed for all: what somebody agrees to is theirs.
  await microsoft.control('/identity', { action: 'withdraw_consent', clientId });
  await microsoft.control('/identity', { action: 'consent_policy', policy: 'allowed' });
});

async function consent(ticks: object) {
  const begun = await connectOutlook(ada, { purpose: 'own', ...ticks }, now);
  if (!begun.ok) throw new Error(begun.refusal.code);
  const asked = new URL(begun.value.redirectTo).searchParams.get('scope') ?? '';
  const back = await microsoft.answerAs(begun.value.redirectTo, LIBRARIAN);
  const { result } = await finishOutlookConnection(ada, back ?? new URLSearchParams(), now);
  return { asked: asked.split(' ').map((scope) => scope.split('/').at(-1)), result };
}
const links = () => db().calendarLink.findMany({ where: { state: { not: 'unlinked' } } });
const view = async () => {
  const seen = await viewMyCalendar(ada, {}, now);
  if (!seen.ok) throw new Error(seen.refusal.code);
  return seen.value;
};
const defaultCalendar = async () => (await view()).account?.calendars.find(({ isDefault }) => isDefault)?.id ?? '';

test('asks for reading only, reads, writes nothing, and is told so when it is to write', async () => {
  const { asked, result } = await consent({ reads: 'on' });
  expect(asked).toEqual(['openid', 'profile', 'offline_access', 'User.Read', 'Calendars.Read']);
  expect(result).toMatchObject({ value: { missing: [], chosen: false } });
  expect((await view()).account).toMatchObject({ missing: [], mayWrite: false });

  const calendarId = await defaultCalendar();
  expect(await chooseCalendar(ada, { calendarId, writes: 'on', reads: 'on' }, now)).toMatchObject({
    refusal: { code: 'writing_not_granted' },
  });
  expect(await links()).toEqual([]);
  expect(await chooseCalendar(ada, { calendarId, reads: 'on' }, now)).toMatchObject({ ok: true });
  expect(await links()).toMatchObject([{ writes: false, reads: true }]);

  await drainPull();
  expect(await links()).toMatchObject([{ state: 'live' }]);
  expect(await db().busyBlock.count()).toBeGreaterThan(3);
  const slots = await viewPersonSlots(ada, { slug: 'ada-park' }, now);
  const offered = slots.ok ? slots.value.days.flatMap(({ offers }) => offers) : [];
  const start = offered[0]?.start.toISOString() ?? '';
  const patron = { name: 'Rosa', email: 'rosa@example.org' };
  expect(await bookAppointment({ kind: 'guest' }, { slug: 'ada-park', start, ...patron }, now)).toMatchObject({
    ok: true,
  });
  await drainPush();
  expect(await db().booking.findFirst()).toMatchObject({ status: 'confirmed' });
  expect(await db().bookingMirror.count()).toBe(0);
});

test('writing is one more consent, and then done: the calendar that it was for is written to', async () => {
  await consent({ reads: 'on' });
  const calendarId = await defaultCalendar();
  await chooseCalendar(ada, { calendarId, reads: 'on' }, now);
  const { asked, result } = await consent({ writes: 'on', reads: 'on', calendarId });
  expect(asked).toContain('Calendars.ReadWrite');
  expect(result).toMatchObject({ value: { missing: [], chosen: true } });
  expect(await links()).toMatchObject([{ writes: true, reads: true }]);
  expect((await view()).account).toMatchObject({ missing: [], mayWrite: true });
});

test('Microsoft grants less than was asked: connected to read, and it says what is missing', async () => {
  await microsoft.control('/identity', { action: 'narrow_scopes', clientId, without: ['Calendars.ReadWrite'] });
  await consent({ reads: 'on' });
  const calendarId = await defaultCalendar();
  await chooseCalendar(ada, { calendarId, reads: 'on' }, now);
  const { result } = await consent({ writes: 'on', reads: 'on', calendarId });
  expect(result).toMatchObject({ value: { missing: ['Calendars.ReadWrite'], chosen: false } });
  expect(await links()).toMatchObject([{ writes: false, reads: true }]);
});

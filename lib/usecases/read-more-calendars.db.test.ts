import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { closeQueue } from '@/lib/db/queue';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { seal } from '@/lib/seal';
import { showAsPolicy } from '@/lib/show-as';
import { formOfPolicy } from '@/lib/show-as-form';
import { chooseCalendar } from './choose-calendar';
import { readMoreCalendars } from './read-more-calendars';
import { saveFreeBusy } from './save-free-busy';
import { saveSyncPolicy } from './save-sync-policy';
import { viewMyCalendar } from './view-my-calendar';

testDatabase();

const CHOSEN = showAsPolicy({ tentative: false, workingElsewhere: true });

const now = new Date('2026-11-20T12:00:00Z');
let sample: Sample;
let ada: Person;

beforeAll(async () => {
  sample = await sampleLibrary();
  ada = { kind: 'person', id: sample.ada.id, name: 'Ada', email: 'ada@library.example', role: 'staff', locale: 'en' };
});
afterAll(closeQueue);

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE integration, sync_connection, calendar_link, booking CASCADE`;
  await db().resource.updateMany({ data: { syncPolicy: {} } });
  await db().integration.create({
    data: {
      ...{ id: 1, accountType: 'AzureADMultipleOrgs', clientId: 'app', state: 'active' },
      secretEnc: seal('secret', INTEGRATION_SECRET),
    },
  });
  const calendars = ['main', 'teaching', 'family'].map((id) => ({
    id,
    name: id,
    canEdit: true,
    isDefault: id === 'main',
  }));
  await db().syncConnection.create({
    data: {
      ...{
        purpose: 'own',
        ownerId: ada.id,
        tenantId: 't',
        principalOid: 'ada-oid',
        principalName: 'ada@library.example',
      },
      ...{ scopes: ['User.Read', 'Calendars.ReadWrite'], calendars },
    },
  });
  expect(await chooseCalendar(ada, { calendarId: 'main', writes: 'on', reads: 'on' }, now)).toMatchObject({ ok: true });
});

const links = async () =>
  (await db().calendarLink.findMany({ where: { state: { not: 'unlinked' } }, orderBy: { calendarId: 'asc' } })).map(
    ({ calendarId, writes, reads }) => [calendarId, writes, reads],
  );

test('other calendars close time too, and are never written to', async () => {
  expect(await readMoreCalendars(ada, { 'read-1': 'teaching', 'read-2': 'family', 'read-3': 'main' }, now)).toEqual({
    ok: true,
    value: { calendars: 2 },
  });
  expect(await links()).toEqual([
    ['family', false, true],
    ['main', true, true],
    ['teaching', false, true],
  ]);
  const view = await viewMyCalendar(ada, {}, now);
  expect(view.ok && view.value).toMatchObject({
    link: { calendarId: 'main' },
    onlyRead: [{ calendarId: 'teaching' }, { calendarId: 'family' }],
  });
});

test('every calendar is read as far ahead as any kind of appointment is offered', async () => {
  await readMoreCalendars(ada, { 'read-1': 'teaching' }, now);
  const { id } = await db().appointmentKind.create({
    data: { resourceId: sample.librarian.id, name: 'Thesis', minutes: 60, windowDays: 180 },
  });
  await chooseCalendar(ada, { calendarId: 'family', writes: 'on', reads: 'on' }, now);
  await readMoreCalendars(ada, { 'read-1': 'main', 'read-2': 'teaching' }, now);
  const horizons = await db().calendarLink.findMany({ select: { calendarId: true, horizonDays: true } });
  expect(Object.fromEntries(horizons.map((link) => [link.calendarId, link.horizonDays]))).toEqual({
    ...{ family: 180, main: 180 },
    // It was linked before the kind was there: raised by whoever saves one, or by the worker's timer.
    teaching: 60,
  });
  await db().appointmentKind.delete({ where: { id } });
});

test('unticked: let go, its blocks with it; strange calendars are left alone', async () => {
  await readMoreCalendars(ada, { 'read-1': 'teaching' }, now);
  const { id, resourceId } = await db().calendarLink.findFirstOrThrow({ where: { calendarId: 'teaching' } });
  await db().busyBlock.create({
    data: { linkId: id, resourceId, remoteId: 'x', startsAt: now, endsAt: new Date(now.getTime() + 3_600_000) },
  });
  await readMoreCalendars(ada, { 'read-1': 'nobody’s' }, now);
  expect(await links()).toEqual([['main', true, true]]);
  expect(await db().busyBlock.count()).toBe(0);
});

test('unticked while a booking waits for it: decided at once, since nobody will ask it any more', async () => {
  await readMoreCalendars(ada, { 'read-1': 'teaching' }, now);
  const { resourceId } = await db().calendarLink.findFirstOrThrow({ where: { calendarId: 'teaching' } });
  await db().calendarLink.updateMany({
    where: { calendarId: 'main' },
    data: { state: 'paused', stateReason: 'by_person' },
  });
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const { id } = await db().booking.create({
    data: {
      ...{ publicId: 'waiting2', status: 'pending_remote', holdUntil: later(15) },
      ...{ patronName: 'Rosa', patronEmail: 'rosa@example.org' },
      items: { create: [{ resourceId, startsAt: later(60), endsAt: later(90) }] },
    },
  });
  expect(await readMoreCalendars(ada, {}, now)).toMatchObject({ ok: true });
  expect(await db().booking.findUnique({ where: { id } })).toMatchObject({ status: 'confirmed', holdUntil: null });
});

test('another main calendar: those that are only read stay', async () => {
  await readMoreCalendars(ada, { 'read-1': 'family' }, now);
  await chooseCalendar(ada, { calendarId: 'teaching', writes: 'on', reads: 'on' }, now);
  expect(await links()).toEqual([
    ['family', false, true],
    ['main', false, true],
    ['teaching', true, true],
  ]);
});

test('another main calendar: the one before goes on closing time until she unticks it', async () => {
  const { id, resourceId } = await db().calendarLink.findFirstOrThrow();
  const closes = { linkId: id, resourceId, remoteId: 'x', startsAt: now, endsAt: new Date(now.getTime() + 3_600_000) };
  await db().busyBlock.create({ data: closes });
  await chooseCalendar(ada, { calendarId: 'teaching', writes: 'on', reads: 'on' }, now);
  const view = await viewMyCalendar(ada, {}, now);
  expect(view.ok && view.value).toMatchObject({
    link: { calendarId: 'teaching' },
    onlyRead: [{ calendarId: 'main' }],
  });
  expect(await db().busyBlock.count()).toBe(1);
  await readMoreCalendars(ada, {}, now);
  expect(await links()).toEqual([['teaching', true, true]]);
  expect(await db().busyBlock.count()).toBe(0);
});

test.each([
  ['was not read', { reads: false }, {}],
  ['was switched off', { state: 'paused', stateReason: 'by_person' } as const, {}],
  ['is gone at Microsoft', { state: 'paused', stateReason: 'not_found' } as const, {}],
  ['is emptied', {}, { removeEvents: 'on' }],
  ['is left for one that closes nothing', {}, { reads: undefined }],
])('the calendar before is let go where it %s', async (_, before, ticks) => {
  await db().calendarLink.updateMany({ data: before });
  await chooseCalendar(ada, { calendarId: 'teaching', writes: 'on', reads: 'on', ...ticks }, now);
  const view = await viewMyCalendar(ada, {}, now);
  expect(view.ok && view.value).toMatchObject({ link: { calendarId: 'teaching' }, onlyRead: [] });
});

test('which words of Outlook close time: told to every calendar, those linked later included', async () => {
  await readMoreCalendars(ada, { 'read-1': 'family' }, now);
  const before = await db().calendarLink.findMany({ select: { generation: true } });
  expect(await saveFreeBusy(ada, formOfPolicy(CHOSEN, false))).toMatchObject({ ok: true });
  await readMoreCalendars(ada, { 'read-1': 'family', 'read-2': 'teaching' }, now);
  const after = await db().calendarLink.findMany({ orderBy: { id: 'asc' } });
  expect(after.map(({ showAsPolicy }) => showAsPolicy)).toEqual(Array.from({ length: 3 }, () => CHOSEN));
  expect(after.slice(0, 2).every(({ generation }) => generation === (before[0]?.generation ?? 0) + 1)).toBe(true);
  // The same again is no news: nothing is read anew.
  await saveFreeBusy(ada, formOfPolicy(CHOSEN, false));
  expect((await db().calendarLink.findMany({ orderBy: { id: 'asc' } })).map(({ generation }) => generation)).toEqual(
    after.map(({ generation }) => generation),
  );
});

test('answers to disagreements: a person’s own, a space’s by admins, and both beside what else is kept', async () => {
  const person = { foreign: 'stands', moved: 'ask', deleted: 'cancel', bothEdited: 'ask', stale: 'closed' };
  await saveFreeBusy(ada, formOfPolicy(CHOSEN, false));
  expect(await saveFreeBusy(ada, { tentative: 'on' })).toMatchObject({ refusal: { code: 'invalid' } });
  expect(await saveSyncPolicy(ada, { resourceId: sample.librarian.id, ...person })).toMatchObject({ ok: true });
  expect(await saveSyncPolicy(ada, { resourceId: sample.quiet.id, ...person })).toMatchObject({
    refusal: { code: 'not_allowed' },
  });
  const admin: Person = { ...ada, id: 4711, role: 'admin' };
  expect(await saveSyncPolicy(admin, { resourceId: sample.quiet.id, ...person })).toMatchObject({
    refusal: { code: 'invalid', fields: { moved: 'invalid' } },
  });
  const view = await viewMyCalendar(ada, {}, now);
  expect(view.ok && view.value.choices).toMatchObject({
    showAs: CHOSEN,
    policy: { kind: 'person', ...person },
  });
});

test('one of several in trouble: the mark is the worst of them, and the one that is silent is named', async () => {
  await readMoreCalendars(ada, { 'read-1': 'teaching', 'read-2': 'family' }, now);
  const seen = async () => {
    const view = await viewMyCalendar(ada, {}, now);
    if (!view.ok) throw new Error(view.refusal.code);
    const { link, onlyRead, ending } = view.value;
    const silent = onlyRead.filter((one) => one.silent).map(({ calendarId }) => calendarId);
    return { agreement: link?.agreement, silent, blocks: ending.blocks };
  };
  await db().calendarLink.updateMany({ data: { state: 'live' } });
  expect(await seen()).toEqual({ agreement: 'agreed', silent: [], blocks: 0 });
  const teaching = await db().calendarLink.findFirstOrThrow({ where: { calendarId: 'teaching', state: 'live' } });
  await db().calendarLink.update({ where: { id: teaching.id }, data: { state: 'degraded', stateReason: 'stale' } });
  const [startsAt, endsAt] = [new Date('2026-11-21T15:00:00Z'), new Date('2026-11-21T16:00:00Z')];
  const { id: linkId, resourceId } = teaching;
  await db().busyBlock.create({ data: { linkId, resourceId, remoteId: 'one', startsAt, endsAt } });
  expect(await seen()).toEqual({ agreement: 'needs_person', silent: ['teaching'], blocks: 1 });
});

import { beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { claimPullLink } from '@/lib/db/claim-pull';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { activateIntegration } from './activate-integration';
import { changeSpaceLink } from './change-space-link';
import { connectOutlook } from './connect-outlook';
import { deactivateIntegration } from './deactivate-integration';
import { finishOutlookConnection } from './finish-outlook-connection';
import { linkSpaceToRoom } from './link-space-to-room';
import { revokeSpaceLink } from './revoke-space-link';
import { saveIntegration } from './save-integration';
import { everything, makePerson, type RegisteredApp, standIn } from './stand-in.test-data';
import { viewAdminSpaces } from './view-admin-spaces';
import { viewSpaceLink } from './view-space-link';

testDatabase();
const microsoft = standIn();
const now = new Date();
const ROOM = 'linden@library.example';

let admin: Person;
let sample: Sample;
let app: RegisteredApp;
let connectionId: number;

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  admin = await makePerson('admin', 'admin@library.example');
  app = await microsoft.register();
  const { clientId, secret, tenantId } = app;
  await saveIntegration(admin, { clientId, secret: secret.value, tenant: tenantId, accountType: 'AzureADMyOrg' }, now);
  await activateIntegration(admin, now);
  connectionId = await connectAs('it@library.example');
});

async function connectAs(upn: string): Promise<number> {
  const begun = await connectOutlook(admin, { purpose: 'rooms', resourceId: String(sample.quiet.id) }, now);
  if (!begun.ok) throw new Error(begun.refusal.code);
  const back = await microsoft.answerAs(begun.value.redirectTo, upn);
  const { backTo, result } = await finishOutlookConnection(admin, back ?? new URLSearchParams(), now);
  expect(backTo).toBe(`/admin/spaces/${sample.quiet.id}`);
  if (!result.ok) throw new Error(result.refusal.code);
  expect(result.value.missing).toEqual([]);
  return result.value.connectionId;
}

const link = (more: object = {}) =>
  linkSpaceToRoom(admin, { spaceId: sample.quiet.id, connectionId, mailbox: ROOM, ...more }, now);
const links = () => db().calendarLink.findMany({ orderBy: { id: 'asc' } });
const refusal = async (answer: Promise<{ ok: boolean; refusal?: unknown }>) => (await answer).refusal;

test('links the space to the room that the account may edit', async () => {
  expect(await link({ mailbox: ` ${ROOM.toUpperCase()} ` })).toMatchObject({ ok: true });
  expect(await links()).toMatchObject([
    { resourceId: sample.quiet.id, mailboxAddress: ROOM, writes: true, reads: true, state: 'backfilling' },
  ]);
  const view = await viewSpaceLink(admin, { spaceId: sample.quiet.id }, now);
  expect(view).toMatchObject({ value: { link: { mailbox: ROOM, agreement: 'on_its_way' }, accounts: [{ links: 1 }] } });
});

test('the room is read as far ahead as people who meet there offer it', async () => {
  const resourceId = sample.librarian.id;
  await db().appointmentPlace.create({ data: { resourceId, kind: 'room', name: 'Quiet', spaceId: sample.quiet.id } });
  await db().appointmentKind.create({ data: { resourceId, name: 'Thesis', minutes: 60, windowDays: 180 } });
  await link();
  expect(await links()).toMatchObject([{ resourceId: sample.quiet.id, horizonDays: 180 }]);
});

test('refuses what cannot be linked, and changes nothing', async () => {
  await link();
  const before = await everything();
  const other = { spaceId: sample.corner.id };
  expect(await refusal(link(other))).toEqual({ code: 'calendar_taken', by: 'Quiet room' });
  expect(await refusal(link())).toEqual({ code: 'already_linked' });
  expect(await refusal(link({ mailbox: 'not an address' }))).toMatchObject({ fields: { mailbox: 'not_email' } });
  expect(await refusal(link({ mailbox: '' }))).toMatchObject({ fields: { mailbox: 'required' } });
  expect(await refusal(link({ mailbox: 'nobody@library.example' }))).toMatchObject({ code: 'no_such_room' });
  expect(await refusal(link({ spaceId: sample.librarian.id }))).toEqual({ code: 'not_found' });
  expect(await refusal(link({ connectionId: connectionId + 99 }))).toEqual({ code: 'not_found' });
  const staff = await makePerson('staff', 'staff@library.example');
  const raw = { spaceId: sample.quiet.id, connectionId, mailbox: ROOM };
  expect(await refusal(linkSpaceToRoom(staff, raw, now))).toEqual({ code: 'not_allowed' });
  expect(await everything()).toBe(before);
});

test.each(['none', 'freeBusyRead'])('an account with the right %s is told that it is not enough', async (role) => {
  await microsoft.control('/identity', {
    ...{ action: 'calendar_role', mailbox: ROOM, upn: 'it@library.example', role },
  });
  expect(await refusal(link())).toEqual({ code: 'calendar_not_editable', mailbox: ROOM });
  expect(await links()).toEqual([]);
});

test('nothing is linked while the integration is inactive', async () => {
  await deactivateIntegration(admin, new Date());
  expect(await refusal(link())).toEqual({ code: 'integration_inactive' });
  expect(await viewAdminSpaces(admin, now)).toMatchObject({ value: { integration: 'inactive' } });
});

test('disabled and enabled again', async () => {
  await link();
  const change = (state: string) => changeSpaceLink(admin, { spaceId: sample.quiet.id, state }, now);
  expect(await change('disabled')).toMatchObject({ ok: true });
  expect(await links()).toMatchObject([{ state: 'paused', stateReason: 'by_person', generation: 0 }]);
  expect(await change('enabled')).toMatchObject({ ok: true });
  expect(await links()).toMatchObject([{ state: 'backfilling', stateReason: null, generation: 1 }]);
  expect(await refusal(change('sideways'))).toMatchObject({ fields: { state: 'required' } });
});

test('a disabled space is neither read nor woken by switching the integration off and on', async () => {
  await link();
  await changeSpaceLink(admin, { spaceId: sample.quiet.id, state: 'disabled' }, now);
  const claim = () => claimPullLink(db(), 'test', new Date(Date.now() + 3_600_000), 0);
  await db().calendarLink.updateMany({ data: { nextPullAt: new Date(0) } });
  expect(await claim()).toBe(null);
  await deactivateIntegration(admin, new Date());
  await activateIntegration(admin, now);
  expect(await claim()).toBe(null);
  expect(await links()).toMatchObject([{ state: 'paused', stateReason: 'by_person' }]);
});

test('an account is connected again by another one: asked about, nothing swapped', async () => {
  const begun = await connectOutlook(
    admin,
    { purpose: 'rooms', resourceId: String(sample.quiet.id), reconnectId: String(connectionId) },
    now,
  );
  if (!begun.ok) throw new Error(begun.refusal.code);
  const before = await db().syncConnection.findMany();
  const back = await microsoft.answerAs(begun.value.redirectTo, 'admin@library.example');
  const { result } = await finishOutlookConnection(admin, back ?? new URLSearchParams(), now);
  expect(result).toMatchObject({
    refusal: { code: 'other_account', expected: 'it@library.example', given: 'admin@library.example' },
  });
  expect(await db().syncConnection.findMany()).toEqual(before);
});

test('revoked and linked again: the same link, no second one', async () => {
  await link();
  const [first] = await links();
  expect(await revokeSpaceLink(admin, { spaceId: sample.quiet.id }, now)).toMatchObject({ ok: true });
  expect(await links()).toMatchObject([{ state: 'unlinked' }]);
  expect(await refusal(revokeSpaceLink(admin, { spaceId: sample.quiet.id }, now))).toEqual({ code: 'not_found' });
  await link();
  expect(await links()).toMatchObject([{ id: first?.id, state: 'backfilling', generation: 1 }]);
});

test('another room lets the first one go', async () => {
  await link();
  expect(await link({ mailbox: 'maple@library.example' })).toMatchObject({ ok: true });
  expect(await links()).toMatchObject([{ state: 'unlinked' }, { mailboxAddress: 'maple@library.example' }]);
});

test('two spaces reaching for one room at once: one gets it', async () => {
  const answers = await Promise.all([link(), link({ spaceId: sample.corner.id })].map((one) => one.catch(() => null)));
  expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
  expect((await links()).filter(({ state }) => state !== 'unlinked')).toHaveLength(1);
});

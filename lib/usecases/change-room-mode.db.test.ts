import { beforeEach, describe, expect, test } from 'vitest';
import { POST } from '@/app/api/outlook/notifications/[urlKey]/route';
import type { Actor, Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { openTokens } from '@/lib/db/connection-tokens';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { seal } from '@/lib/seal';
import { accessToken, ConnectionUnusable } from '@/lib/sync/access-token';
import { dropSubscriptions } from '@/lib/sync/drop-subscriptions';
import { keepSubscription } from '@/lib/sync/keep-subscription';
import { notificationServer, until } from '@/lib/sync/notification-server.test-data';
import { testTenant, utc } from '@/lib/sync/tenant.test-data';
import { tomorrow } from '@/lib/time/tomorrow.test-data';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { activateIntegration } from './activate-integration';
import { bookSpace } from './book-space';
import { changeRoomMode } from './change-room-mode';
import { deactivateIntegration } from './deactivate-integration';
import { disconnectIntegration } from './disconnect-integration';
import { findRooms } from './find-rooms';
import { linkSpaceToRoom } from './link-space-to-room';
import { previewSpaceLink } from './preview-space-link';
import { saveIntegration } from './save-integration';
import { makePerson } from './stand-in.test-data';

testDatabase();
const tenant = testTenant();
notificationServer(POST);
const STUDY = 'study-1@library.example';
const guest: Actor = { kind: 'guest' };
type App = { clientId: string; tenantId: string; secret: { value: string } };

let admin: Person;
let sample: Sample;
let app: App;

const appRow = () => db().syncConnection.findFirstOrThrow({ where: { mode: 'app' } });
const links = () => db().calendarLink.findMany({ orderBy: { id: 'asc' } });
const standing = async () =>
  (await tenant.control<{ subscriptions: { id: string; resource: string }[] }>('GET', '/subscriptions')).subscriptions;
const tokenRequests = async (since: number) =>
  (await tenant.asked(since)).filter(({ operation }) => operation === 'token').length;
const choose = (roomMode: string) => changeRoomMode(admin, { roomMode }, new Date());
const link = async (more: object = {}) =>
  linkSpaceToRoom(
    admin,
    { spaceId: sample.quiet.id, connectionId: (await appRow()).id, mailbox: STUDY, ...more },
    new Date(),
  );
const refusal = async (answer: Promise<{ ok: boolean; refusal?: unknown }>) => (await answer).refusal;

async function register(application: string[]): Promise<App> {
  const made = await tenant.control<App>('POST', '/apps', {
    ...{ delegated: ['User.Read', 'Calendars.ReadWrite', 'Calendars.ReadWrite.Shared'], application },
    adminConsent: true,
  });
  const secretEnc = seal(made.secret.value, INTEGRATION_SECRET);
  const { clientId, tenantId } = made;
  await db().integration.update({ where: { id: 1 }, data: { clientId, tenantId, secretEnc } });
  return made;
}

beforeEach(async () => {
  sample = await sampleLibrary();
  admin = await makePerson('admin', 'admin@library.example');
  app = await register(['Calendars.ReadWrite']);
  for (const event of await tenant.events(STUDY)) await tenant.remove(STUDY, event.immutableId).catch(() => undefined);
});

async function book(start: number, end: number, spaceId = sample.quiet.id) {
  const raw = { spaceId, start: tomorrow(start).toISOString(), end: tomorrow(end).toISOString() };
  const who = { name: 'Rosa', email: `r${start}@example.org` };
  const answer = await bookSpace(guest, { ...raw, ...who }, new Date());
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

describe('choosing how rooms are reached', () => {
  test('the application itself: one connection without a refresh token, its token sealed', async () => {
    expect(await choose('app')).toMatchObject({ ok: true });
    expect(await choose('app')).toMatchObject({ ok: true });
    expect(await db().integration.findFirst()).toMatchObject({ roomMode: 'app' });
    const row = await appRow();
    expect(row).toMatchObject({
      purpose: 'rooms',
      status: 'active',
      tenantId: app.tenantId,
      principalName: app.clientId,
    });
    const tokens = openTokens(row.id, row.tokenEnc ?? '');
    expect(tokens.refreshToken).toBe(null);
    expect(tokens.accessToken).toBeTruthy();
    expect(await db().syncConnection.count()).toBe(1);
  });

  test('nothing is stored when Microsoft refuses the registration', async () => {
    await tenant.control('POST', '/identity', { action: 'expire_secret', clientId: app.clientId });
    expect(await refusal(choose('app'))).toMatchObject({ code: 'credentials_rejected', cause: 'secret_expired' });
    expect(await db().integration.findFirst()).toMatchObject({ roomMode: 'delegated' });
    expect(await db().syncConnection.count()).toBe(0);
  });

  test('needs the right, an active integration, and a directory', async () => {
    const staff = await makePerson('staff', 'staff@library.example');
    expect(await refusal(changeRoomMode(staff, { roomMode: 'app' }, new Date()))).toEqual({ code: 'not_allowed' });
    expect(await refusal(choose('sideways'))).toMatchObject({ fields: { roomMode: 'required' } });
    await db().integration.updateMany({ data: { accountType: 'AzureADMultipleOrgs', tenantId: null } });
    expect(await refusal(choose('app'))).toMatchObject({ fields: { tenant: 'required' } });
    const wide = changeRoomMode(admin, { roomMode: 'app', tenant: 'library.example' }, new Date());
    expect(await wide).toMatchObject({ ok: true });
    expect(await appRow()).toMatchObject({ tenantId: app.tenantId });
    await db().integration.updateMany({ data: { accountType: 'PersonalMicrosoftAccount' } });
    expect(await refusal(choose('app'))).toEqual({ code: 'mode_not_possible' });
    await deactivateIntegration(admin, new Date());
    expect(await refusal(choose('app'))).toEqual({ code: 'integration_inactive' });
  });

  test('back to an account that signs in: the unused connection ends, one in use stays', async () => {
    await choose('app');
    await choose('delegated');
    expect(await appRow()).toMatchObject({ status: 'disabled', tokenEnc: null });
    await choose('app');
    await link();
    await choose('delegated');
    expect(await appRow()).toMatchObject({ status: 'active' });
    expect(await links()).toMatchObject([{ state: 'backfilling' }]);
  });
});

describe('the application’s token', () => {
  beforeEach(async () => void (await choose('app')));
  const expire = () => db().syncConnection.updateMany({ data: { tokenExpiresAt: new Date(0) } });

  test('twenty at once ask once; a refused one is replaced once', async () => {
    const { id } = await appRow();
    await expire();
    const since = await tenant.mark();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => accessToken(id, new Date())));
    expect(new Set(tokens).size).toBe(1);
    expect(await tokenRequests(since)).toBe(1);
    const newer = await accessToken(id, new Date(), { rejected: tokens[0] });
    expect(newer).not.toBe(tokens[0]);
    expect(await tokenRequests(since)).toBe(2);
  });

  test('Graph refuses the token: the round goes on with a new one', async () => {
    await link();
    await drainPull();
    await tenant.control('POST', '/identity', { action: 'expire_access_tokens', clientId: app.clientId });
    const since = await tenant.mark();
    await book(600, 660);
    await drainPush();
    expect(await tokenRequests(since)).toBe(1);
    expect((await tenant.events(STUDY)).filter(({ transactionId }) => transactionId)).toHaveLength(1);
  });

  test('an expired secret: one alarm, and mended by a new secret without anybody signing in', async () => {
    await link();
    const { id } = await appRow();
    await tenant.control('POST', '/identity', { action: 'expire_secret', clientId: app.clientId });
    await expire();
    await expect(accessToken(id, new Date())).rejects.toThrow(ConnectionUnusable);
    expect(await appRow()).toMatchObject({ status: 'app_error' });
    const { secret } = await tenant.control<{ secret: { value: string } }>('POST', '/identity', {
      ...{ action: 'rotate_secret', clientId: app.clientId },
    });
    const raw = { clientId: app.clientId, secret: secret.value, tenant: app.tenantId, accountType: 'AzureADMyOrg' };
    expect(await saveIntegration(admin, raw, new Date())).toMatchObject({ ok: true });
    expect(await appRow()).toMatchObject({ status: 'active' });
    expect(await accessToken(id, new Date())).toBeTruthy();
    expect(await db().integration.findFirst()).toMatchObject({ alarmedAt: null });
  });

  test('switched off: not even a token is asked for', async () => {
    await expire();
    await deactivateIntegration(admin, new Date());
    const since = await tenant.mark();
    await expect(accessToken((await appRow()).id, new Date())).rejects.toThrow(ConnectionUnusable);
    expect(await tenant.asked(since)).toEqual([]);
  });

  test('disconnected and activated again: it comes back by itself', async () => {
    await disconnectIntegration(admin, {}, new Date());
    expect(await appRow()).toMatchObject({ status: 'disabled', tokenEnc: null });
    await db().integration.updateMany({ data: { state: 'draft' } });
    expect(await activateIntegration(admin, new Date())).toMatchObject({ ok: true });
    expect(await accessToken((await appRow()).id, new Date())).toBeTruthy();
  });
});

describe('a room through the application', () => {
  test('is linked with a webhook: Outlook knocks, the slot closes, the booking is written', async () => {
    await choose('app');
    expect(await link()).toMatchObject({ ok: true });
    const [row] = await links();
    await keepSubscription(row?.id ?? 0);
    expect(await links()).toMatchObject([{ changeMode: 'webhook', mailboxAddress: STUDY }]);
    await drainPull();
    await tenant.create(STUDY, { start: utc(tomorrow(600)), end: utc(tomorrow(660)) });
    await until(async () => {
      const [now] = await links();
      return (now?.dirtySeq ?? 0) > (now?.pulledSeq ?? 0);
    });
    await drainPull();
    expect(await db().busyBlock.count()).toBe(1);
    await book(720, 780);
    await drainPush();
    expect((await tenant.events(STUDY)).filter(({ transactionId }) => transactionId)).toHaveLength(1);
  });

  test('looked at before it is linked, without writing anything; each no by its cause', async () => {
    await choose('app');
    const before = (await tenant.events(STUDY)).length;
    const since = await tenant.mark();
    await link();
    // The change that is asked for finds no event to change.
    expect((await tenant.asked(since)).map(({ operation, status }) => `${operation} ${status}`)).toEqual([
      'calendar.get 200',
      'user.get 403',
      expect.stringMatching(/^event.update 40[04]$/),
    ]);
    expect(await tenant.events(STUDY)).toHaveLength(before);
    expect(await refusal(link({ mailbox: 'nobody@library.example' }))).toEqual({
      ...{ code: 'no_such_room', mailbox: 'nobody@library.example' },
    });
    const corner = { spaceId: sample.corner.id, mailbox: 'cedar@library.example' };
    await tenant.fault(
      { path: '/calendar', method: 'GET' },
      { status: 403, body: { error: { code: 'ErrorAccessDenied' } } },
    );
    expect(await refusal(link(corner))).toMatchObject({ code: 'room_not_in_scope' });
    await tenant.fault({ method: 'PATCH' }, { status: 403, body: { error: { code: 'ErrorAccessDenied' } } });
    expect(await refusal(link(corner))).toMatchObject({ code: 'room_not_in_scope' });
    expect(await links()).toHaveLength(1);
  });

  test('limited by Exchange to rooms, without any permission in Entra: rooms are reached, and nothing else', async () => {
    app = await register([]);
    await choose('app');
    expect(await refusal(link())).toMatchObject({ code: 'room_not_in_scope' });
    const scope = { clientId: app.clientId, via: 'rbac' };
    await tenant.control('POST', '/application-scopes', {
      ...scope,
      mailboxes: 'rooms',
      permissions: ['Calendars.Read'],
    });
    expect(await refusal(link())).toMatchObject({ code: 'room_not_in_scope' });
    await tenant.control('POST', '/application-scopes', { ...scope, mailboxes: 'rooms' });
    expect(await link()).toMatchObject({ ok: true });
    const person = { spaceId: sample.corner.id, mailbox: 'librarian@library.example' };
    expect(await refusal(link(person))).toMatchObject({ code: 'room_not_in_scope' });
    await keepSubscription((await links())[0]?.id ?? 0);
    await book(600, 660);
    await drainPull();
    await drainPush();
    expect((await tenant.events(STUDY)).filter(({ transactionId }) => transactionId)).toHaveLength(1);
    expect(await links()).toMatchObject([{ changeMode: 'webhook', state: 'live' }]);
  });

  test('an application that may only read is told that it is not enough', async () => {
    app = await register(['Calendars.Read']);
    await choose('app');
    expect(await refusal(link())).toMatchObject({ code: 'room_not_in_scope' });
  });

  test('rooms are chosen from the address book where that is allowed', async () => {
    await choose('app');
    const find = async () => findRooms(admin, { connectionId: (await appRow()).id }, new Date());
    expect(await refusal(find())).toEqual({ code: 'rooms_not_listed' });
    app = await register(['Calendars.ReadWrite', 'Place.Read.All']);
    await choose('app');
    await link();
    const found = await find();
    expect(found).toMatchObject({ ok: true });
    if (!found.ok) return;
    expect(found.value.find(({ address }) => address === STUDY)).toMatchObject({ linkedTo: 'Quiet room' });
    expect(found.value.length).toBeGreaterThan(5);
    expect(await db().syncLog.findFirst({ where: { op: 'room.list', outcome: 'ok' } })).toMatchObject({
      ...{ direction: 'look', linkId: null, clientRequestId: expect.any(String) },
    });

    // A page opened before the switch was turned: the token held is fresh, and nothing is asked (§11).
    expect(await deactivateIntegration(admin, new Date())).toMatchObject({ ok: true });
    const since = await tenant.mark();
    expect(await refusal(find())).toEqual({ code: 'integration_inactive' });
    expect(await tenant.asked(since)).toEqual([]);
  });
});

describe('a link that was made through an account', () => {
  let delegated: number;
  beforeEach(async () => {
    delegated = await tenant.connect('it@library.example', 'rooms', admin.id);
    await db().syncConnection.update({ where: { id: delegated }, data: { tenantId: app.tenantId } });
    await link({ connectionId: delegated });
    await book(600, 660);
    await drainPush();
    await drainPull();
  });
  const ours = async () => (await tenant.events(STUDY)).filter(({ transactionId }) => transactionId);

  async function link(more: object) {
    const raw = { spaceId: sample.quiet.id, mailbox: STUDY, ...more };
    return linkSpaceToRoom(admin, raw, new Date());
  }

  test('goes on after the switch, and moves to the application with its events: none is written twice', async () => {
    await choose('app');
    await book(720, 780);
    await drainPush();
    expect(await ours()).toHaveLength(2);
    const before = await db().bookingMirror.findMany({ orderBy: { bookingId: 'asc' } });

    const { id } = await appRow();
    expect(await link({ connectionId: id })).toMatchObject({ ok: true });
    expect(await links()).toMatchObject([{ connectionId: id, state: 'backfilling' }]);
    const since = await tenant.mark();
    await drainPush();
    await drainPull();
    expect((await tenant.asked(since)).filter(({ operation }) => operation === 'event.create')).toEqual([]);
    expect(await ours()).toHaveLength(2);
    const after = await db().bookingMirror.findMany({ orderBy: { bookingId: 'asc' } });
    expect(after.map(({ remoteId }) => remoteId)).toEqual(before.map(({ remoteId }) => remoteId));
    await keepSubscription((await links())[0]?.id ?? 0);
    expect(await links()).toMatchObject([{ changeMode: 'webhook', state: 'live' }]);
    expect(await standing()).toHaveLength(1);
  });

  test('and back: the application’s subscription goes, the room is polled', async () => {
    await choose('app');
    await link({ connectionId: (await appRow()).id });
    const linkId = (await links())[0]?.id ?? 0;
    await keepSubscription(linkId);
    expect(await standing()).toHaveLength(1);
    await link({ connectionId: delegated });
    await dropSubscriptions(linkId);
    await keepSubscription(linkId);
    expect(await standing()).toEqual([]);
    await drainPush();
    await drainPull();
    expect(await links()).toMatchObject([{ connectionId: delegated, changeMode: 'poll', state: 'live' }]);
    expect(await ours()).toHaveLength(1);
  });

  test('is not taken for another room when only the directory names it now', async () => {
    await db().calendarLink.updateMany({ data: { mailboxOid: STUDY } });
    app = await register(['Calendars.ReadWrite', 'User.Read.All']);
    await choose('app');
    await link({ connectionId: (await appRow()).id });
    expect(await links()).toHaveLength(1);
    await drainPush();
    expect(await ours()).toHaveLength(1);
  });
});

describe('the preview before linking', () => {
  test('counts what would be written, what would close time and what already collides; writes nothing', async () => {
    await choose('app');
    await book(600, 660);
    await book(720, 780);
    await tenant.create(STUDY, { start: utc(tomorrow(630)), end: utc(tomorrow(690)) });
    await tenant.create(STUDY, { start: utc(tomorrow(900)), end: utc(tomorrow(960)) });
    await tenant.create(STUDY, { start: utc(tomorrow(960)), end: utc(tomorrow(990)), showAs: 'free' });
    const raw = { spaceId: sample.quiet.id, connectionId: (await appRow()).id, mailbox: STUDY };
    const since = await tenant.mark();
    const preview = await previewSpaceLink(admin, raw, new Date());
    expect(preview).toMatchObject({
      value: {
        ...{ bookings: 2, blocks: 2, mailbox: STUDY },
        collisions: [
          {
            booking: { start: tomorrow(600), end: tomorrow(660) },
            busy: { start: tomorrow(630), end: tomorrow(690) },
          },
        ],
      },
    });
    const writes = (await tenant.asked(since)).filter(({ method, status }) => method !== 'GET' && status < 300);
    expect(writes).toEqual([]);
    expect(await links()).toEqual([]);
  });

  test('what it says comes true, and linking mails nobody', async () => {
    await choose('app');
    await book(600, 660);
    await drainPush();
    await tenant.create(STUDY, { start: utc(tomorrow(630)), end: utc(tomorrow(690)) });
    const mails = async () =>
      (await db().$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE name LIKE '%mail%'`).length;
    const before = await mails();
    await link();
    await drainPull();
    await drainPush();
    expect(await db().busyBlock.count()).toBe(1);
    expect(await db().syncConflict.count({ where: { state: 'open' } })).toBe(1);
    expect(await mails()).toBe(before);
  });

  test('events of an earlier link count as ours', async () => {
    await choose('app');
    await link();
    await book(600, 660);
    await drainPush();
    const { revokeSpaceLink } = await import('./revoke-space-link');
    await revokeSpaceLink(admin, { spaceId: sample.quiet.id }, new Date());
    const raw = { spaceId: sample.quiet.id, connectionId: (await appRow()).id, mailbox: STUDY };
    const preview = await previewSpaceLink(admin, raw, new Date());
    expect(preview).toMatchObject({ value: { bookings: 1, blocks: 0, collisions: [] } });
  });

  test('a room that cannot be read, or has its space, is refused as linking would be', async () => {
    await choose('app');
    await link();
    const connectionId = (await appRow()).id;
    const look = (more: object) =>
      previewSpaceLink(admin, { spaceId: sample.corner.id, connectionId, mailbox: STUDY, ...more }, new Date());
    expect(await refusal(look({}))).toEqual({ code: 'calendar_taken', by: 'Quiet room' });
    expect(await refusal(look({ mailbox: 'nobody@library.example' }))).toMatchObject({ code: 'no_such_room' });
    expect(await refusal(look({ mailbox: 'x' }))).toMatchObject({ fields: { mailbox: 'not_email' } });
  });
});

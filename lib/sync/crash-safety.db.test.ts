import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db, transaction } from '@/lib/db/client';
import { lockTokenRow, storeTokens } from '@/lib/db/connection-tokens';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { tomorrow } from '@/lib/time/tomorrow.test-data';
import { bookSpace } from '@/lib/usecases/book-space';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import type { SyncWorld } from './session';
import { testTenant, utc } from './tenant.test-data';

testDatabase();
const tenant = testTenant();

const STUDY = 'study-1@library.example';
const guest: Actor = { kind: 'guest' };
let sample: Sample;
let connectionId: number;

const event = (hour: number) => ({ start: utc(tomorrow(hour * 60)), end: utc(tomorrow(hour * 60 + 30)) });
const ahead = (ms: number, more: Partial<SyncWorld> = {}): SyncWorld => ({
  clock: () => new Date(Date.now() + ms),
  ...more,
});

beforeEach(async () => {
  sample = await sampleLibrary();
  for (const { immutableId } of await tenant.events(STUDY)) {
    await tenant.control('DELETE', `/mailboxes/${STUDY}/events/${encodeURIComponent(immutableId)}?scope=series`);
  }
  connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
  await tenant.link(sample.quiet.id, connectionId, STUDY, 'it@library.example');
  await drainPull();
});

describe('a round', () => {
  test('that cannot be applied leaves the cursor where it was: the next one brings the same rows', async () => {
    const before = await db().deltaCursor.findFirstOrThrow();
    await tenant.create(STUDY, event(10));
    // The database refuses rows of events, as it would in the middle of a crash.
    await db().$executeRaw`ALTER TABLE remote_event ADD CONSTRAINT no_more CHECK (false) NOT VALID`;
    await drainPull(ahead(360_000));
    await db().$executeRaw`ALTER TABLE remote_event DROP CONSTRAINT no_more`;
    expect((await db().deltaCursor.findFirstOrThrow()).deltaLinkEnc).toBe(before.deltaLinkEnc);
    await drainPull(ahead(2_000_000));
    expect(await db().busyBlock.count()).toBe(1);
  });

  test('that reads everything anew never opens closed time in between', async () => {
    for (const hour of [9, 11, 13]) await tenant.create(STUDY, event(hour));
    await drainPull(ahead(360_000));
    expect(await db().busyBlock.count()).toBe(3);
    const held: number[] = [];
    const watching: typeof fetch = async (input, init) => {
      held.push(await db().busyBlock.count());
      return fetch(input, init);
    };
    await tenant.fault({ operation: 'calendarView.delta' }, 'gone');
    await drainPull(ahead(720_000, { fetch: watching }));
    expect(held.length).toBeGreaterThan(1);
    expect(new Set(held)).toEqual(new Set([3]));
  });
});

test('an answer lost and the marker found only much later: still one event', async () => {
  const wish = { spaceId: sample.quiet.id, start: tomorrow(600).toISOString(), end: tomorrow(660).toISOString() };
  const answer = await bookSpace(guest, { ...wish, name: 'Rosa Reader', email: 'rosa@example.org' }, new Date());
  if (!answer.ok) throw new Error(answer.refusal.code);
  await tenant.behaviour({ markerFilterDelayMs: 30_000 });
  await tenant.control('POST', '/clock', { frozen: true });
  await tenant.fault({ operation: 'event.create' }, 'reset_after_commit');
  for (const ms of [0, 20_000, 40_000, 60_000]) await drainPush(ahead(ms));
  expect((await tenant.events(STUDY)).filter(({ subject }) => subject.startsWith('Booked'))).toHaveLength(1);
  expect(await db().booking.findFirst()).toMatchObject({ status: 'confirmed' });
});

test('tokens of a slower worker do not take the place of newer ones', async () => {
  const seen = await transaction((tx) => lockTokenRow(tx, connectionId));
  const tokens = (accessToken: string) => ({
    ...{ accessToken, refreshToken: 'r', scopes: [], expiresAt: new Date(Date.now() + 3_600_000) },
  });
  const version = seen?.tokenVersion ?? -1;
  expect(await storeTokens(db(), connectionId, version, tokens('newer'), new Date())).toBe(true);
  expect(await storeTokens(db(), connectionId, version, tokens('older'), new Date())).toBe(false);
});

import { describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { outlookEdits, STUDY, slot, span } from '@/lib/sync/outlook-edits.test-data';
import { testTenant } from '@/lib/sync/tenant.test-data';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { changeSpaceLink } from './change-space-link';
import { deactivateIntegration } from './deactivate-integration';
import { disconnectConnection } from './disconnect-connection';
import { disconnectIntegration } from './disconnect-integration';
import { revokeSpaceLink } from './revoke-space-link';
import { settleHolds } from './settle-holds';

/** A booking that waits for a calendar, when that calendar falls silent, is switched off or is let go (sync-design §9, §11). */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);
const CEDAR = 'cedar@library.example';

const admin = (): Actor => ({
  ...{ kind: 'person', id: there.adminId(), role: 'admin', name: 'Morgan', email: 'm@library.example', locale: 'en' },
});
const refused = { status: 403, body: { error: { code: 'ErrorAccessDenied' } } };
const mails = async () =>
  (
    await db().$queryRaw<{ template: string }[]>`
      SELECT data->>'template' AS template FROM pgboss.job WHERE name = 'mail' ORDER BY created_on`
  ).map(({ template }) => template);

describe('nobody will ask any more: decided by the library’s own rules at once', () => {
  const ends: [string, (now: Date) => Promise<{ ok: boolean }>][] = [
    ['disabled', (now) => changeSpaceLink(admin(), { spaceId: there.sample().quiet.id, state: 'disabled' }, now)],
    ['revoked', (now) => revokeSpaceLink(admin(), { spaceId: there.sample().quiet.id }, now)],
    ['emptied first', (now) => revokeSpaceLink(admin(), { spaceId: there.sample().quiet.id, removeEvents: 'on' }, now)],
    ['its account disconnected', (now) => disconnectConnection(admin(), { connectionId: 1 }, now)],
    ['everything disconnected', (now) => disconnectIntegration(admin(), {}, now)],
    ['everything inactive', (now) => deactivateIntegration(admin(), now)],
  ];
  test.each(ends)('%s', async (_, end) => {
    await there.room();
    await tenant.fault({ operation: 'calendarView' }, { status: 503 }, 50);
    await there.book();
    expect(await there.booking()).toMatchObject({ status: 'pending_remote' });
    expect(await end(there.world().clock())).toMatchObject({ ok: true });
    expect(await there.booking()).toMatchObject({ status: 'confirmed', holdUntil: null });
    expect(await mails()).toEqual(['booking_confirmed']);
  });
});

describe('a hall and its part, each with a room', () => {
  async function both(): Promise<void> {
    await there.room();
    const { id } = await db().syncConnection.findFirstOrThrow();
    await db().calendarLink.updateMany({ data: { resourceId: there.sample().east.id } });
    for (const { immutableId } of await tenant.events(CEDAR)) await tenant.remove(CEDAR, immutableId).catch(() => null);
    await tenant.link(there.sample().hall.id, id, CEDAR, 'it@library.example');
    await drainPull(there.world());
  }

  test('one refuses: that is no word of agreement, whatever the other says', async () => {
    await both();
    await there.foreign(STUDY, slot);
    await tenant.fault({ operation: 'calendarView', mailbox: STUDY }, refused);
    await there.book(slot, there.sample().east.id);
    const links = await db().calendarLink.findMany({ orderBy: { id: 'asc' } });
    expect(links).toMatchObject([{ state: 'paused' }, { state: 'live' }]);
    expect(await db().pushJob.count({ where: { link: { mailboxAddress: CEDAR } } })).toBe(0);
    expect(await there.booking()).toMatchObject({ status: 'pending_remote' });
    await settleHolds(there.pass(15 * 60_000));
    expect(await there.booking()).toMatchObject({ status: 'to_confirm' });
  });

  test('one has agreed and the other is switched off: that word is enough', async () => {
    await both();
    await tenant.fault({ operation: 'calendarView', mailbox: STUDY }, { status: 503 }, 50);
    await there.book(slot, there.sample().east.id);
    expect(await there.booking()).toMatchObject({ status: 'pending_remote' });
    await changeSpaceLink(admin(), { spaceId: there.sample().east.id, state: 'disabled' }, there.world().clock());
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await mails()).toEqual(['booking_confirmed']);
  });

  test('one was silent before, and read lately: the one that can be asked is asked, and waited for', async () => {
    await both();
    await db().calendarLink.updateMany({
      where: { mailboxAddress: CEDAR },
      data: { state: 'degraded', stateReason: 'unavailable', lastPullOkAt: there.world().clock() },
    });
    await tenant.fault({ mailbox: CEDAR }, { status: 503 }, 50);
    await there.foreign(STUDY, slot);
    await there.book(slot, there.sample().east.id);
    expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook' });
    await there.book(span(720, 780), there.sample().east.id);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    await drainPush(there.world());
    expect(await there.mine(STUDY)).toHaveLength(1);
  });
});

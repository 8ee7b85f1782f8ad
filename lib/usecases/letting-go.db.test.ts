import { describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { ADA, outlookEdits, STUDY, slot } from '@/lib/sync/outlook-edits.test-data';
import { testTenant } from '@/lib/sync/tenant.test-data';
import { localDateOf, startOfDay } from '@/lib/time/zone';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { caseAsShown } from './case-as-shown.test-data';
import { decideCase } from './decide-case';
import { disconnectConnection } from './disconnect-connection';
import { disconnectIntegration } from './disconnect-integration';
import { finishClosingLinks } from './finish-closing-links';
import { stopRemoval } from './stop-removal';
import { viewCases } from './view-cases';
import { viewIntegration } from './view-integration';

/** What becomes of bookings, closed times and names when a calendar is let go (sync-design §8, §11). */
testDatabase();
const there = outlookEdits(testTenant());
const ZONE = 'America/New_York';

const person = (id: number, role: 'admin' | 'staff'): Actor => ({
  ...{ kind: 'person', id, role, name: 'Somebody', email: 'somebody@library.example', locale: 'en' },
});

describe('a booking that waits to be confirmed by staff', () => {
  async function waiting() {
    const { connectionId } = await there.librarian();
    await db().calendarLink.updateMany({ data: { state: 'degraded', lastPullOkAt: new Date(0) } });
    await there.meet();
    expect(await there.booking()).toMatchObject({ status: 'to_confirm' });
    return { connectionId, ada: person(there.sample().ada.id, 'staff') };
  }

  test('keeps its case when the calendar is let go, and she confirms it without one', async () => {
    const { connectionId, ada } = await waiting();
    expect(await disconnectConnection(ada, { connectionId }, new Date())).toMatchObject({ value: { links: 1 } });
    expect(await db().calendarLink.findFirst()).toMatchObject({ state: 'unlinked' });
    const view = await viewCases(ada, {}, new Date());
    if (!view.ok) throw new Error(view.refusal.code);
    const [one] = view.value.cases.flatMap(({ rows }) => rows);
    expect(one).toMatchObject({ kind: 'to_confirm', choices: ['confirm', 'cancel'] });
    expect(
      await decideCase(ada, { ...(await caseAsShown(one?.id ?? 0)), choice: 'confirm' }, new Date()),
    ).toMatchObject({ ok: true });
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await there.patronMails()).toEqual(['booking_to_confirm']);
  });

  test('keeps it also when its event is removed', async () => {
    const { connectionId } = await waiting();
    expect(await there.mine(ADA)).toHaveLength(1);
    const ending = { connectionId, removeEvents: 'on' };
    const admin = person(there.adminId(), 'admin');
    expect(await disconnectConnection(admin, ending, new Date())).toMatchObject({ value: { closing: 1 } });
    there.pass(20 * 60_000);
    await drainPush(there.world());
    expect(await there.mine(ADA)).toEqual([]);
    expect(await there.booking()).toMatchObject({ status: 'to_confirm' });
    expect(await there.cases()).toMatchObject([{ kind: 'to_confirm', state: 'open' }]);
  });

  test('or cancels it, after the whole integration has gone', async () => {
    const { ada } = await waiting();
    await disconnectIntegration(person(there.adminId(), 'admin'), {}, new Date());
    const [one] = await there.cases();
    expect(one).toMatchObject({ kind: 'to_confirm', state: 'open' });
    expect(await decideCase(ada, { ...(await caseAsShown(one?.id ?? 0)), choice: 'cancel' }, new Date())).toMatchObject(
      { ok: true },
    );
    expect(await there.booking()).toMatchObject({ status: 'cancelled' });
  });
});

test('closed times that are kept until a date end with it, also in the middle of an event', async () => {
  await there.room();
  const days = (count: number) => new Date(slot.start.getTime() + count * 86_400_000);
  await there.foreign(STUDY, { start: slot.start, end: days(3) });
  there.pass(360_000);
  await drainPull(there.world());
  expect(await db().busyBlock.findMany()).toMatchObject([{ startsAt: slot.start, endsAt: days(3) }]);
  const keepBlocksUntil = localDateOf(days(1), ZONE);
  const admin = person(there.adminId(), 'admin');
  const { id: connectionId } = await db().syncConnection.findFirstOrThrow();
  await disconnectConnection(admin, { connectionId, keepBlocksUntil }, new Date());
  const endsAt = startOfDay(localDateOf(days(2), ZONE), ZONE);
  expect(await db().busyBlock.findMany()).toMatchObject([{ startsAt: slot.start, endsAt }]);
  expect(await db().remoteEvent.findMany()).toMatchObject([{ startAt: slot.start, endAt: endsAt }]);
});

test('nothing of the account’s calendars is remembered, not even their names', async () => {
  const { connectionId } = await there.librarian();
  const calendars = [{ id: 'x', name: 'Morgan’s private calendar', canEdit: false, isDefault: false }];
  await db().syncConnection.updateMany({ data: { calendars } });
  await disconnectConnection(person(there.sample().ada.id, 'staff'), { connectionId }, new Date());
  expect(await db().syncConnection.findFirst()).toMatchObject({
    status: 'disabled',
    principalName: ADA,
    calendars: [],
  });
});

test('one space is to stay connected while everything is being emptied: the integration stays too', async () => {
  await there.room();
  await there.book();
  const admin = person(there.adminId(), 'admin');
  await disconnectIntegration(admin, { removeEvents: 'on' }, new Date());
  const undo = { spaceId: there.sample().quiet.id, how: 'undo' };
  expect(await stopRemoval(admin, undo, new Date())).toMatchObject({ value: { links: 1 } });
  expect(await db().integration.findFirst()).toMatchObject({ state: 'active', endingAt: null });
  there.pass(20 * 60_000);
  await finishClosingLinks(there.world().clock());
  expect(await db().integration.findFirst()).toMatchObject({ state: 'active', endingAt: null });
  expect(await db().calendarLink.findFirst()).toMatchObject({ state: 'backfilling' });
});

test('an admin sees whose own Outlook is connected, who waits first, and ends one of them', async () => {
  const { connectionId } = await there.librarian();
  const { adminId } = there;
  const { id: _, ...row } = await db().syncConnection.findFirstOrThrow();
  const waits = {
    ...row,
    calendars: [],
    ownerId: adminId(),
    principalOid: 'other',
    principalName: 'm@library.example',
  };
  await db().syncConnection.create({
    data: { ...waits, status: 'needs_reauth', statusReason: 'policy invalid_grant 53003' },
  });
  await there.meet();
  const admin = person(adminId(), 'admin');
  const staff = async () => {
    const view = await viewIntegration(admin, new Date());
    return view.ok ? view.value.staff : [];
  };
  expect(await staff()).toMatchObject([
    { name: 'Morgan Ellis', state: 'blocked', events: 0 },
    { name: 'Ada Park', account: ADA, state: 'active', events: 1 },
  ]);
  expect(await disconnectConnection(admin, { connectionId }, new Date())).toMatchObject({ ok: true });
  expect((await staff()).map(({ name }) => name)).toEqual(['Morgan Ellis']);
});

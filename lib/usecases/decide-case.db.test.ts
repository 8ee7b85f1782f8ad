import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { ADA, half, outlookEdits, STUDY, slot, span } from '@/lib/sync/outlook-edits.test-data';
import { testTenant, utc } from '@/lib/sync/tenant.test-data';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { caseAsShown } from './case-as-shown.test-data';
import { decideCase } from './decide-case';
import { refuseNewTime } from './refuse-new-time';
import { settleCases } from './settle-cases';
import { viewCases } from './view-cases';
import { viewTimeline } from './view-timeline';

testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const as = (role: Person['role'], id: number): Person => ({
  ...{ kind: 'person', id, role, name: 'Somebody', email: `${role}${id}@library.example`, locale: 'en' },
});
const admin = () => as('admin', there.adminId());
const ada = () => as('staff', there.sample().ada.id);
const now = () => there.pass(1_000);
const moved = span(780, 840);
const openCase = () => db().syncConflict.findFirstOrThrow({ where: { state: 'open' }, orderBy: { id: 'desc' } });
const decide = async (choice: string, more: object = {}, who = admin()) =>
  decideCase(who, { ...(await caseAsShown((await openCase()).id)), choice, ...more }, now(), there.world());

async function roomMoved(when = moved, often = 1) {
  await there.room();
  await there.book();
  for (let count = 1; count <= often; count++) {
    await there.change(STUDY, { start: utc(span(720 + count, 780).start), end: utc(when.end) });
    if (count === often) await there.change(STUDY, { start: utc(when.start), end: utc(when.end) });
    await there.look();
  }
}

describe('the time from Outlook', () => {
  test('is applied by one click: booking and calendar agree, the patron hears both times', async () => {
    await roomMoved();
    expect(await decide('apply')).toEqual({ ok: true, value: { choice: 'apply' } });
    await there.look();
    const written = { icsSequence: 1, items: [{ startsAt: moved.start, endsAt: moved.end }] };
    expect(await there.booking()).toMatchObject(written);
    expect(await there.startOf(STUDY)).toEqual([moved.start]);
    expect(await there.patronMails()).toEqual(['booking_moved']);
    expect(await there.cases()).toMatchObject([
      { state: 'resolved', resolution: 'applied', resolvedBy: there.adminId() },
    ]);
    const place = ({ start, end }: typeof slot) => ({ start: start.toISOString(), end: end.toISOString() });
    expect(await db().auditEntry.findMany({ where: { act: 'conflict.settled' } })).toMatchObject([
      { personId: there.adminId(), detail: { choice: 'apply', from: [place(slot)], to: [place(moved)] } },
    ]);
    const { publicId } = await there.booking();
    const view = await viewTimeline(admin(), { publicId });
    expect(view.ok && view.value.lines.find(({ what }) => what === 'case_closed')).toMatchObject({
      moved: { from: [{ ...slot, space: null }], to: [moved] },
    });
  });

  test('also a week later: the event found there is our own', async () => {
    const week = 7 * 86_400_000;
    const later = { start: new Date(slot.start.getTime() + week), end: new Date(slot.end.getTime() + week) };
    await roomMoved(later, 3);
    expect(await openCase()).toMatchObject({ kind: 'mirror_moved' });
    expect(await decide('apply')).toEqual({ ok: true, value: { choice: 'apply' } });
    expect((await there.booking()).items).toMatchObject([{ startsAt: later.start, endsAt: later.end }]);
  });

  test('of a booking under way: its end is taken over while that is ahead', async () => {
    await there.room();
    await there.book();
    const shorter = span(600, 645);
    await there.change(STUDY, { start: utc(shorter.start), end: utc(shorter.end) });
    await there.look();
    there.pass(span(620, 621).start.getTime() - now().getTime());
    await db().syncConnection.updateMany({ data: { tokenExpiresAt: slot.end } });
    expect(await decide('apply')).toEqual({ ok: true, value: { choice: 'apply' } });
    expect((await there.booking()).items).toMatchObject([{ startsAt: slot.start, endsAt: shorter.end }]);
  });

  test('while nothing is written: the event stays where it was moved', async () => {
    await roomMoved(moved, 3);
    expect(await openCase()).toMatchObject({ policy: 'ask' });
    expect(await decide('apply')).toMatchObject({ ok: true });
    await there.look();
    expect(await there.startOf(STUDY)).toEqual([moved.start]);
    expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'live' });
    expect((await there.cases()).filter(({ state }) => state === 'open')).toEqual([]);
  });

  test('is refused when somebody has booked it meanwhile; the case stays open, nobody is told anything', async () => {
    await roomMoved();
    await there.book(moved);
    const { id } = await db().syncConflict.findFirstOrThrow({ where: { state: 'open' } });
    expect(await decideCase(admin(), { ...(await caseAsShown(id)), choice: 'apply' }, now())).toEqual({
      ok: false,
      refusal: { code: 'slot_taken' },
    });
    expect(await openCase()).toMatchObject({ id });
    expect(await there.patronMails()).toEqual([]);
  });

  test('the patron may say no, whatever notice is asked for, and staff hear of it once', async () => {
    await there.room();
    const placed = await there.book();
    await there.change(STUDY, { start: utc(moved.start), end: utc(moved.end) });
    await there.look();
    const guest = { kind: 'guest' } as const;
    expect(await refuseNewTime(guest, placed, now())).toMatchObject({ refusal: { code: 'booking_closed' } });
    await decide('apply');
    expect(await refuseNewTime(guest, { publicId: placed.publicId }, now())).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    const late = new Date(moved.start.getTime() + 60_000);
    expect(await refuseNewTime(guest, placed, late)).toEqual({ ok: true, value: { publicId: placed.publicId } });
    expect(await refuseNewTime(guest, placed, late)).toMatchObject({ refusal: { code: 'booking_closed' } });
    await there.look();
    expect(await there.mine(STUDY)).toEqual([]);
    expect(await there.patronMails()).toEqual(['booking_moved', 'booking_cancelled']);
    expect((await there.staffMails()).map(([template]) => template)).toEqual(['case_opened', 'case_refused']);
  });
});

test('“put back” is said when it is done, and not before', async () => {
  const written = async () => {
    const view = await viewCases(admin(), {}, now());
    return view.ok ? view.value.cases.flatMap(({ rows }) => rows.map((row) => row.written)) : [];
  };
  await there.room();
  await there.book();
  await there.change(STUDY, { start: utc(moved.start), end: utc(moved.end) });
  there.pass(360_000);
  await drainPull(there.world());
  expect(await written()).toEqual(['waiting']);
  await tenant.fault({ method: 'PATCH' }, { status: 403 }, 5);
  await drainPush(there.world());
  expect(await written()).toEqual(['failed']);
  await tenant.control('DELETE', '/faults');
  await db().calendarLink.updateMany({ data: { state: 'live', stateReason: null } });
  await db().pushJob.updateMany({ data: { runAfter: new Date(0) } });
  await drainPush(there.world());
  expect(await written()).toEqual(['done']);
  expect(await there.startOf(STUDY)).toEqual([slot.start]);
});

describe('the other choices', () => {
  test('put back now: the event stands where the booking says', async () => {
    await roomMoved(moved, 3);
    expect(await decide('put_back')).toMatchObject({ ok: true });
    await there.look();
    expect(await there.startOf(STUDY)).toEqual([slot.start]);
    expect(await there.patronMails()).toEqual([]);
  });

  test('put back now, after it was deleted twice: a new event', async () => {
    await there.room();
    await there.book();
    for (const _ of [1, 2]) {
      await there.remove(STUDY);
      await there.look();
    }
    expect(await there.mine(STUDY)).toEqual([]);
    expect(await decide('put_back')).toMatchObject({ ok: true });
    await there.look();
    expect(await there.startOf(STUDY)).toEqual([slot.start]);
    expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'live', epoch: 3 });
  });

  test('cancel: apology and alternatives for the patron, every case of it over', async () => {
    await roomMoved();
    await there.foreign(STUDY, slot);
    await there.look();
    expect(await db().syncConflict.count({ where: { state: 'open' } })).toBe(2);
    expect(await decide('cancel')).toMatchObject({ ok: true });
    await there.look();
    expect(await there.booking()).toMatchObject({
      status: 'cancelled',
      cause: 'staff',
      statusReason: 'withdrawn_by_staff',
    });
    expect(await there.patronMails()).toEqual(['booking_withdrawn']);
    expect(await db().syncConflict.count({ where: { state: 'open' } })).toBe(0);
    expect(await there.mine(STUDY)).toEqual([]);
  });

  test('move to a free space: the booking, its event and the patron’s mail follow', async () => {
    await there.room();
    await there.book();
    await there.foreign(STUDY, slot);
    await there.look();
    const listed = await viewCases(admin(), { move: (await openCase()).id }, now());
    const corner = there.sample().corner.id;
    expect(listed.ok && listed.value.spaces.map(({ id }) => id)).toContain(corner);
    expect(await decide('move')).toMatchObject({ refusal: { code: 'invalid' } });
    expect(await decide('move', { spaceId: corner })).toMatchObject({ ok: true });
    await there.look();
    expect((await there.booking()).items).toMatchObject([{ resourceId: corner, startsAt: slot.start }]);
    expect(await there.mine(STUDY)).toEqual([]);
    expect(await there.patronMails()).toEqual(['booking_moved']);
    expect(await db().busyBlock.count()).toBe(1);
  });

  test('move a booking that waits to be confirmed: that answers its other case too', async () => {
    const linkId = await there.room();
    await db().calendarLink.updateMany({ data: { state: 'degraded', lastPullOkAt: new Date(0) } });
    await there.book();
    expect(await there.booking()).toMatchObject({ status: 'to_confirm' });
    await db().calendarLink.updateMany({ where: { id: linkId }, data: { state: 'live' } });
    await there.foreign(STUDY, slot);
    await there.look();
    expect((await openCase()).kind).toBe('foreign_over_booking');
    expect(await decide('move', { spaceId: there.sample().corner.id })).toMatchObject({ ok: true });
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect((await there.cases()).map(({ kind, resolution }) => [kind, resolution])).toEqual([
      ['to_confirm', 'confirmed'],
      ['foreign_over_booking', 'moved'],
    ]);
  });

  test('move to a space that was taken meanwhile is refused', async () => {
    await there.room();
    await there.book();
    await there.foreign(STUDY, slot);
    await there.look();
    const corner = there.sample().corner.id;
    await there.book(slot, corner);
    expect(await decide('move', { spaceId: corner })).toMatchObject({ refusal: { code: 'slot_taken' } });
  });

  describe('move to a space whose calendar has not been read since', () => {
    const MAPLE = 'maple@library.example';
    const wish = async () => ({
      spaceId: there.sample().corner.id,
      ...(await caseAsShown((await openCase()).id)),
      choice: 'move',
    });
    beforeEach(async () => {
      await there.room();
      await there.empty(MAPLE);
      const { connectionId } = await db().calendarLink.findFirstOrThrow();
      await tenant.link(there.sample().corner.id, connectionId, MAPLE, 'it@library.example');
      await there.book();
      await there.foreign(STUDY, slot);
      await there.look();
    });

    test('somebody is there: refused, and nobody is told anything', async () => {
      await there.foreign(MAPLE, half);
      expect(await db().busyBlock.count({ where: { resourceId: there.sample().corner.id } })).toBe(0);
      expect(await decideCase(admin(), await wish(), now(), there.world())).toEqual({
        ...{ ok: false, refusal: { code: 'slot_taken' } },
      });
      expect(await there.patronMails()).toEqual([]);
      expect(await openCase()).toMatchObject({ kind: 'foreign_over_booking' });
    });

    test('it gives no answer: refused, for silence is never free', async () => {
      await tenant.fault({ operation: 'calendarView', mailbox: MAPLE }, { status: 503 }, 5);
      expect(await decideCase(admin(), await wish(), now(), there.world())).toMatchObject({
        refusal: { code: 'calendar_unknown' },
      });
      expect(await there.patronMails()).toEqual([]);
    });

    test('it is free: moved, and read once more for what came between', async () => {
      expect(await decideCase(admin(), await wish(), now(), there.world())).toMatchObject({ ok: true });
      const link = await db().calendarLink.findFirstOrThrow({ where: { resourceId: there.sample().corner.id } });
      expect(link.dirtySeq > link.pulledSeq).toBe(true);
      await there.look();
      expect(await there.mine(MAPLE)).toHaveLength(1);
    });
  });

  test('two decide at once: one of them is told that it is settled', async () => {
    await roomMoved();
    const shown = await caseAsShown((await openCase()).id);
    const answers = await Promise.all(
      (['apply', 'cancel'] as const).map((choice) => decideCase(admin(), { ...shown, choice }, now())),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await there.patronMails()).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'case_closed' } });
  });

  test('what is not offered is not done', async () => {
    await roomMoved();
    expect(await decide('put_back')).toMatchObject({ refusal: { code: 'choice_not_open' } });
    expect(await decide('confirm')).toMatchObject({ refusal: { code: 'choice_not_open' } });
    expect(await decideCase(admin(), { caseId: 4711, choice: 'keep', seen: '' }, now())).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});

describe('who decides', () => {
  test('a room’s case: whoever stands behind the counter, and no patron', async () => {
    await roomMoved();
    expect(await decide('keep', {}, as('patron', 99))).toMatchObject({ refusal: { code: 'not_allowed' } });
    const view = await viewCases(ada(), {}, now());
    expect(view.ok && view.value.cases.flatMap(({ rows }) => rows)).toMatchObject([{ kind: 'mirror_moved' }]);
    expect(await decide('keep', {}, ada())).toMatchObject({ ok: true });
  });

  test('a deleted appointment: hers for a day, then everybody’s', async () => {
    await there.librarian();
    await there.meet(half);
    await there.remove(ADA);
    await there.look();
    const other = as(
      'staff',
      (await db().person.create({ data: { name: 'Ben', email: 'ben@library.example', role: 'staff' } })).id,
    );
    expect(await decide('cancel', {}, other)).toMatchObject({ refusal: { code: 'not_allowed' } });
    const seen = async (who: Person) => {
      const view = await viewCases(who, {}, now());
      return view.ok ? view.value.cases.length : 0;
    };
    expect(await seen(ada())).toBe(1);
    expect(await seen(other)).toBe(0);
    await db().syncConflict.updateMany({ data: { settleBy: new Date(0) } });
    await settleCases(now());
    expect(await seen(other)).toBe(1);
    expect(await decide('cancel', {}, other)).toMatchObject({ ok: true });
    expect(await there.booking()).toMatchObject({ status: 'cancelled' });
  });

  test('she says that it stands: its event is put back', async () => {
    await there.librarian();
    await there.meet(half);
    await there.remove(ADA);
    await there.look();
    expect(await decide('put_back', {}, ada())).toMatchObject({ ok: true });
    await there.look();
    expect(await there.startOf(ADA)).toEqual([half.start]);
    expect(await there.patronMails()).toEqual([]);
  });
});

test('cases of bookings that have ended close by themselves', async () => {
  await roomMoved();
  expect(await settleCases(new Date(slot.end.getTime() - 1))).toEqual({ passedOn: 0, stood: 0, ended: 0 });
  expect(await settleCases(slot.end)).toEqual({ passedOn: 0, stood: 0, ended: 1 });
});

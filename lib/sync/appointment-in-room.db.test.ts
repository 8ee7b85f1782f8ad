import { describe, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { caseAsShown } from '@/lib/usecases/case-as-shown.test-data';
import { decideCase } from '@/lib/usecases/decide-case';
import { settleHolds } from '@/lib/usecases/settle-holds';
import { drainPush } from '@/lib/worker/drain.test-data';
import { ADA, half, outlookEdits, STUDY, span } from './outlook-edits.test-data';
import { testTenant, utc } from './tenant.test-data';

/** An appointment with a room is one booking on two calendars: both or neither, whoever does what to either. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const MINUTE = 60_000;
const times = ({ start, end }: { start: Date; end: Date }) => ({ start: utc(start), end: utc(end) });
const later = span(660, 690);
const silent = (mailbox: string, times_ = 50) =>
  tenant.fault({ operation: 'calendarView', mailbox }, { status: 503 }, times_);
const admin = (): Person => ({
  ...{ kind: 'person', id: there.adminId(), role: 'admin', name: 'Morgan' },
  ...{ email: 'admin@library.example', locale: 'en' },
});
/** Where each calendar shows it, and what is closed here. */
async function both() {
  const active = await db().occupancy.findMany({ where: { active: true, pad: false }, orderBy: { resourceId: 'asc' } });
  return {
    ada: await there.startOf(ADA),
    room: await there.startOf(STUDY),
    closed: active.map(({ resourceId, startsAt }) => [resourceId, startsAt]),
  };
}
const at = (when: { start: Date }, { quiet, librarian } = there.sample()) => ({
  ada: [when.start],
  room: [when.start],
  closed: [
    [quiet.id, when.start],
    [librarian.id, when.start],
  ],
});
const nowhere = { ada: [], room: [], closed: [] };
const onlyCase = async () => caseAsShown((await db().syncConflict.findFirstOrThrow({ where: { state: 'open' } })).id);

describe('promised', () => {
  test('once both calendars have it, with one mail; one cancel empties both', async () => {
    await there.pair();
    const placed = await there.meet();
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await both()).toEqual(at(half));
    expect(await db().$queryRaw`SELECT 1 FROM pgboss.job WHERE name = 'mail'`).toHaveLength(1);
    expect(await cancelBooking({ kind: 'guest' }, placed, there.pass(1_000))).toMatchObject({ ok: true });
    await there.look();
    expect(await both()).toEqual(nowhere);
    expect(await db().bookingMirror.count({ where: { state: 'gone' } })).toBe(2);
  });

  test.each([
    ['the room', STUDY],
    ['the librarian', ADA],
  ])('somebody has %s in Outlook: refused, and neither calendar shows it', async (_, mailbox) => {
    await there.pair();
    expect(await there.ask()).toMatchObject({ ok: true });
    await there.foreign(mailbox, half);
    await drainPush(there.world());
    await there.look();
    expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook' });
    expect(await both()).toEqual(nowhere);
  });

  test('not on the word of one: her calendar agrees, and the room’s is silent', async () => {
    await there.pair();
    await silent(STUDY);
    expect(await there.ask()).toMatchObject({ ok: true });
    await drainPush(there.world());
    expect(await there.booking()).toMatchObject({ status: 'pending_remote' });
    expect(await both()).toMatchObject({ ada: [half.start], room: [] });
  });

  test('what is read over her time while the room is asked refuses it', async () => {
    const { linkId } = await there.pair();
    await silent(STUDY);
    expect(await there.ask()).toMatchObject({ ok: true });
    await drainPush(there.world());
    await there.foreign(ADA, half);
    await tenant.control('DELETE', '/faults');
    await db().calendarLink.update({ where: { id: linkId }, data: { dirtySeq: { increment: 1 } } });
    await there.look();
    await there.look();
    expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook' });
    expect(await both()).toEqual(nowhere);
  });

  test.each([
    ['takes it for staff to confirm', {}, 'to_confirm'],
    ['wants none then', { stale: 'closed' }, 'cancelled'],
  ])('after a quarter of an hour, as the one that is silent chose: the room %s', async (_, room, status) => {
    // Her own choice is the other one.
    await there.pair({ room, librarian: { stale: status === 'cancelled' ? 'to_confirm' : 'closed' } });
    await silent(STUDY);
    await there.ask();
    await drainPush(there.world());
    await settleHolds(there.pass(15 * MINUTE));
    expect(await there.booking()).toMatchObject({ status, statusReason: 'calendar_unreachable' });
    await tenant.control('DELETE', '/faults');
    await there.look();
    expect(await both()).toEqual(status === 'cancelled' ? nowhere : at(half));
  });

  test('her calendar is silent and was read lately: the room is written to and looked at all the same', async () => {
    await there.pair();
    await silent(ADA);
    await there.ask();
    await drainPush(there.world());
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await both()).toMatchObject({ room: [half.start] });
    await tenant.control('DELETE', '/faults');
    await there.look();
    expect(await both()).toEqual(at(half));
  });

  test('her calendar is only read, and silent: the room is looked at after the writing all the same', async () => {
    const { linkId } = await there.pair();
    await db().calendarLink.update({ where: { id: linkId }, data: { writes: false } });
    await silent(ADA);
    await there.ask();
    const world = {
      ...there.world(),
      fetch: (async (...request: Parameters<typeof fetch>) => {
        const answer = await fetch(...request);
        if (request[1]?.method === 'POST' && String(request[0]).endsWith('/events')) await there.foreign(STUDY, half);
        return answer;
      }) as typeof fetch,
    };
    await drainPush(world);
    expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook' });
    expect(await both()).toEqual(nowhere);
  });

  test('her calendar is silent and the room is taken: nobody is asked to confirm what cannot be', async () => {
    const { linkId } = await there.pair();
    await db().calendarLink.update({
      where: { id: linkId },
      data: { lastPullOkAt: new Date(Date.now() - 6 * MINUTE) },
    });
    await there.ask();
    await there.foreign(STUDY, half);
    await silent(ADA);
    await drainPush(there.world());
    expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook' });
    expect(await there.cases()).toEqual([]);
  });
});

describe('the process is killed while it writes to one calendar after the other', { timeout: 60_000 }, () => {
  /** Gone with its nth request: whatever Microsoft made of that, nobody here hears it, and nothing more is asked. */
  function dying(at: number) {
    let [requests, die] = [0, () => {}];
    const death = new Promise<'died'>((resolve) => {
      die = () => resolve('died');
    });
    const silence = new Promise<never>(() => {});
    const mortal: typeof fetch = async (...request) => {
      requests += 1;
      if (requests > at) return silence;
      const answer = await fetch(...request);
      if (requests < at) return answer;
      die();
      return silence;
    };
    return { death, world: { ...there.world(), fetch: mortal } };
  }
  const sum = (counts: number[]) => counts.reduce((one, other) => one + other, 0);
  const shown = async (when: { start: Date }) =>
    Promise.all(
      [ADA, STUDY].map(async (mailbox) => (await there.startOf(mailbox)).filter((at) => +at === +when.start).length),
    );

  test.each([
    ['the room stays free: both have it in the end', false],
    ['somebody takes the room in Outlook then: neither has it, or both with a case where the room had agreed', true],
  ])('%s', async (_, isTaken) => {
    await there.pair();
    const [left, ends]: [Set<number>, string[]] = [new Set(), []];
    for (let at = 1; ; at += 1) {
      // A time of its own for each death: six half hours a day.
      const minute = Math.floor((at - 1) / 6) * 1440 + 540 + ((at - 1) % 6) * 30;
      const when = span(minute, minute + 30);
      expect(await there.ask(when)).toMatchObject({ ok: true });
      const { death, world } = dying(at);
      if ((await Promise.race([death, drainPush(world)])) !== 'died') break;
      left.add(sum(await shown(when)));
      if (isTaken) await there.foreign(STUDY, when);
      // Its lease runs out, then another process goes on; what is not found is looked for twice.
      for (const ms of [70_000, 20_000, 20_000]) {
        there.pass(ms);
        await drainPush(there.world(), 'another');
      }
      await there.look();
      const { id, status } = await there.booking();
      const cases = (await there.cases()).filter(({ bookingId }) => bookingId === id).map(({ kind }) => kind);
      ends.push(`${status} ${await shown(when)} ${cases}`);
    }
    // Killed before the first writing, between the two, and after both; the room, whose link is older, is written first.
    expect(left).toEqual(new Set([0, 1, 2]));
    const [both, neither] = isTaken ? ['confirmed 1,1 foreign_over_booking', 'cancelled 0,0 '] : ['confirmed 1,1 ', ''];
    expect(new Set(ends)).toEqual(new Set(isTaken ? [neither, both] : [both]));
  });
});

describe('moved', () => {
  test('by her: the room follows, the patron hears it once', async () => {
    await there.pair();
    await there.meet();
    await there.change(ADA, times(later));
    await there.look();
    expect(await both()).toEqual(at(later));
    expect(await there.patronMails()).toEqual(['booking_moved']);
    expect(await there.cases()).toMatchObject([{ state: 'resolved', resolution: 'accepted' }]);
  });

  test.each([
    ['shorter', span(600, 615)],
    ['longer', span(600, 660)],
  ])('made %s by her: the room is had for as long', async (_, wish) => {
    await there.pair();
    await there.meet();
    await there.change(ADA, times(wish));
    await there.look();
    for (const mailbox of [ADA, STUDY])
      expect((await there.mine(mailbox)).map(({ end }) => end.dateTime)).toEqual([`${utc(wish.end).dateTime}.0000000`]);
    expect((await there.booking()).items).toMatchObject([{ endsAt: wish.end }, { endsAt: wish.end }]);
    expect(await there.patronMails()).toEqual(['booking_moved']);
  });

  test('by her, where the room is taken: she decides, and the booking stands in both', async () => {
    await there.pair();
    await there.meet();
    await there.book(later);
    const [mine] = (await there.mine(ADA)).map(({ immutableId }) => immutableId);
    await tenant.change(ADA, mine ?? '', times(later));
    await there.look();
    expect(await there.cases()).toMatchObject([{ kind: 'mirror_moved', state: 'open', policy: 'ask' }]);
    expect(await there.startOf(STUDY)).toEqual([half.start, later.start]);
    expect(await decideCase(admin(), { ...(await onlyCase()), choice: 'apply' }, there.pass(0))).toMatchObject({
      ok: false,
    });
    expect(await there.patronMails()).toEqual([]);
  });

  test.each([
    ['as rooms are', {}, {}],
    ['though rooms accept, since she wants to be asked', { moved: 'accept' }, { moved: 'ask' }],
  ])('in the room’s calendar: put back, %s', async (_, room, librarian) => {
    await there.pair({ room, librarian });
    await there.meet();
    await there.change(STUDY, times(later));
    await there.look();
    expect(await both()).toEqual(at(half));
    expect(await there.cases()).toMatchObject([{ kind: 'mirror_moved', state: 'open', policy: 'put_back' }]);
  });

  test.each([
    ['in the room’s calendar, where both accept that: she is told', STUDY, ['appointment_changed']],
    ['in her own: she knows', ADA, []],
  ])('%s', async (_, mailbox, told) => {
    await there.pair({ room: { moved: 'accept' } });
    await there.meet();
    await there.change(mailbox, times(later));
    await there.look();
    expect(await both()).toEqual(at(later));
    const mails = await db().$queryRaw<{ template: string }[]>`
      SELECT data->>'template' AS template FROM pgboss.job WHERE name = 'staff_mail'
        AND data->>'template' = 'appointment_changed'`;
    expect(mails.map(({ template }) => template)).toEqual(told);
  });

  test('in both at once, to different times: hers counts, and the room comes there', async () => {
    await there.pair();
    await there.meet();
    await there.change(ADA, times(later));
    await there.change(STUDY, times(span(540, 570)));
    await there.look();
    await there.look();
    expect(await both()).toEqual(at(later));
    expect(await there.patronMails()).toEqual(['booking_moved']);
  });

  test('to another room by staff: the person stays, and the appointment says where to go', async () => {
    await there.pair();
    await there.meet();
    const { corner, librarian } = there.sample();
    await there.foreign(STUDY, half);
    await there.look();
    const wish = { ...(await onlyCase()), choice: 'move', spaceId: corner.id };
    expect(await decideCase(admin(), wish, there.pass(0), there.world())).toMatchObject({ ok: true });
    await there.look();
    expect(await there.startOf(ADA)).toEqual([half.start]);
    expect(await there.mine(STUDY)).toEqual([]);
    const booked = await there.booking();
    expect(booked.items.map(({ resourceId }) => resourceId).sort()).toEqual([corner.id, librarian.id].sort());
    expect(await db().appointment.findFirst()).toMatchObject({ placeName: 'Corner room', placeId: null });
  });
});

describe('deleted', () => {
  test('by her: she is asked, the room stays; cancelled then, both are free', async () => {
    await there.pair();
    await there.meet();
    await there.remove(ADA);
    for (const _ of [1, 2, 3]) await there.look();
    expect(await there.cases()).toMatchObject([{ kind: 'mirror_deleted', state: 'open', policy: 'ask' }]);
    expect(await both()).toMatchObject({ ada: [], room: [half.start] });
    expect(await decideCase(admin(), { ...(await onlyCase()), choice: 'cancel' }, there.pass(0))).toMatchObject({
      ok: true,
    });
    await there.look();
    expect(await both()).toEqual(nowhere);
    expect(await there.patronMails()).toEqual(['booking_withdrawn']);
  });

  test('in the room’s calendar: put back once, and hers untouched', async () => {
    await there.pair();
    await there.meet();
    await there.remove(STUDY);
    for (const _ of [1, 2, 3]) await there.look();
    expect(await both()).toEqual(at(half));
    expect(await there.cases()).toMatchObject([{ kind: 'mirror_deleted', state: 'open', policy: 'put_back' }]);
  });

  test('in the room’s calendar, where rooms cancel: staff are asked, and the appointment stands', async () => {
    await there.pair({ room: { deleted: 'cancel' } });
    await there.meet();
    await there.remove(STUDY);
    for (const _ of [1, 2, 3]) await there.look();
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await there.cases()).toMatchObject([{ kind: 'mirror_deleted', state: 'open', policy: 'ask' }]);
    expect(await both()).toMatchObject({ ada: [half.start], room: [] });
    expect(await there.patronMails()).toEqual([]);
  });
});

test('a meeting over the room, where Outlook wins: staff are asked, and the appointment stands', async () => {
  await there.pair({ room: { foreign: 'outlook_wins' } });
  await there.meet();
  await there.look();
  await there.foreign(STUDY, half);
  await there.look();
  expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  expect(await there.cases()).toMatchObject([{ kind: 'foreign_over_booking', state: 'open', policy: 'stands' }]);
  expect(await there.patronMails()).toEqual([]);
});

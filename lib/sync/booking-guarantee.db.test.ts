import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { trustOfLink } from '@/lib/db/trust-of-link.test-data';
import { awaitBooking } from '@/lib/usecases/await-booking';
import { bookSpace } from '@/lib/usecases/book-space';
import { caseAsShown } from '@/lib/usecases/case-as-shown.test-data';
import { decideCase } from '@/lib/usecases/decide-case';
import { settleHolds } from '@/lib/usecases/settle-holds';
import { viewSpaceDay } from '@/lib/usecases/view-space-day';
import { drainPush } from '@/lib/worker/drain.test-data';
import { ADA, half, outlookEdits, STUDY, slot } from './outlook-edits.test-data';
import { testTenant, utc } from './tenant.test-data';

/** What a patron is promised, and on what (sync-design §8, §9). */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);

const guest = { kind: 'guest' } as const;
const MINUTE = 60_000;
const readAgo = (minutes: number) =>
  db().calendarLink.updateMany({ data: { lastPullOkAt: new Date(Date.now() - minutes * MINUTE) } });
const degrade = () => db().calendarLink.updateMany({ data: { state: 'degraded', stateReason: 'unavailable' } });
const staleChoice = (kind: 'quiet' | 'librarian', stale: string) =>
  db().resource.update({ where: { id: there.sample()[kind].id }, data: { syncPolicy: { stale } } });
const tryToBook = () => {
  const wish = { spaceId: there.sample().quiet.id, start: slot.start.toISOString(), end: slot.end.toISOString() };
  return bookSpace(guest, { ...wish, name: 'Rosa', email: 'rosa@example.org' }, there.world().clock());
};
const allMails = async () =>
  (
    await db().$queryRaw<
      { template: string }[]
    >`SELECT data->>'template' AS template FROM pgboss.job WHERE name = 'mail' ORDER BY created_on`
  ).map(({ template }) => template);

describe('a room whose calendar answers (strict)', () => {
  test('somebody writes while we do: read twice, two seconds apart, then ours yields', async () => {
    await there.room();
    await tryToBook();
    const pauses: number[] = [];
    const world = {
      ...there.world(),
      sleep: async (ms: number) => void pauses.push(ms),
      fetch: (async (...request: Parameters<typeof fetch>) => {
        const answer = await fetch(...request);
        if (request[1]?.method === 'POST' && String(request[0]).endsWith('/events')) await there.foreign(STUDY, slot);
        return answer;
      }) as typeof fetch,
    };
    const since = await tenant.mark();
    await drainPush(world);
    expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook' });
    expect(await allMails()).toEqual(['booking_refused']);
    expect(await there.audits()).toMatchObject([{ kind: 'taken', answer: 'refused' }]);
    expect(await there.mine(STUDY)).toEqual([]);
    expect(pauses).toEqual([2_000]);
    const asked = (await tenant.asked(since)).map(
      ({ method, path }) => `${method} ${path.split('/').at(-1)?.slice(0, 12)}`,
    );
    expect(asked.slice(0, 4)).toEqual(
      ['GET calendarView', 'POST events', 'GET calendarView', 'GET calendarView'].map((one) => one.slice(0, 16)),
    );
  });

  test('gone at the second look: promised', async () => {
    await there.room();
    await tryToBook();
    let id = '';
    const world = {
      ...there.world(),
      sleep: async () => tenant.remove(STUDY, id).then(() => undefined),
      fetch: (async (...request: Parameters<typeof fetch>) => {
        const answer = await fetch(...request);
        if (request[1]?.method === 'POST' && String(request[0]).endsWith('/events'))
          id = (await there.foreign(STUDY, slot)).immutableId;
        return answer;
      }) as typeof fetch,
    };
    await drainPush(world);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  });

  test('that falls silent now: nothing is promised, and after a quarter of an hour staff are asked', async () => {
    await there.room();
    await tenant.fault({ operation: 'calendarView' }, { status: 503 }, 50);
    await tryToBook();
    await drainPush(there.world());
    expect(await there.booking()).toMatchObject({ status: 'pending_remote' });
    expect(await there.mine(STUDY)).toEqual([]);
    await settleHolds(there.pass(15 * MINUTE));
    expect(await there.booking()).toMatchObject({ status: 'to_confirm' });
    expect(await allMails()).toEqual(['booking_to_confirm']);
    expect(await there.staffMails()).toEqual([['case_opened', there.adminId()]]);
  });
});

describe('a room whose calendar cannot be asked (fast)', () => {
  test('read lately: promised at once, written later, and what was there meanwhile is a case', async () => {
    const linkId = await there.room();
    await degrade();
    await readAgo(14);
    expect(await trustOfLink(linkId, new Date())).toBe('fresh');
    await there.foreign(STUDY, slot);
    expect(await tryToBook()).toMatchObject({ ok: true });
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await allMails()).toEqual(['booking_confirmed']);
    await drainPush(there.world());
    await there.look();
    expect(await there.mine(STUDY)).toHaveLength(1);
    expect(await there.cases()).toMatchObject([{ kind: 'foreign_over_booking', state: 'open', policy: 'stands' }]);
  });

  test('an open breaker is silence too', async () => {
    const linkId = await there.room();
    const { mailboxOid } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
    expect(await trustOfLink(linkId, new Date())).toBe('live');
    await db().graphGate.create({
      data: { key: `mailbox:${mailboxOid}`, breakerState: 'open', probeAt: new Date(Date.now() + 30_000) },
    });
    expect(await trustOfLink(linkId, new Date())).toBe('fresh');
    expect(await tryToBook()).toMatchObject({ ok: true });
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  });

  test('read too long ago: taken, and staff confirm it', async () => {
    await there.room();
    await degrade();
    await readAgo(16);
    expect(await tryToBook()).toMatchObject({ ok: true });
    expect(await there.booking()).toMatchObject({ status: 'to_confirm', statusReason: 'calendar_unreachable' });
    expect(await allMails()).toEqual(['booking_to_confirm']);
    const [one] = await there.cases();
    expect(one).toMatchObject({ kind: 'to_confirm', state: 'open' });
    expect(await there.staffMails()).toEqual([['case_opened', there.adminId()]]);
    await drainPush(there.world());
    expect(await there.mine(STUDY)).toMatchObject([{ showAs: 'tentative' }]);
    const admin = {
      kind: 'person',
      id: there.adminId(),
      role: 'admin',
      name: 'M',
      email: 'm@x.example',
      locale: 'en',
    } as const;
    expect(
      await decideCase(admin, { ...(await caseAsShown(one?.id ?? 0)), choice: 'confirm' }, there.pass(1_000)),
    ).toMatchObject({
      ok: true,
    });
    await drainPush(there.world());
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await there.mine(STUDY)).toMatchObject([{ showAs: 'busy' }]);
    expect(await allMails()).toEqual(['booking_to_confirm', 'booking_confirmed']);
  });

  test('or not offered at all, where that was chosen', async () => {
    await there.room();
    await degrade();
    await readAgo(16);
    await staleChoice('quiet', 'closed');
    expect(await tryToBook()).toMatchObject({ refusal: { code: 'calendar_unknown' } });
    const offersOf = async () => {
      const day = await viewSpaceDay(guest, {}, new Date());
      if (!day.ok) throw new Error(day.refusal.code);
      const date = await viewSpaceDay(guest, { date: slot.start.toISOString().slice(0, 10) }, new Date());
      return (date.ok ? (date.value?.spaces ?? []) : []).find(({ id }) => id === there.sample().quiet.id)?.offers
        .length;
    };
    expect(await offersOf()).toBe(0);
    await readAgo(1);
    expect(await offersOf()).toBeGreaterThan(0);
  });

  test('switched off or paused by a person: the library’s own rules alone', async () => {
    await there.room();
    await readAgo(1_000);
    await db().calendarLink.updateMany({ data: { state: 'paused', stateReason: 'by_person' } });
    await tryToBook();
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    await db().calendarLink.updateMany({ data: { state: 'live', stateReason: null } });
    await db().integration.updateMany({ data: { state: 'inactive' } });
    await there.book({ start: slot.end, end: new Date(slot.end.getTime() + 60 * MINUTE) });
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  });

  test('a pause that nobody chose is silence, not freedom', async () => {
    await there.room();
    await readAgo(1_000);
    await db().calendarLink.updateMany({ data: { state: 'paused', stateReason: 'access_denied' } });
    await tryToBook();
    expect(await there.booking()).toMatchObject({ status: 'to_confirm' });
  });
});

describe('a librarian whose calendar gives no answer at booking (§8)', () => {
  const silent = () => tenant.fault({ operation: 'calendarView' }, { status: 503 }, 50);

  test('read within five minutes: accepted on that', async () => {
    await there.librarian();
    await silent();
    await there.meet();
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await allMails()).toEqual(['booking_confirmed']);
  });

  test('older: taken, to be confirmed by her', async () => {
    await there.librarian();
    await readAgo(6);
    await silent();
    await there.meet();
    expect(await there.booking()).toMatchObject({ status: 'to_confirm' });
    expect(await allMails()).toEqual(['booking_to_confirm']);
    expect(await there.staffMails()).toEqual([['case_opened', there.sample().ada.id]]);
  });

  test('older, where she chose so: refused, and nothing is written', async () => {
    await there.librarian({ stale: 'closed' });
    await readAgo(6);
    await silent();
    await there.meet();
    expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'calendar_unreachable' });
    expect(await allMails()).toEqual(['booking_unconfirmed']);
    expect(await there.mine(ADA)).toEqual([]);
  });
});

describe('a librarian with several calendars', () => {
  /** A second calendar of hers that only closes time. */
  async function second(): Promise<void> {
    const { connectionId } = await there.librarian();
    const first = await db().calendarLink.findFirstOrThrow();
    const { id: _, ...copy } = first;
    const { showAsPolicy: __, ...row } = copy;
    // The room's calendar stands for one that she may read.
    await db().calendarLink.create({
      data: {
        ...row,
        connectionId,
        writes: false,
        mailboxOid: STUDY,
        mailboxAddress: STUDY,
        calendarId: 'second',
        dirtyAt: null,
      },
    });
  }

  test('busy in one that is only read: refused', async () => {
    await second();
    await tenant.control('POST', '/identity', { action: 'calendar_role', mailbox: STUDY, upn: ADA, role: 'write' });
    await there.foreign(STUDY, half);
    await there.meet();
    expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook' });
    expect(await there.mine(ADA)).toEqual([]);
  });

  test('the one that is only written to refuses that now: the other is asked, and nobody waits for the first', async () => {
    await second();
    await tenant.control('POST', '/identity', { action: 'calendar_role', mailbox: STUDY, upn: ADA, role: 'write' });
    await db().calendarLink.updateMany({
      where: { writes: true },
      data: { reads: false, state: 'paused', stateReason: 'write_denied' },
    });
    await there.foreign(STUDY, half);
    await there.meet();
    expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook' });
    await there.meet({ start: half.end, end: new Date(half.end.getTime() + 30 * MINUTE) });
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  });

  test('none of them is written to: asked all the same before anything is promised', async () => {
    await there.librarian();
    await db().calendarLink.updateMany({ data: { writes: false } });
    await tenant.create(ADA, { start: utc(half.start), end: utc(half.end) });
    await there.meet();
    expect(await there.booking()).toMatchObject({ status: 'cancelled', statusReason: 'taken_in_outlook' });
    const free = { start: half.end, end: new Date(half.end.getTime() + 30 * MINUTE) };
    await there.meet(free);
    expect(await there.booking()).toMatchObject({ status: 'confirmed' });
    expect(await there.mine(ADA)).toEqual([]);
    expect(await db().pushJob.count()).toBe(0);
  });
});

test('the web waits on the row until it is settled, or its patience is at an end', async () => {
  await there.room();
  const placed = await tryToBook();
  if (!placed.ok) throw new Error(placed.refusal.code);
  let slept = 0;
  const sleep = async (ms: number) => {
    slept += ms;
    if (slept > 500) await drainPush(there.world());
  };
  await awaitBooking(placed.value.publicId, { sleep });
  expect(slept).toBeLessThan(1_000);
  expect(await there.booking()).toMatchObject({ status: 'confirmed' });
  slept = 0;
  await db().booking.updateMany({ data: { status: 'pending_remote' } });
  const count = async (ms: number) => {
    slept += ms;
  };
  await awaitBooking(placed.value.publicId, { sleep: count });
  expect(slept).toBeGreaterThanOrEqual(3_500);
  expect(slept).toBeLessThan(3_800);
});

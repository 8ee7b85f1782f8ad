import { beforeEach, describe, expect, test } from 'vitest';
import { POST } from '@/app/api/outlook/notifications/[urlKey]/route';
import { claimPullLink } from '@/lib/db/claim-pull';
import { db, transaction } from '@/lib/db/client';
import { demandFullRead } from '@/lib/db/links';
import { claimPushLink } from '@/lib/db/push-jobs';
import { testDatabase } from '@/lib/db/test-database';
import { takeThirdLane } from '@/lib/db/third-lane';
import { GraphFailure } from '@/lib/graph/failure';
import { listCalendars } from '@/lib/graph/probe';
import { tomorrow } from '@/lib/time/tomorrow.test-data';
import { lookAtRoom } from '@/lib/usecases/look-at-room';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { accessToken } from './access-token';
import { keepSubscription } from './keep-subscription';
import { lookAddress } from './look-address';
import { notificationServer } from './notification-server.test-data';
import { ADA, outlookEdits, span } from './outlook-edits.test-data';
import { previewCalendar } from './preview-calendar';
import { testTenant } from './tenant.test-data';

/** I10, from the stand-in's own log: every path to one mailbox at once, from several workers. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);
notificationServer(POST);

type Entry = {
  mailbox: string | null;
  operation: string;
  begunAt: string;
  at: string;
  status: number;
  retryAfter?: string;
};
const asked = async (since: number) => (await tenant.asked(since)) as unknown as Entry[];
const inMailbox = (entries: readonly Entry[]) => entries.filter(({ mailbox }) => mailbox === ADA);

/** The most that were in hand at one instant. */
function mostAtOnce(entries: readonly Entry[]): number {
  const steps = entries.flatMap(({ begunAt, at }) => [
    { at: Date.parse(begunAt), by: 1 },
    { at: Date.parse(at), by: -1 },
  ]);
  let [now, most] = [0, 0];
  // One that ends in the millisecond in which another begins makes room for it.
  for (const { by } of steps.sort((a, b) => a.at - b.at || a.by - b.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

let linkId: number;
let connectionId: number;
beforeEach(async () => {
  ({ linkId, connectionId } = await there.librarian());
});

/** Another calendar of hers that only closes time, and rooms whose bookings ask it live. */
async function moreCalendars() {
  const { mailboxOid } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
  await tenant.control('POST', `/mailboxes/${ADA}/calendars`, { name: 'Consultations' });
  const token = await accessToken(connectionId, new Date());
  const graph = { graphOrigin: process.env.MICROSOFT_GRAPH_URL ?? '' };
  const calendar = (await listCalendars(graph, token)).find(({ isDefault }) => !isDefault);
  if (!calendar) throw new Error('she has one calendar only');
  await db().calendarLink.create({
    data: {
      ...{ connectionId, resourceId: there.sample().librarian.id, mailboxOid, mailboxAddress: ADA },
      ...{
        calendarId: calendar.id,
        calendarName: calendar.name,
        isDefaultCalendar: false,
        writes: false,
        state: 'live',
      },
    },
  });
  const rooms = await tenant.connect('it@library.example', 'rooms', there.sample().ada.id);
  await tenant.link(there.sample().quiet.id, rooms, 'study-1@library.example', 'it@library.example');
  await tenant.link(there.sample().corner.id, rooms, 'cedar@library.example', 'it@library.example');
  await drainPull();
  return { mailboxOid, rooms };
}

/** A room and the librarian at once: the room's push lane asks her calendar that is only read. */
async function bookWithHer(resourceId: number, minute: number) {
  const [starts, ends] = [tomorrow(minute), tomorrow(minute + 30)];
  const items = [resourceId, there.sample().librarian.id].map((id) => ({
    resourceId: id,
    startsAt: starts,
    endsAt: ends,
  }));
  const booking = await db().booking.create({
    data: {
      ...{
        publicId: `both${resourceId}at${minute}`,
        status: 'pending_remote',
        patronName: 'P',
        patronEmail: 'p@example.org',
      },
      items: { create: items },
    },
  });
  await transaction(async (tx) => {
    const { enqueue } = await import('@/lib/db/outbox');
    await enqueue(tx, { kind: 'push_booking', bookingId: booking.id, urgent: true });
  });
}

async function everyPathAtOnce({ mailboxOid, rooms }: { mailboxOid: string; rooms: number }) {
  const connection = await db().syncConnection.findUniqueOrThrow({ where: { id: connectionId } });
  const roomsConnection = await db().syncConnection.findUniqueOrThrow({ where: { id: rooms } });
  const token = await accessToken(connectionId, new Date());
  const wish = {
    connection,
    calendar: { mailbox: mailboxOid, calendarId: '', isDefault: true },
    resource: { id: there.sample().librarian.id, timeZone: 'UTC', syncPolicy: {} },
    ...{ writes: true, reads: true, until: tomorrow(1440) },
  };
  const calendars = async () => {
    const graph = lookAddress(mailboxOid, connection.tenantId);
    await listCalendars(graph, token).finally(graph.flush);
  };
  for (const [index, room] of [there.sample().quiet, there.sample().corner].entries()) {
    // At night, when nothing else stands in the rooms' calendars.
    for (const half of [1, 2]) await bookWithHer(room.id, index * 120 + half * 40);
  }
  const readAgainAndAgain = async () => {
    for (let round = 0; round < 3; round++) {
      await transaction((tx) => demandFullRead(tx, [linkId]));
      await drainPull(undefined, 'zero');
    }
  };
  return Promise.allSettled([
    readAgainAndAgain(),
    ...['one', 'two', 'three'].flatMap((owner) => [drainPush(undefined, owner), drainPull(undefined, owner)]),
    ...[1, 2, 3].map(() => keepSubscription(linkId)),
    ...[1, 2, 3].map(() => previewCalendar(wish)),
    ...[1, 2].map(() => calendars()),
    ...[1, 2].map(() => lookAtRoom(roomsConnection as never, ADA, new Date())),
  ]);
}

describe('one mailbox, asked from everywhere', () => {
  test('has three requests in hand at most', { timeout: 60_000 }, async () => {
    const place = await moreCalendars();
    await tenant.fault({ mailbox: ADA }, { delayMs: 80 }, 1_000);
    const since = await tenant.mark();
    await everyPathAtOnce(place);
    const entries = inMailbox(await asked(since));
    expect(entries.length).toBeGreaterThan(20);
    expect(mostAtOnce(entries)).toBeLessThanOrEqual(3);
    expect(mostAtOnce(entries)).toBeGreaterThan(1);
    const operations = new Set(entries.map(({ operation }) => operation));
    for (const one of ['event.create', 'calendarView', 'calendarView.delta', 'calendar.list'])
      expect(operations).toContain(one);
    // Each left its place: no lease outlives its request.
    expect(await db().graphGate.count({ where: { thirdLaneUntil: { not: null } } })).toBe(0);
  });

  test('told to wait: nothing is asked before its time, by whomever', { timeout: 60_000 }, async () => {
    const place = await moreCalendars();
    await tenant.fault({ mailbox: ADA }, { delayMs: 60 }, 1_000);
    await tenant.fault(
      { mailbox: ADA, operation: 'calendarView' },
      { status: 429, headers: { 'Retry-After': '3' } },
      1,
    );
    const since = await tenant.mark();
    await everyPathAtOnce(place);
    await everyPathAgain();
    const entries = inMailbox(await asked(since));
    const told = entries.find(({ status, retryAfter }) => status === 429 && retryAfter);
    if (!told) throw new Error('nobody was told to wait');
    const [from, until] = [Date.parse(told.at), Date.parse(told.at) + 3_000];
    // Two others may have been on their way when it was said.
    const early = entries.filter(({ begunAt }) => Date.parse(begunAt) > from + 50 && Date.parse(begunAt) < until);
    expect(early).toEqual([]);

    async function everyPathAgain() {
      await Promise.allSettled([drainPush(), drainPull(), keepSubscription(linkId), drainPull(undefined, 'other')]);
    }
  });
});

describe('the third lane', () => {
  test('is one request wide, falls free by itself, and turns away whoever waits in vain', async () => {
    const { mailboxOid } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
    const now = new Date();
    expect(await takeThirdLane(db(), mailboxOid, 'a process that dies', now)).toBe(true);
    expect(await takeThirdLane(db(), mailboxOid, 'another', now)).toBe(false);
    const pauses: number[] = [];
    const world = { clock: () => now, sleep: async (ms: number) => void pauses.push(ms) };
    const since = await tenant.mark();
    await expect(keepSubscription(linkId, world)).rejects.toThrow(GraphFailure);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(2_000);
    expect(await asked(since)).toEqual([]);
    const later = { clock: () => new Date(now.getTime() + 16_000) };
    await keepSubscription(linkId, later);
    expect((await asked(since)).map(({ operation }) => operation)).toContain('subscription.create');
  });

  test('is left when the gate says no, too', async () => {
    await db().integration.updateMany({ data: { state: 'inactive' } });
    await keepSubscription(linkId);
    expect(await db().graphGate.count({ where: { thirdLaneUntil: { not: null } } })).toBe(0);
  });
});

test('two links of one mailbox, claimed in one instant by many: a lane holds one of them', async () => {
  const { mailboxOid } = await moreCalendars();
  await there.meet(span(600, 630));
  await db().calendarLink.updateMany({ data: { nextPullAt: null } });
  for (let round = 0; round < 25; round++) {
    const workers = ['a', 'b', 'c', 'd', 'e', 'f'];
    await Promise.all(workers.map((owner) => claimPullLink(db(), owner, new Date(), 0)));
    await Promise.all(workers.map((owner) => claimPushLink(db(), owner, new Date())));
    const ofHers = { mailboxOid, pullLeaseUntil: { gte: new Date() } };
    expect(await db().calendarLink.count({ where: ofHers })).toBeLessThanOrEqual(1);
    await db().calendarLink.updateMany({ data: { pullLeaseUntil: null, pushLeaseUntil: null } });
  }
});

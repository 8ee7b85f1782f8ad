import { beforeEach, describe, expect, test } from 'vitest';
import { db, transaction } from '@/lib/db/client';
import { askForSweep } from '@/lib/db/cursors';
import { library } from '@/lib/db/library';
import { readLink } from '@/lib/db/link-rows';
import { demandFullRead } from '@/lib/db/links';
import { enqueue } from '@/lib/db/outbox';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { createEvent } from '@/lib/graph/events';
import { tomorrow } from '@/lib/time/tomorrow.test-data';
import { drainPull } from '@/lib/worker/drain.test-data';
import { markerOf, transactionIdOf } from './mirror-identity';
import { calendarOf, openSession } from './session';
import { testTenant, utc } from './tenant.test-data';

testDatabase();
const tenant = testTenant();

const STUDY = 'study-1@library.example';
const HOUR_MS = 3_600_000;
let sample: Sample;
let linkId: number;

const slot = { start: tomorrow(600), end: tomorrow(660) };
const event = (from = slot.start, to = slot.end) => ({ start: utc(from), end: utc(to) });
const link = () => db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
const blocks = async () => (await db().busyBlock.findMany({ orderBy: { startsAt: 'asc' } })).map((row) => row.startsAt);

/** Everything that is due so many hours from now, on both sides; `ask` stands in for the way to Graph. */
async function pullIn(hours: number, ask?: typeof fetch) {
  const aheadMs = hours * HOUR_MS;
  await tenant.control('POST', '/clock', { now: new Date(Date.now() + aheadMs).toISOString() });
  await drainPull({ clock: () => new Date(Date.now() + aheadMs), ...(ask && { fetch: ask }) });
}

/** One event whose create was given up, and one that was known and of which somebody kept a copy. */
async function landLate() {
  const here = await library(db());
  const lateAndCopy = [null, 'an id that we knew'];
  for (const lastRemoteId of lateAndCopy) {
    const booking = await db().booking.create({
      data: { publicId: String(lastRemoteId), status: 'cancelled', patronName: 'P', patronEmail: 'p@example.org' },
    });
    const key = { installationId: here?.installationId ?? '', linkId, bookingId: booking.id, epoch: 1 };
    const transactionId = transactionIdOf(key);
    await db().bookingMirror.create({
      data: { linkId, bookingId: booking.id, transactionId, state: 'gone', lastRemoteId },
    });
    const link = await readLink(db(), linkId);
    if (!link) throw new Error('no link');
    const content = { ...slot, showAs: 'busy', subject: 's', body: 'b' } as const;
    const identity = { transactionId, marker: markerOf(key) };
    await createEvent(openSession(link, { direction: 'push' }), calendarOf(link), content, identity);
  }
}

beforeEach(async () => {
  sample = await sampleLibrary();
  for (const { immutableId } of await tenant.events(STUDY)) {
    await tenant.control('DELETE', `/mailboxes/${STUDY}/events/${encodeURIComponent(immutableId)}?scope=series`);
  }
  const connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
  linkId = await tenant.link(sample.quiet.id, connectionId, STUDY, 'it@library.example');
  await drainPull();
});

describe('a sweep', () => {
  test('finds nothing to correct where delta told everything', async () => {
    await tenant.create(STUDY, event());
    await pullIn(1);
    const since = await tenant.mark();
    await pullIn(7);
    await pullIn(25);
    expect((await tenant.asked(since)).filter(({ operation }) => operation === 'calendarView')).toHaveLength(2);
    expect(await link()).toMatchObject({ corrections: 0 });
    expect(await blocks()).toEqual([slot.start]);
  });

  test('puts right what delta never told, and counts it', async () => {
    await tenant.create(STUDY, event());
    await pullIn(1);
    // As though the row had never come, and another had never been taken back.
    await db().busyBlock.deleteMany();
    await db().remoteEvent.updateMany({ data: { remoteId: 'ghost', startAt: tomorrow(800), endAt: tomorrow(860) } });
    await pullIn(2);
    expect(await blocks()).toEqual([]);
    await pullIn(7);
    expect(await blocks()).toEqual([slot.start]);
    expect(await db().remoteEvent.count({ where: { remoteId: 'ghost' } })).toBe(0);
    expect((await link()).corrections).toBeGreaterThan(0);
  });

  test('looks two weeks ahead every six hours, and everywhere once a day', async () => {
    const far = {
      start: new Date(slot.start.getTime() + 20 * 24 * HOUR_MS),
      end: new Date(slot.end.getTime() + 480 * HOUR_MS),
    };
    await tenant.create(STUDY, event(far.start, far.end));
    await pullIn(1);
    await db().busyBlock.deleteMany();
    await db().remoteEvent.deleteMany();
    await pullIn(7);
    expect(await blocks()).toEqual([]);
    await pullIn(25);
    expect(await blocks()).toEqual([far.start]);
  });

  test('takes away an event whose create was given up, but not a person’s copy of one that was known', async () => {
    await landLate();
    await pullIn(25);
    expect(await tenant.events(STUDY)).toHaveLength(1);
    expect(await link()).toMatchObject({ corrections: 1 });
  });

  test('is not needed where everything was read anew; what landed late goes all the same', async () => {
    await landLate();
    await transaction((tx) => demandFullRead(tx, [linkId]));
    const since = await tenant.mark();
    await pullIn(1);
    expect((await tenant.asked(since)).filter(({ operation }) => operation === 'calendarView')).toEqual([]);
    expect(await tenant.events(STUDY)).toHaveLength(1);
  });

  test('comes at once when Microsoft says that it lost notifications, and once', async () => {
    await tenant.create(STUDY, event());
    await pullIn(1);
    await db().busyBlock.deleteMany();
    await db().remoteEvent.deleteMany();
    await askForSweep(db(), linkId, new Date());
    const since = await tenant.mark();
    await pullIn(2);
    expect(await blocks()).toEqual([slot.start]);
    // A row and its block.
    expect(await link()).toMatchObject({ corrections: 2, sweepAskedAt: null });
    expect((await tenant.asked(since)).some(({ operation }) => operation === 'calendarView.delta')).toBe(true);
    const after = await tenant.mark();
    await pullIn(3);
    expect((await tenant.asked(after)).map(({ operation }) => operation)).toEqual(['calendarView.delta']);
  });
});

describe('a calendar that refuses delta', () => {
  test('is listed instead, and tries delta again when a full read is asked for', async () => {
    await transaction((tx) => demandFullRead(tx, [linkId]));
    await tenant.fault({ operation: 'calendarView.delta' }, { status: 400 }, 1);
    await tenant.create(STUDY, event());
    await pullIn(0);
    expect(await link()).toMatchObject({ changeSource: 'listing', state: 'live' });
    expect(await blocks()).toEqual([slot.start]);
    const [made] = await tenant.events(STUDY);
    await tenant.remove(STUDY, made?.immutableId ?? '');
    await pullIn(1);
    expect(await blocks()).toEqual([]);
    await transaction((tx) => demandFullRead(tx, [linkId]));
    await pullIn(2);
    expect(await link()).toMatchObject({ changeSource: 'delta' });
  });

  test('has its ghosts taken away too: once a day what landed late goes, and the time it closed opens', async () => {
    await db().calendarLink.updateMany({ data: { changeSource: 'listing' } });
    await pullIn(1);
    await landLate();
    await pullIn(2);
    expect(await blocks()).toEqual([slot.start, slot.start]);
    await pullIn(26);
    expect(await tenant.events(STUDY)).toHaveLength(1);
    expect(await link()).toMatchObject({ changeSource: 'listing', corrections: 1 });
    await pullIn(27);
    expect(await blocks()).toEqual([slot.start]);
  });
});

describe('a row that cannot be read', () => {
  /** Answers in which the event with this subject has lost its end. */
  const garbling = (): typeof fetch => async (input, init) => {
    const answer = await fetch(input, init);
    const text = (await answer.text()).replaceAll(/"end":\{[^}]*\}/g, '"end":"?"');
    return new Response(answer.status === 204 ? null : text, { status: answer.status, headers: answer.headers });
  };

  test('is set aside, closes what was known of it, and is asked for until it can be read', async () => {
    const made = await tenant.create(STUDY, event());
    await pullIn(1);
    await tenant.change(STUDY, made.immutableId, event(slot.end, tomorrow(720)));
    await pullIn(2, garbling());
    expect(await db().skippedItem.findMany()).toMatchObject([{ linkId, remoteId: made.immutableId }]);
    // Nobody knows where it stands now: what was known stays.
    expect(await blocks()).toEqual([slot.start]);
    await pullIn(3);
    expect(await db().skippedItem.count()).toBe(0);
    expect(await blocks()).toEqual([slot.end]);
  });

  test('does not hold up the others', async () => {
    await tenant.create(STUDY, event());
    await transaction((tx) => enqueue(tx, { kind: 'pull_calendar', linkId }));
    await pullIn(1, garbling());
    expect(await link()).toMatchObject({ state: 'live', pullFailures: 0 });
  });
});

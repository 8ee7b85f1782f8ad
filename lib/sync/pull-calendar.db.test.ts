import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { tomorrow } from '@/lib/time/tomorrow.test-data';
import { localDateOf, startOfDay } from '@/lib/time/zone';
import { bookSpace } from '@/lib/usecases/book-space';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { testTenant, utc } from './tenant.test-data';

testDatabase();
const tenant = testTenant();

const ZONE = 'America/New_York';
const STUDY = 'study-1@library.example';
const ADA = 'librarian@library.example';
const guest: Actor = { kind: 'guest' };
let sample: Sample;
let linkId: number;

const slot = { start: tomorrow(600), end: tomorrow(660) };
const event = (from = slot.start, to = slot.end) => ({ start: utc(from), end: utc(to) });
const later = (ms: number) => ({ clock: () => new Date(Date.now() + ms) });

let aheadMs = 0;
/** The next look at the calendar, as though six minutes had passed. */
const look = () => {
  aheadMs += 360_000;
  return drainPull(later(aheadMs));
};
const blocks = async () =>
  (await db().busyBlock.findMany({ orderBy: { startsAt: 'asc' } })).map(({ startsAt, endsAt }) => [startsAt, endsAt]);
const conflicts = () => db().syncConflict.findMany({ where: { state: 'open' }, orderBy: { id: 'asc' } });

async function empty(mailbox: string) {
  for (const { immutableId } of await tenant.events(mailbox)) {
    await tenant.control('DELETE', `/mailboxes/${mailbox}/events/${encodeURIComponent(immutableId)}?scope=series`);
  }
}

async function book(start = slot.start, end = slot.end) {
  const wish = { spaceId: sample.quiet.id, start: start.toISOString(), end: end.toISOString() };
  const answer = await bookSpace(guest, { ...wish, name: 'Rosa Reader', email: 'rosa@example.org' }, new Date());
  if (!answer.ok) throw new Error(answer.refusal.code);
  await drainPush();
  return answer.value;
}

async function linkRoom() {
  aheadMs = 0;
  sample = await sampleLibrary();
  const connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
  linkId = await tenant.link(sample.quiet.id, connectionId, STUDY, 'it@library.example');
  await drainPull();
}

describe('events that people make in Outlook', () => {
  beforeEach(linkRoom);

  test('close the slot, and give it back when they go', async () => {
    const made = await tenant.create(STUDY, event());
    await look();
    expect(await blocks()).toEqual([[slot.start, slot.end]]);
    await tenant.change(STUDY, made.immutableId, event(slot.end, tomorrow(720)));
    await look();
    expect(await blocks()).toEqual([[slot.end, tomorrow(720)]]);
    await tenant.remove(STUDY, made.immutableId);
    await look();
    expect(await blocks()).toEqual([]);
  });

  test.each([
    ['private', { sensitivity: 'private' }, true],
    ['tentative', { showAs: 'tentative' }, true],
    ['away', { showAs: 'oof' }, true],
    ['shown as free', { showAs: 'free' }, false],
    ['working elsewhere', { showAs: 'workingElsewhere' }, false],
  ])('%s: closes the slot: %s', async (_, how, closes) => {
    await tenant.create(STUDY, { ...event(), ...how });
    await look();
    expect(await blocks()).toEqual(closes ? [[slot.start, slot.end]] : []);
  });

  test('cancelled ones that stay in the calendar close nothing', async () => {
    const made = await tenant.create(STUDY, event());
    await look();
    await tenant.change(STUDY, made.immutableId, { isCancelled: true, importance: 'low' });
    await look();
    expect(await blocks()).toEqual([]);
  });

  test('all day means the library’s day, and only when set to busy or away', async () => {
    const date = localDateOf(tomorrow(0), ZONE);
    const next = localDateOf(tomorrow(1440), ZONE);
    const allDay = {
      isAllDay: true,
      start: { dateTime: `${date}T00:00:00`, timeZone: 'UTC' },
      end: { dateTime: `${next}T00:00:00`, timeZone: 'UTC' },
    };
    await tenant.create(STUDY, { ...allDay, showAs: 'free' });
    await look();
    expect(await blocks()).toEqual([]);
    await tenant.create(STUDY, { ...allDay, showAs: 'busy' });
    await look();
    expect(await blocks()).toEqual([[startOfDay(date, ZONE), startOfDay(next, ZONE)]]);
  });

  test('a series closes each of its times; one that is deleted or moved is followed', async () => {
    const date = localDateOf(slot.start, ZONE);
    const made = await tenant.create(STUDY, {
      ...event(),
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'numbered', startDate: date, numberOfOccurrences: 3, recurrenceTimeZone: 'UTC' },
      },
    });
    await look();
    expect(await blocks()).toHaveLength(3);
    const window = `startDateTime=${slot.start.toISOString()}&endDateTime=${tomorrow(1440 * 4).toISOString()}`;
    const { value } = await tenant.control<{ value: { immutableId: string }[] }>(
      'GET',
      `/mailboxes/${STUDY}/events?${window}`,
    );
    await tenant.remove(STUDY, value[1]?.immutableId ?? '');
    await look();
    expect(await blocks()).toHaveLength(2);
    await tenant.control('DELETE', `/mailboxes/${STUDY}/events/${encodeURIComponent(made.immutableId)}?scope=series`);
    await look();
    expect(await blocks()).toEqual([]);
  });

  test('a master that is only outside the window takes nothing of its series with it', async () => {
    const date = localDateOf(slot.start, ZONE);
    const pattern = { type: 'daily', interval: 1 };
    const range = { type: 'numbered', startDate: date, numberOfOccurrences: 3, recurrenceTimeZone: 'UTC' };
    const { immutableId } = await tenant.create(STUDY, { ...event(), recurrence: { pattern, range } });
    await look();
    // As Graph tells of it (F3, graph-calendar §3.3): "not in this window", perhaps beside rows of its occurrences.
    const removed = { id: immutableId, '@removed': { reason: 'deleted' } };
    const telling: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (!String(input).includes('/calendarView/delta')) return answer;
      const page = (await answer.json()) as { value: object[] };
      return Response.json({ ...page, value: [...page.value, removed] });
    };
    const before = await blocks();
    aheadMs += 360_000;
    await drainPull({ ...later(aheadMs), fetch: telling });
    expect(await blocks()).toEqual(before);
    await tenant.change(STUDY, immutableId, event(tomorrow(700), tomorrow(760)));
    aheadMs += 360_000;
    await drainPull({ ...later(aheadMs), fetch: telling });
    expect(await blocks()).toHaveLength(3);
  });

  test('nothing of them is kept but interval and status', async () => {
    await tenant.create(STUDY, {
      ...event(),
      subject: 'Dismissal of Mr Quill',
      body: { contentType: 'text', content: 'Quill body' },
      location: { displayName: 'Quill place' },
    });
    await look();
    const tables = ['remote_event', 'busy_block', 'delta_stage', 'delta_cursor', 'sync_log', 'sync_conflict'];
    for (const table of tables) {
      const rows = await db().$queryRawUnsafe<{ row: string }[]>(`SELECT row_to_json(t)::text AS row FROM ${table} t`);
      expect(rows.map(({ row }) => row).join()).not.toContain('Quill');
    }
  });

  test('read a second time: nothing changes', async () => {
    await tenant.create(STUDY, event());
    await look();
    const before = await db().remoteEvent.findMany();
    await db().calendarLink.update({ where: { id: linkId }, data: { generation: { increment: 1 }, nextPullAt: null } });
    await look();
    expect(await db().remoteEvent.findMany()).toEqual(before);
    expect(await blocks()).toHaveLength(1);
  });

  test('a poll that brought something is in the log under its round, one that found nothing is not', async () => {
    const polls = () => db().syncLog.findMany({ where: { op: 'view.delta' } });
    const before = await polls();
    await look();
    expect(await polls()).toEqual(before);
    await tenant.create(STUDY, event());
    await look();
    const added = (await polls()).slice(before.length);
    expect(added.length).toBeGreaterThan(0);
    expect(added[0]).toMatchObject({ linkId, outcome: 'ok', clientRequestId: expect.any(String) });
    expect(new Set(added.map(({ runId }) => runId))).toEqual(new Set([expect.any(String)]));
  });
});

describe('the delta state', () => {
  beforeEach(linkRoom);

  test('lost: everything is read again, and no block is missing in between', async () => {
    await tenant.create(STUDY, event());
    await look();
    await tenant.create(STUDY, event(slot.end, tomorrow(720)));
    await tenant.fault({ operation: '*delta*' }, 'gone');
    await look();
    expect(await blocks()).toHaveLength(2);
    expect(await db().calendarLink.findFirst()).toMatchObject({ state: 'live', pullFailures: 0 });
  });

  test('what was deleted while it was lost is gone after the full read', async () => {
    const made = await tenant.create(STUDY, event());
    await look();
    await tenant.remove(STUDY, made.immutableId);
    await tenant.fault({ operation: '*delta*' }, 'gone');
    await look();
    expect(await blocks()).toEqual([]);
  });

  test('an answer that fails in the middle changes nothing, and the next one does', async () => {
    await tenant.create(STUDY, event());
    await tenant.fault({ operation: '*delta*' }, { status: 503 });
    await look();
    expect(await blocks()).toEqual([]);
    await look();
    expect(await blocks()).toHaveLength(1);
  });

  test('a calendar that seems emptied is read again before it is believed', async () => {
    for (let hour = 0; hour < 8; hour++)
      await tenant.create(STUDY, event(tomorrow(480 + hour * 60), tomorrow(510 + hour * 60)));
    await look();
    expect(await blocks()).toHaveLength(8);
    await empty(STUDY);
    const since = await tenant.mark();
    await look();
    expect(await blocks()).toEqual([]);
    const reads = (await tenant.asked(since)).filter(({ path }) => path.includes('delta'));
    expect(reads.length).toBeGreaterThan(1);
  });
});

describe('our own events', () => {
  beforeEach(linkRoom);

  test('are no blocks: their echo plans nothing', async () => {
    await book();
    const since = await tenant.mark();
    await look();
    await look();
    expect(await blocks()).toEqual([]);
    expect(await conflicts()).toEqual([]);
    expect((await tenant.asked(since)).map(({ method }) => method)).not.toContain('PATCH');
  });

  test('moved in a room’s calendar: put back at once, and a case with both times', async () => {
    await book();
    const [mine] = (await tenant.events(STUDY)).filter(({ transactionId }) => transactionId);
    await tenant.change(STUDY, mine?.immutableId ?? '', event(tomorrow(720), tomorrow(780)));
    await look();
    await drainPush();
    const [after] = (await tenant.events(STUDY)).filter(({ transactionId }) => transactionId);
    expect(after?.start.dateTime).toContain(slot.start.toISOString().slice(0, 16));
    const [conflict, ...rest] = await conflicts();
    expect(rest).toEqual([]);
    expect(conflict).toMatchObject({
      kind: 'mirror_moved',
      evidence: { theirs: { start: tomorrow(720).toISOString() }, ours: { start: slot.start.toISOString() } },
    });
    await look();
    expect(await conflicts()).toHaveLength(1);
    expect(await blocks()).toEqual([]);
  });

  test('put back twice a day at most; then a person decides', async () => {
    await book();
    const [mine] = (await tenant.events(STUDY)).filter(({ transactionId }) => transactionId);
    for (const hour of [12, 13, 14]) {
      await tenant.change(STUDY, mine?.immutableId ?? '', event(tomorrow(hour * 60), tomorrow(hour * 60 + 30)));
      await look();
      await drainPush();
    }
    const [after] = (await tenant.events(STUDY)).filter(({ transactionId }) => transactionId);
    expect(after?.start.dateTime).toContain(
      tomorrow(14 * 60)
        .toISOString()
        .slice(0, 16),
    );
    expect(await db().bookingMirror.findFirst()).toMatchObject({ state: 'conflict', autoRestores: 2 });
    expect(await db().booking.findFirst()).toMatchObject({ status: 'confirmed' });
  });

  test('deleted in a room’s calendar: put back once under a new epoch; the second time nothing is written', async () => {
    await book();
    for (const expected of [1, 0]) {
      const [mine] = (await tenant.events(STUDY)).filter(({ transactionId }) => transactionId);
      await tenant.remove(STUDY, mine?.immutableId ?? '');
      await look();
      await drainPush();
      expect((await tenant.events(STUDY)).filter(({ transactionId }) => transactionId)).toHaveLength(expected);
    }
    expect((await conflicts()).map(({ kind }) => kind)).toContain('mirror_deleted');
    expect(await db().booking.findFirst()).toMatchObject({ status: 'confirmed' });
  });

  test('a copy that a person makes is a foreign event', async () => {
    await book();
    await tenant.create(STUDY, { ...event(tomorrow(720), tomorrow(780)), subject: 'Booked: Quiet room' });
    await look();
    expect(await blocks()).toEqual([[tomorrow(720), tomorrow(780)]]);
  });
});

describe('a foreign event over a promised booking', () => {
  beforeEach(linkRoom);

  test('is a block and one case; the booking stands; the case closes when the event goes', async () => {
    await book();
    const made = await tenant.create(STUDY, event(tomorrow(630), tomorrow(690)));
    await look();
    await look();
    expect(await blocks()).toEqual([[tomorrow(630), tomorrow(690)]]);
    expect((await conflicts()).map(({ kind }) => kind)).toEqual(['foreign_over_booking']);
    expect(await db().booking.findFirst()).toMatchObject({ status: 'confirmed' });
    await tenant.remove(STUDY, made.immutableId);
    await look();
    expect(await conflicts()).toEqual([]);
  });
});

describe('a librarian’s own calendar', () => {
  beforeEach(async () => {
    sample = await sampleLibrary();
    await empty(ADA);
    const connectionId = await tenant.connect(ADA, 'own', sample.ada.id);
    linkId = await tenant.link(sample.librarian.id, connectionId, ADA);
    await drainPull();
  });

  test('busy time closes her slots; declined invitations do not', async () => {
    await tenant.create(ADA, event());
    await look();
    expect(await blocks()).toEqual([[slot.start, slot.end]]);
    expect(await db().busyBlock.findFirst()).toMatchObject({ resourceId: sample.librarian.id });
  });

  test('switched to "do not close slots": the blocks go, the events stay known', async () => {
    await tenant.create(ADA, event());
    await look();
    await db().calendarLink.update({ where: { id: linkId }, data: { reads: false, generation: { increment: 1 } } });
    await look();
    expect(await blocks()).toEqual([]);
    expect(await db().remoteEvent.count()).toBe(1);
  });
});

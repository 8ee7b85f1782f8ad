import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { recordAnswer } from '@/lib/db/record-answer';
import { linkToCalendar, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { requestsById } from '@/lib/db/sync-log';
import { testDatabase } from '@/lib/db/test-database';
import { makePerson } from './stand-in.test-data';
import { viewSync } from './view-sync';

testDatabase();

const NOW = new Date('2026-10-05T15:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
let sample: Sample;
let linkId: number;

const admin = () => makePerson('admin', `admin${Math.random()}@library.example`);
const rows = async (resourceId?: number) => {
  const view = await viewSync(await admin(), resourceId === undefined ? {} : { resourceId }, NOW);
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value.rows;
};
const one = async () => {
  const [row] = await rows(sample.quiet.id);
  if (!row) throw new Error('no row');
  return row;
};
const change = (data: object) => db().calendarLink.update({ where: { id: linkId }, data });
const line = (minutes: number, outcome: string, more: object = {}) => ({
  ...{
    at: ago(minutes),
    linkId,
    direction: 'pull',
    op: 'view.delta',
    outcome,
    http: outcome === 'ok' ? 200 : 503,
    ms: 9,
  },
  ...more,
});

beforeEach(async () => {
  await emptyRows();
  await db().$executeRaw`TRUNCATE sync_log, graph_gate`;
  sample = await sampleLibrary();
  linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
  await change({ state: 'live', lastPullOkAt: ago(2), lastPushOkAt: ago(7) });
});
afterEach(() => vi.restoreAllMocks());

describe('a calendar’s row', () => {
  test('says how it stands, since when, and what came of it', async () => {
    await db().subscription.create({
      data: {
        linkId,
        urlKey: 'k',
        clientStateHash: 'h',
        state: 'active',
        expiresAt: ago(-600),
        lastNotifiedAt: ago(3),
      },
    });
    await change({ changeMode: 'webhook', corrections: 4 });
    expect(await one()).toMatchObject({
      ...{ situation: 'agreed', action: null, resourceName: 'Quiet room', connectionStatus: 'active' },
      ...{ lastReadAt: ago(2), lastWriteAt: ago(7), lagSeconds: 120, due: 0, oldestDueAt: null, dead: 0 },
      ...{ whyPolled: null, subscriptionExpiresAt: ago(-600), lastNotifiedAt: ago(3), corrections: 4 },
      ...{ openConflicts: 0, skippedItems: 0, troubles: [] },
    });
  });

  test('counts what waits, what was given up, what nobody decided, and what cannot be read', async () => {
    const bookings = await Promise.all(
      [1, 2, 3].map((n) =>
        db().booking.create({
          data: { publicId: `b${n}`, status: 'confirmed', patronName: 'P', patronEmail: 'p@example.org' },
        }),
      ),
    );
    await db().pushJob.createMany({
      data: bookings.map(({ id }, index) => ({
        ...{ linkId, bookingId: id, askedAt: ago(30 - index), deadAt: index === 2 ? ago(1) : null },
      })),
    });
    await db().syncConflict.create({
      data: { linkId, resourceId: sample.quiet.id, kind: 'foreign_over_booking', evidence: {} },
    });
    await db().skippedItem.create({ data: { linkId, remoteId: 'r', firstSeenAt: ago(9), lastSeenAt: ago(1) } });
    expect(await one()).toMatchObject({
      ...{ due: 2, oldestDueAt: ago(30), dead: 1, openConflicts: 1, skippedItems: 1 },
      ...{ situation: 'writes_given_up', action: 'look_at_log' },
    });
  });

  test('has the last five troubles, with Microsoft’s ids and what to make of them', async () => {
    const troubles = [8, 7, 6, 5, 4, 3].map((minutes) => line(minutes, 'unavailable', { requestId: `r${minutes}` }));
    await db().syncLog.createMany({
      data: [...troubles, line(2, 'access_denied', { requestId: 'r2', http: 403 }), line(1, 'ok')],
    });
    const { troubles: shown } = await one();
    expect(shown.map(({ requestId }) => requestId)).toEqual(['r2', 'r3', 'r4', 'r5', 'r6']);
    expect(shown[0]).toMatchObject({ outcome: 'access_denied', http: 403, advice: 'check_rights' });
    expect(shown[1]).toMatchObject({ advice: 'passes' });
  });

  test('a refused token has the advice of what the account says of it', async () => {
    await db().syncLog.createMany({ data: [line(2, 'token_rejected', { requestId: 'r', http: 401 })] });
    const advice = async (status: 'active' | 'app_error' | 'needs_reauth', statusReason: string | null) => {
      await db().syncConnection.updateMany({ data: { status, statusReason } });
      return (await one()).troubles[0]?.advice;
    };
    expect(await advice('active', null)).toBe('passes');
    expect(await advice('app_error', 'invalid_client 7000222')).toBe('registration');
    expect(await advice('needs_reauth', 'policy invalid_grant 53003')).toBe('blocked');
    expect(await advice('needs_reauth', 'invalid_grant 50173')).toBe('reconnect');
  });

  test('what Carrel answered by itself is on record, and no trouble', async () => {
    const { id: bookingId } = await db().booking.create({
      data: { publicId: 'b', status: 'confirmed', patronName: 'P', patronEmail: 'p@example.org' },
    });
    await recordAnswer(db(), { linkId, bookingId, kind: 'mirror_moved', answer: 'put_back' }, ago(1));
    expect(await db().syncLog.findMany()).toMatchObject([{ op: 'answer.mirror_moved', outcome: 'put_back' }]);
    expect(await one()).toMatchObject({ situation: 'agreed', troubles: [] });
    await db().syncLog.create({ data: line(3, 'throttled') });
    expect((await one()).troubles.map(({ outcome }) => outcome)).toEqual(['throttled']);
  });

  test.each([
    ['nobody read it for too long', { state: 'degraded', stateReason: 'stale' }, 'stale', 'check_worker'],
    ['it lost more than is believed', { state: 'degraded', stateReason: 'unbelievable' }, 'doubted', 'look_in_outlook'],
    ['it failed three times', { state: 'degraded', stateReason: 'unavailable' }, 'unread', 'look_at_log'],
    ['somebody disabled it', { state: 'paused', stateReason: 'by_person' }, 'paused_by_person', 'enable'],
    ['rights are gone', { state: 'paused', stateReason: 'access_denied' }, 'not_reachable', 'check_rights'],
    ['it begins', { state: 'backfilling' }, 'beginning', null],
  ])('%s', async (_, data, situation, action) => {
    await change(data);
    expect(await one()).toMatchObject({ situation, action });
  });

  test('says that changes come without word of them, once that is no accident any more', async () => {
    const { id } = await db().subscription.create({
      data: { linkId, urlKey: 'k', clientStateHash: 'h', state: 'active', untoldSince: ago(61), untoldRounds: 2 },
    });
    const told = (data: object) => db().subscription.update({ where: { id }, data });
    expect(await one()).toMatchObject({ isSilent: false, situation: 'agreed' });
    await told({ untoldRounds: 3 });
    expect(await one()).toMatchObject({ isSilent: true, situation: 'not_told', action: 'check_address' });
    await told({ untoldSince: ago(59) });
    expect(await one()).toMatchObject({ isSilent: false, situation: 'agreed' });
  });

  test('says whom to ask when the connection is refused, and what switch is off', async () => {
    await db().syncConnection.updateMany({ data: { status: 'needs_reauth' } });
    expect(await one()).toMatchObject({ situation: 'reconnect', action: 'ask_to_reconnect' });
    // A rule of the organisation is nobody's to sign in against: IT looks first, and Microsoft's number says at what.
    await db().syncConnection.updateMany({ data: { statusReason: 'policy invalid_grant 53003' } });
    expect(await one()).toMatchObject({ situation: 'blocked', action: 'ask_it', problem: 'access_policy' });
    await db().syncConnection.updateMany({ data: { status: 'app_error' } });
    expect(await one()).toMatchObject({ situation: 'registration', action: 'check_registration', group: 'held' });
    await db().integration.updateMany({ data: { state: 'inactive' } });
    expect(await one()).toMatchObject({ situation: 'inactive', action: 'activate' });
  });

  test('a refused registration is one thing to mend, with its own words; the calendars wait for it', async () => {
    await linkToCalendar(sample.corner.id, sample.ada.id);
    const refused = (statusReason: string) =>
      db().syncConnection.updateMany({ data: { status: 'app_error', statusReason } });
    const seen = async () => {
      const view = await viewSync(await admin(), {}, NOW);
      return view.ok && { counts: view.value.counts, registration: view.value.registration };
    };
    expect(await seen()).toMatchObject({ registration: null });
    await refused('invalid_client 7000222');
    expect(await seen()).toMatchObject({
      ...{ counts: { attention: 0, held: 2 }, registration: { problem: 'secret_expired', calendars: 2 } },
    });
    await refused('unauthorized_client 7000112');
    expect(await seen()).toMatchObject({ registration: { problem: 'application_disabled' } });
    expect(await one()).toMatchObject({ problem: 'application_disabled', reader: 'admin' });
  });

  test('says when Microsoft wants it left alone, and when it does not answer', async () => {
    const { mailboxOid } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
    const key = `mailbox:${mailboxOid}`;
    await db().graphGate.create({ data: { key, throttledUntil: ago(-1) } });
    expect(await one()).toMatchObject({ situation: 'waiting_as_told', action: null, throttledUntil: ago(-1) });
    await db().graphGate.update({ where: { key }, data: { throttledUntil: ago(1), breakerState: 'open' } });
    expect(await one()).toMatchObject({ situation: 'unreachable_now', throttledUntil: null });
  });

  test('says why it is polled', async () => {
    expect((await one()).whyPolled).toBe('delegated_room');
    await db().syncConnection.updateMany({ data: { purpose: 'own' } });
    expect((await one()).whyPolled).toBe('no_public_address');
    await change({ isDefaultCalendar: false });
    expect((await one()).whyPolled).toBe('other_calendar');
  });

  test('is nobody’s business but an admin’s', async () => {
    for (const role of ['staff', 'patron'] as const) {
      expect(await viewSync(await makePerson(role, `${role}@library.example`), {}, NOW)).toMatchObject({ ok: false });
    }
  });
});

test('those that need a person come first; a kind, a name and a group choose among them', async () => {
  const other = await linkToCalendar(sample.librarian.id, sample.ada.id);
  await db().calendarLink.update({ where: { id: other }, data: { state: 'degraded', stateReason: 'stale' } });
  const view = async (raw: object) => {
    const answer = await viewSync(await admin(), raw, NOW);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return { names: answer.value.rows.map(({ resourceName }) => resourceName), counts: answer.value.counts };
  };
  expect((await view({})).names).toEqual(['Ada Park', 'Quiet room']);
  expect(await view({ group: 'agreed' })).toMatchObject({ names: ['Quiet room'], counts: { attention: 1, agreed: 1 } });
  expect(await view({ kind: 'person' })).toMatchObject({ names: ['Ada Park'], counts: { attention: 1, agreed: 0 } });
  expect((await view({ search: 'quIET' })).names).toEqual(['Quiet room']);
  expect((await view({ search: 'nobody' })).names).toEqual([]);
  expect((await view({ page: 7 })).names).toHaveLength(2);
});

test('five hundred rooms are two queries, and a year of quiet log costs nothing', async () => {
  await db().$executeRaw`
    INSERT INTO resource (kind, category_id, name) SELECT 'space', ${sample.study.id}, 'Room ' || n FROM generate_series(1, 500) n`;
  await db().$executeRaw`
    INSERT INTO calendar_link (connection_id, resource_id, mailbox_oid, mailbox_address, calendar_id, calendar_name, state)
    SELECT (SELECT max(id) FROM sync_connection), id, 'm' || id, id || '@library.example', 'c' || id, 'Calendar', 'live'
    FROM resource WHERE name LIKE 'Room %'`;
  await db().$executeRaw`
    INSERT INTO sync_log (at, link_id, direction, op, outcome)
    SELECT ${NOW}::timestamptz - n * interval '1 hour', link.id, 'push', 'event.create', CASE WHEN n % 40 = 0 THEN 'unavailable' ELSE 'ok' END
    FROM calendar_link link, generate_series(1, 400) n`;
  await db().$executeRaw`ANALYZE`;
  const asked = vi.spyOn(db(), '$queryRaw');
  const view = await viewSync(await admin(), { page: 2 }, NOW);
  expect(asked).toHaveBeenCalledTimes(2);
  if (!view.ok) throw new Error(view.refusal.code);
  expect(view.value).toMatchObject({ page: 2, pages: 11, counts: { agreed: 501, attention: 0, waiting: 0 } });
  expect(view.value.rows).toHaveLength(50);
  expect(view.value.rows.every(({ troubles }) => troubles.length === 5)).toBe(true);
  const plan = await db().$queryRaw<{ 'QUERY PLAN': string }[]>`
    EXPLAIN SELECT line.at FROM unnest(ARRAY(SELECT id FROM calendar_link)) AS link (id)
    CROSS JOIN LATERAL (SELECT * FROM sync_log WHERE link_id = link.id AND outcome <> 'ok' AND op NOT LIKE 'answer.%'
      ORDER BY at DESC LIMIT 5) line`;
  const text = plan.map((row) => row['QUERY PLAN']).join('\n');
  expect(text).toContain('sync_log_troubles');
  expect(text).not.toContain('Seq Scan on sync_log');
});

test('a request is found by Microsoft’s id and by ours', async () => {
  await db().syncLog.createMany({
    data: [line(3, 'ok', { requestId: 'theirs', clientRequestId: 'ours' }), line(2, 'ok')],
  });
  for (const id of ['theirs', 'ours']) {
    expect(await requestsById(db(), id)).toMatchObject([{ requestId: 'theirs', clientRequestId: 'ours', linkId }]);
  }
  expect(await requestsById(db(), 'nobody’s')).toEqual([]);
});

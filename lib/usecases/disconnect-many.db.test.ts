import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { sealTokens } from '@/lib/db/connection-tokens';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { farewells } from '@/lib/db/farewells';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { closeQueue, queue } from '@/lib/db/queue';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { seal } from '@/lib/seal';
import { addMinutes } from '@/lib/time/interval';
import { disconnectEverything } from './disconnect-everything';
import { makePerson } from './stand-in.test-data';
import { stopRemoval } from './stop-removal';
import { viewIntegration } from './view-integration';

testDatabase();
afterAll(closeQueue);

const NOW = new Date('2026-10-05T15:00:00Z');
let sample: Sample;
let admin: Person;

beforeEach(async () => {
  await emptyRows();
  await queue();
  sample = await sampleLibrary();
  admin = await makePerson('admin', 'admin@library.example');
});

/**
 * So many accounts with two rooms each, or so many rooms in all; of each a booking and its event, a closed time, a waiting
 * write and a subscription.
 */
async function connectAll(accounts: number, rooms = accounts * 2): Promise<void> {
  await db().integration.create({
    data: {
      ...{ id: 1, accountType: 'AzureADMultipleOrgs', clientId: 'app', state: 'active' },
      secretEnc: seal('secret', INTEGRATION_SECRET),
    },
  });
  await db().$executeRaw`
    INSERT INTO resource (kind, category_id, name) SELECT 'space', ${sample.study.id}, 'Room ' || n
    FROM generate_series(1, ${rooms}::int) n`;
  await db().$executeRaw`
    INSERT INTO sync_connection (purpose, owner_id, tenant_id, principal_oid, principal_name, scopes, token_expires_at)
    SELECT 'rooms', ${admin.id}, 'tenant', 'oid ' || n, n || '@library.example', '{}', ${addMinutes(NOW, 30)}::timestamptz
    FROM generate_series(1, ${accounts}) n`;
  const ids = (await db().syncConnection.findMany({ select: { id: true } })).map(({ id }) => id);
  const sealed = ids.map((id) => sealTokens(id, { accessToken: `access ${id}`, refreshToken: 'refresh' }));
  await db().$executeRaw`
    UPDATE sync_connection SET token_enc = sealed.token
    FROM unnest(${ids}::int[], ${sealed}::text[]) AS sealed (id, token) WHERE sealed.id = sync_connection.id`;
  await db().$executeRaw`
    INSERT INTO calendar_link (connection_id, resource_id, mailbox_oid, mailbox_address, calendar_id, calendar_name, state)
    SELECT (SELECT min(id) FROM sync_connection) + (row_number() OVER (ORDER BY id) - 1) % ${accounts}::int, id, 'm' || id,
      id || '@library.example', 'c' || id, 'Calendar', 'live' FROM resource WHERE name LIKE 'Room %'`;
  await db().$executeRaw`
    INSERT INTO booking (public_id, status, patron_name, patron_email)
    SELECT 'b' || id, 'confirmed', 'P', 'p@example.org' FROM calendar_link`;
  await db().$executeRaw`
    INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
    SELECT booking.id, link.resource_id, ${addMinutes(NOW, 60)}::timestamptz, ${addMinutes(NOW, 120)}::timestamptz
    FROM booking JOIN calendar_link link ON booking.public_id = 'b' || link.id`;
  await db().$executeRaw`
    INSERT INTO booking_mirror (link_id, booking_id, transaction_id, remote_id, state)
    SELECT link.id, booking.id, gen_random_uuid(), 'r' || booking.id, 'live'
    FROM booking JOIN calendar_link link ON booking.public_id = 'b' || link.id`;
  await db().$executeRaw`
    INSERT INTO push_job (link_id, booking_id) SELECT link_id, booking_id FROM booking_mirror`;
  await db().$executeRaw`
    INSERT INTO busy_block (link_id, remote_id, resource_id, starts_at, ends_at)
    SELECT id, 'x', resource_id, ${addMinutes(NOW, 240)}::timestamptz, ${addMinutes(NOW, 300)}::timestamptz FROM calendar_link`;
  await db().$executeRaw`
    INSERT INTO subscription (link_id, url_key, client_state_hash, graph_id, state)
    SELECT id, 'k' || id, 'h', 'g' || id, 'active' FROM calendar_link`;
}

test('the preview counts all that ends, and the library’s name has to be typed', async () => {
  await connectAll(5);
  const view = await viewIntegration(admin, NOW);
  expect(view.ok && view.value.ends).toEqual({
    ...{ connections: 5, links: 10, people: 0, rooms: 10, eventsThatStay: 10, queued: 10, blocks: 10 },
    name: 'Sample Library',
  });
  for (const confirm of ['', 'Sample'])
    expect(await disconnectEverything(admin, { confirm }, NOW)).toMatchObject({ refusal: { code: 'invalid' } });
  const staff = await makePerson('staff', 'staff@library.example');
  expect(await disconnectEverything(staff, { confirm: 'Sample Library' }, NOW)).toMatchObject({
    refusal: { code: 'not_allowed' },
  });
  expect(await db().calendarLink.count({ where: { state: 'live' } })).toBe(10);
});

test('ten calendars of five accounts end in one transaction: tokens gone, events remembered, a farewell for each subscription', async () => {
  await connectAll(5);
  expect(await disconnectEverything(admin, { confirm: ' sample library ' }, NOW)).toEqual({
    ok: true,
    value: { connections: 5, links: 10, closing: 0, events: 0 },
  });
  expect(await db().integration.findFirst()).toMatchObject({ state: 'disconnected' });
  expect(await db().syncConnection.count({ where: { status: 'disabled', tokenEnc: null } })).toBe(5);
  expect(await db().calendarLink.count({ where: { state: 'unlinked', unlinkedAt: NOW } })).toBe(10);
  expect(await db().bookingMirror.count({ where: { state: 'detached', remoteId: { not: null } } })).toBe(10);
  expect([await db().pushJob.count(), await db().busyBlock.count(), await db().booking.count()]).toEqual([0, 0, 10]);
  const links = await db().calendarLink.findMany({ orderBy: { id: 'asc' } });
  for (const { id, connectionId } of links)
    expect(await farewells(db(), id, NOW)).toMatchObject([
      { graphId: `g${id}`, accessToken: `access ${connectionId}` },
    ]);
  const drops = await db().$queryRaw<{ id: number; limit: number }[]>`
    SELECT (data->>'linkId')::int AS id, retry_limit AS limit FROM pgboss.job WHERE name = 'drop_subscriptions' ORDER BY 1`;
  expect(drops).toEqual(links.map(({ id }) => ({ id, limit: 5 })));
});

test('with removal only events of bookings to come are asked for, and accounts wait for theirs', async () => {
  await connectAll(5);
  await db()
    .$executeRaw`UPDATE sync_connection SET status = 'needs_reauth' WHERE id = (SELECT min(id) FROM sync_connection)`;
  await db().$executeRaw`
    UPDATE booking_item SET starts_at = ${addMinutes(NOW, -60)}::timestamptz
    WHERE booking_id = (SELECT max(booking_id) FROM booking_mirror)`;
  const raw = { confirm: 'Sample Library', removeEvents: 'on' };
  expect(await disconnectEverything(admin, raw, NOW)).toMatchObject({ value: { links: 10, closing: 8, events: 7 } });
  const jobs = await db().pushJob.findMany({ select: { runAfter: true } });
  expect(jobs.map(({ runAfter }) => runAfter)).toEqual(Array(7).fill(addMinutes(NOW, 10)));
  expect(await db().calendarLink.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } })).toMatchObject([
    { state: 'closing', _count: 8 },
    { state: 'unlinked', _count: 2 },
  ]);
  expect(await db().calendarLink.aggregate({ _sum: { closingTotal: true } })).toEqual({ _sum: { closingTotal: 7 } });
  expect(await db().syncConnection.count({ where: { endingAt: NOW } })).toBe(4);
  expect(await db().syncConnection.count({ where: { status: 'disabled' } })).toBe(1);
  expect(await db().integration.findFirst()).toMatchObject({ state: 'active', endingAt: NOW });
});

test('a removal of 500 calendars of 200 accounts is undone at once: each comes back, as it was, read-only ones beside their writer too', async () => {
  await connectAll(200, 300);
  await db().$executeRaw`
    INSERT INTO calendar_link (connection_id, resource_id, mailbox_oid, mailbox_address, calendar_id, calendar_name, state, writes)
    SELECT connection_id, resource_id, mailbox_oid, mailbox_address, 'second ' || calendar_id, 'Second', 'live', false
    FROM calendar_link ORDER BY id LIMIT 200`;
  const last = await db().calendarLink.findFirstOrThrow({ where: { writes: true }, orderBy: { id: 'desc' } });
  await db().calendarLink.update({ where: { id: last.id }, data: { state: 'paused', stateReason: 'by_person' } });
  const raw = { confirm: 'Sample Library', removeEvents: 'on' };
  expect(await disconnectEverything(admin, raw, NOW)).toMatchObject({ value: { connections: 200, closing: 500 } });
  // One room got another calendar meanwhile: what was let go for it cannot come back.
  const gone = await db().calendarLink.findFirstOrThrow({ orderBy: { id: 'asc' }, where: { resourceId: { gt: 0 } } });
  const { connectionId, resourceId } = gone;
  const other = { mailboxOid: 'new', mailboxAddress: 'new@library.example', calendarId: 'new', calendarName: 'New' };
  await db().calendarLink.create({ data: { connectionId, resourceId, ...other, state: 'live' } });

  const began = performance.now();
  expect(await stopRemoval(admin, { how: 'undo' }, addMinutes(NOW, 5))).toMatchObject({ value: { links: 500 } });
  expect(performance.now() - began).toBeLessThan(8_000);
  const states = await db().calendarLink.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } });
  expect(states).toMatchObject([
    { state: 'backfilling', _count: 497 },
    { state: 'live', _count: 1 },
    { state: 'paused', _count: 1 },
    { state: 'unlinked', _count: 2 },
  ]);
  expect(await db().integration.findFirst()).toMatchObject({ state: 'active', endingAt: null });
  expect(
    await db().syncConnection.count({ where: { status: 'active', endingAt: null, tokenEnc: { not: null } } }),
  ).toBe(200);
  // Every event is looked at once more, by the calendar that writes it.
  expect(await db().pushJob.count({ where: { asked: { gt: 1 } } })).toBe(299);
  const [kept] = await db().$queryRaw<[{ jobs: number; limit: number }]>`
    SELECT count(DISTINCT data->>'linkId')::int AS jobs, min(retry_limit)::int AS limit FROM pgboss.job
    WHERE name = 'keep_subscription'`;
  expect(kept).toEqual({ jobs: 497, limit: 120 });
});

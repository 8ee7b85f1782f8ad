import { beforeEach, expect, test } from 'vitest';
import { POST } from '@/app/api/outlook/notifications/[urlKey]/route';
import { db } from '@/lib/db/client';
import { storeMetrics } from '@/lib/db/metrics';
import { testDatabase } from '@/lib/db/test-database';
import { takeSamples } from '@/lib/metrics';
import { settleHolds } from '@/lib/usecases/settle-holds';
import { viewMetrics } from '@/lib/usecases/view-metrics';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { accessToken } from './access-token';
import { keepSubscription } from './keep-subscription';
import { notificationServer, until } from './notification-server.test-data';
import { ADA, half, outlookEdits, STUDY, slot, span } from './outlook-edits.test-data';
import { testTenant } from './tenant.test-data';

/** Every figure of sync-design §12, after a story that gives each of them something to say. */
testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);
notificationServer(POST);

beforeEach(async () => {
  takeSamples();
  await db().metricSample.deleteMany();
});

/** Each line's value by its name and labels, as a scraper reads them. */
async function scraped(): Promise<Map<string, number>> {
  await storeMetrics(db());
  const lines = (await viewMetrics(there.world().clock())).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

/** The sum of a name's lines whose labels hold all of these. */
const total = (figures: Map<string, number>, name: string, ...labels: string[]) =>
  [...figures]
    .filter(([key]) => key.split('{')[0] === name && labels.every((label) => key.includes(label)))
    .reduce((sum, [, value]) => sum + value, 0);

/** At least one observation, and none that took longer than the story. */
function expectDurations(figures: Map<string, number>, name: string, ...labels: string[]) {
  const count = total(figures, `${name}_count`, ...labels);
  expect(count, name).toBeGreaterThan(0);
  expect(total(figures, `${name}_bucket`, 'le="60"', ...labels), name).toBe(count);
  expect(total(figures, `${name}_sum`, ...labels), name).toBeGreaterThanOrEqual(0);
}

test('a librarian’s day: subscription, knock, round, token, push', async () => {
  const { linkId, connectionId } = await there.librarian();
  await keepSubscription(linkId);
  await drainPull();
  const { dirtySeq } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
  const met = await there.foreign(ADA, span(900, 930));
  await until(async () => (await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } })).dirtySeq > dirtySeq);
  await drainPull();
  await accessToken(connectionId, new Date(), { force: true });
  await there.meet(half);

  const figures = await scraped();
  expectDurations(figures, 'webhook_ack_seconds', 'status="202"');
  expectDurations(figures, 'webhook_ack_seconds', 'status="200"');
  expectDurations(figures, 'sync_notification_delay_seconds', 'mode="webhook"');
  expectDurations(figures, 'sync_push_latency_seconds', 'kind="person"');
  expectDurations(figures, 'booking_remote_confirm_seconds', 'outcome="confirmed"');
  expect(figures.get('sync_token_refresh_total{mode="delegated",outcome="ok"}')).toBe(1);
  expect(figures.get('sync_full_resync_total{reason="first"}')).toBe(1);
  expect(figures.get('sync_graph_requests_total{op="event.create",status="201"}')).toBe(1);
  const days = (figures.get('sync_subscription_expiry_seconds{kind="person",mode="webhook"}') ?? 0) / 86_400;
  expect(days).toBeGreaterThan(6.5);
  expect(days).toBeLessThanOrEqual(7);
  expect(figures.get('sync_pull_lag_seconds{kind="person",mode="webhook"}')).toBeLessThan(60);
  expect(figures.get('sync_queue_depth')).toBe(0);
  // People, mailboxes and rooms have no place in a label.
  const { mailboxOid } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
  const text = [...figures.keys()].join('\n');
  for (const name of [mailboxOid, ADA, 'Ada', 'Rosa', met.immutableId]) expect(text).not.toContain(name);
});

test('a room’s bad day: refused, unanswered, throttled, ambiguous, adopted, swept, skipped, in conflict', async () => {
  const linkId = await there.room();
  const link = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
  // Written, but not heard of; then found by its marker.
  await tenant.fault({ operation: 'event.create' }, 'reset_after_commit');
  await there.book(slot);
  there.pass(60_000);
  await drainPush(there.world());
  // Somebody was first.
  await there.foreign(STUDY, span(780, 810));
  await there.book(span(780, 810));
  // Somebody writes over what was promised, and delta does not tell.
  await there.foreign(STUDY, slot);
  there.pass(6 * 60_000);
  await drainPull(there.world());
  await db().remoteEvent.deleteMany();
  await db().busyBlock.deleteMany();
  await db().calendarLink.updateMany({ data: { lastSweepAt: new Date(0), nextPullAt: null } });
  there.pass(6 * 60_000);
  await drainPull(there.world());
  // Silence, then a word to wait.
  await tenant.fault({ operation: 'calendarView' }, { status: 503 }, 1);
  await there.book(span(840, 870));
  there.pass(15 * 60_000);
  await settleHolds(there.world().clock());
  await tenant.fault({ path: '/v1.0/users' }, { status: 429, headers: { 'Retry-After': '30' } }, 1);
  await drainPush(there.world());
  await db().skippedItem.create({
    data: { linkId, remoteId: 'unreadable', firstSeenAt: new Date(), lastSeenAt: new Date() },
  });
  await db().graphGate.create({ data: { key: 'tenant:somewhere', breakerState: 'open' } });

  const figures = await scraped();
  expectDurations(figures, 'booking_remote_confirm_seconds', 'outcome="refused"');
  expect(total(figures, 'booking_remote_confirm_seconds_count', 'outcome="unanswered"')).toBe(1);
  expect(total(figures, 'booking_remote_confirm_seconds_sum', 'outcome="unanswered"')).toBeGreaterThanOrEqual(900);
  expect(figures.get('sync_ambiguous_total')).toBe(1);
  expect(figures.get('sync_adopted_total')).toBe(1);
  expect(figures.get('sync_graph_throttled_total')).toBe(1);
  expect(total(figures, 'sync_graph_requests_total', 'status="429"')).toBe(1);
  expect(total(figures, 'sync_graph_requests_total', 'status="0"')).toBe(1);
  expect(figures.get('sync_sweep_corrections_total')).toBeGreaterThan(0);
  expect(figures.get('sync_duplicates_removed_total')).toBe(0);
  const room = '{kind="space",mode="poll"}';
  expect(figures.get(`sync_conflicts_open${room}`)).toBeGreaterThan(0);
  expect(figures.get(`sync_skipped_items${room}`)).toBe(1);
  expect(figures.get(`sync_queue_depth${room}`)).toBe(1);
  expect(figures.get(`sync_queue_oldest_seconds${room}`)).toBeGreaterThanOrEqual(0);
  expect(figures.get('sync_breaker_open{kind="tenant"}')).toBe(1);
  expect([...figures.keys()].join('\n')).not.toContain(link.mailboxOid);
});

test('a token that is refused says so, whoever’s it is', async () => {
  const { connectionId } = await there.librarian();
  await tenant.fault({ operation: 'token' }, { status: 503 });
  await expect(accessToken(connectionId, new Date(), { force: true })).rejects.toThrow();
  await db().syncConnection.update({ where: { id: connectionId }, data: { mode: 'app', tokenEnc: null } });
  await expect(accessToken(connectionId, new Date(), { force: true })).resolves.toBeTypeOf('string');
  const figures = await scraped();
  expect(figures.get('sync_token_refresh_total{mode="delegated",outcome="retry"}')).toBe(1);
  expect(figures.get('sync_token_refresh_total{mode="app",outcome="ok"}')).toBe(1);
});

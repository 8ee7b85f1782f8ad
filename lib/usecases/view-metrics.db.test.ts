import { afterAll, beforeEach, expect, test } from 'vitest';
import { GET } from '@/app/api/metrics/route';
import { db } from '@/lib/db/client';
import { storeMetrics } from '@/lib/db/metrics';
import { closeQueue } from '@/lib/db/queue';
import { linkToCalendar, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { count, observe, takeSamples } from '@/lib/metrics';
import { viewMetrics } from './view-metrics';

testDatabase();
process.env.METRICS_TOKEN = 'a token for the tests of metrics';
afterAll(closeQueue);

beforeEach(async () => {
  takeSamples();
  await db().metricSample.deleteMany();
});

const ask = (authorization?: string) =>
  GET(new Request('http://localhost/api/metrics', { headers: authorization ? { authorization } : {} }));

test('figures of several processes are one', async () => {
  count('sync_adopted_total', {}, 2);
  await storeMetrics(db());
  count('sync_adopted_total', {}, 3);
  observe('webhook_ack_seconds', 0.02);
  observe('webhook_ack_seconds', 0.2);
  await storeMetrics(db());
  const text = await viewMetrics(new Date());
  expect(text).toContain('\nsync_adopted_total 5\n');
  expect(text).toContain('webhook_ack_seconds_bucket{le="0.05"} 1');
  expect(text).toContain('webhook_ack_seconds_bucket{le="0.3"} 2');
  expect(text).toContain('webhook_ack_seconds_bucket{le="+Inf"} 2');
  expect(text).toContain('webhook_ack_seconds_count 2');
});

test('every figure of the design has its name, help and type, before anything happened', async () => {
  const text = await viewMetrics(new Date());
  for (const name of [
    ...['sync_push_latency_seconds', 'sync_pull_lag_seconds', 'sync_notification_delay_seconds', 'sync_queue_depth'],
    ...['sync_queue_oldest_seconds', 'sync_graph_requests_total', 'sync_graph_throttled_total', 'sync_ambiguous_total'],
    ...[
      'sync_adopted_total',
      'sync_duplicates_removed_total',
      'sync_full_resync_total',
      'sync_sweep_corrections_total',
    ],
    ...['sync_conflicts_open', 'sync_subscription_expiry_seconds', 'sync_token_refresh_total', 'sync_breaker_open'],
    ...['sync_skipped_items', 'sync_links_not_told', 'webhook_ack_seconds', 'booking_remote_confirm_seconds'],
  ])
    expect(text).toMatch(new RegExp(`# HELP ${name} .+\\n# TYPE ${name} `));
});

test('how things stand is read from the rows, by kind and mode', async () => {
  const sample = await sampleLibrary();
  const linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
  const now = new Date();
  await db().calendarLink.update({ where: { id: linkId }, data: { lastPullOkAt: new Date(now.getTime() - 90_000) } });
  expect(await viewMetrics(now)).toContain('sync_pull_lag_seconds{kind="space",mode="poll"} 90\n');
});

test('nobody reads them without the token', async () => {
  expect((await ask()).status).toBe(401);
  expect((await ask('Bearer a token for the tests of metricz')).status).toBe(401);
  const answer = await ask('Bearer a token for the tests of metrics');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
});

import type { Tx } from '@/lib/db/client';
import { isSilent } from '@/lib/db/silence';
import { giveBack, type MetricSample, takeSamples } from '@/lib/metrics';

/** Adds what this process gathered to everybody's figures. Never throws for a database that is away: it counts later. */
export async function storeMetrics(tx: Tx): Promise<void> {
  const samples = takeSamples();
  if (samples.length === 0) return;
  try {
    await tx.$executeRaw`
      INSERT INTO metric_sample (name, labels, bucket, value)
      SELECT * FROM unnest(${samples.map(({ name }) => name)}::text[], ${samples.map(({ labels }) => labels)}::text[],
        ${samples.map(({ bucket }) => bucket)}::text[], ${samples.map(({ value }) => value)}::float8[])
      -- In one order, so that two processes never wait for one another.
      ORDER BY 1, 2, 3
      ON CONFLICT (name, labels, bucket) DO UPDATE SET value = metric_sample.value + EXCLUDED.value`;
  } catch {
    giveBack(samples);
  }
}

export const storedMetrics = (tx: Tx): Promise<MetricSample[]> =>
  tx.metricSample.findMany({ orderBy: [{ name: 'asc' }, { labels: 'asc' }] });

export type Gauge = { name: string; kind: string | null; mode: string | null; value: number };

/** How things stand now, one query; `now` decides what is late. */
export const syncGauges = (tx: Tx, now: Date): Promise<Gauge[]> =>
  tx.$queryRaw<Gauge[]>`
    WITH link AS (
      SELECT link.*, resource.kind::text AS kind, link.change_mode::text AS mode FROM calendar_link link
      JOIN resource ON resource.id = link.resource_id WHERE link.state <> 'unlinked'),
    job AS (SELECT push_job.*, link.kind, link.mode FROM push_job JOIN link ON link.id = push_job.link_id)
    SELECT 'sync_pull_lag_seconds' AS name, kind, mode,
      max(extract(epoch FROM ${now}::timestamptz - coalesce(last_pull_ok_at, created_at)))::float8 AS value
      -- What a person paused, and what is being emptied, is not read on purpose.
      FROM link WHERE state <> 'closing' AND NOT (state = 'paused' AND state_reason IS NOT DISTINCT FROM 'by_person')
      GROUP BY kind, mode
    UNION ALL SELECT 'sync_queue_depth', kind, mode, count(*)::float8 FROM job WHERE dead_at IS NULL GROUP BY kind, mode
    UNION ALL SELECT 'sync_queue_oldest_seconds', kind, mode,
      max(extract(epoch FROM ${now}::timestamptz - asked_at))::float8 FROM job WHERE dead_at IS NULL GROUP BY kind, mode
    UNION ALL SELECT 'sync_jobs_given_up', kind, mode, count(*)::float8 FROM job WHERE dead_at IS NOT NULL GROUP BY kind, mode
    UNION ALL SELECT 'sync_conflicts_open', link.kind, link.mode, count(*)::float8
      FROM sync_conflict JOIN link ON link.id = sync_conflict.link_id WHERE sync_conflict.state = 'open'
      GROUP BY link.kind, link.mode
    UNION ALL SELECT 'sync_subscription_expiry_seconds', link.kind, link.mode,
      min(extract(epoch FROM subscription.expires_at - ${now}::timestamptz))::float8
      FROM subscription JOIN link ON link.id = subscription.link_id WHERE subscription.state = 'active'
      GROUP BY link.kind, link.mode
    UNION ALL SELECT 'sync_links_not_told', link.kind, link.mode, count(*)::float8
      FROM subscription JOIN link ON link.id = subscription.link_id WHERE ${isSilent(now)} GROUP BY link.kind, link.mode
    UNION ALL SELECT 'sync_skipped_items', link.kind, link.mode, count(*)::float8
      FROM skipped_item JOIN link ON link.id = skipped_item.link_id GROUP BY link.kind, link.mode
    UNION ALL SELECT 'sync_breaker_open', split_part(key, ':', 1), NULL, count(*)::float8
      FROM graph_gate WHERE breaker_state = 'open' GROUP BY 2`;

import { db } from '@/lib/db/client';
import { type Gauge, storedMetrics, syncGauges } from '@/lib/db/metrics';
import { BUCKETS, helpOf, isHistogram, type MetricSample, metricNames } from '@/lib/metrics';

/** Every figure in Prometheus' text form (sync-design §12). The caller has checked the bearer. */
export async function viewMetrics(now: Date): Promise<string> {
  const samples = await storedMetrics(db());
  const gauges = await syncGauges(db(), now);
  const lines = metricNames.flatMap((name) => {
    const own = samples.filter((sample) => sample.name === name);
    return isHistogram(name) ? histogramLines(name, own) : counterLines(name, own);
  });
  return `${[...lines, ...gaugeLines(gauges)].join('\n')}\n`;
}

const heading = (name: string, type: string, help: string) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
const line = (name: string, labels: string, value: number) => `${name}${labels ? `{${labels}}` : ''} ${value}`;

function counterLines(name: string, samples: readonly MetricSample[]): string[] {
  const values = samples.map(({ labels, value }) => line(name, labels, value));
  // A counter that never counted is 0, not absent: alerts can be written before anything happens.
  return [...heading(name, 'counter', helpOf(name)), ...(values.length > 0 ? values : [line(name, '', 0)])];
}

function histogramLines(name: string, samples: readonly MetricSample[]): string[] {
  const lines = heading(name, 'histogram', helpOf(name));
  for (const labels of new Set(samples.length > 0 ? samples.map((sample) => sample.labels) : [''])) {
    const own = new Map(samples.filter((one) => one.labels === labels).map(({ bucket, value }) => [bucket, value]));
    const with_ = (bound: string) => [labels, `le="${bound}"`].filter(Boolean).join(',');
    let total = 0;
    for (const bound of [...BUCKETS.map(String), '+Inf']) {
      total += own.get(bound) ?? 0;
      lines.push(line(`${name}_bucket`, with_(bound), total));
    }
    lines.push(line(`${name}_sum`, labels, own.get('sum') ?? 0), line(`${name}_count`, labels, total));
  }
  return lines;
}

const GAUGES: Record<string, string> = {
  sync_pull_lag_seconds: 'Time since the calendar read longest ago was read.',
  sync_queue_depth: 'Writes that wait or run.',
  sync_queue_oldest_seconds: 'How long the oldest of them has waited.',
  sync_jobs_given_up: 'Writes that were set aside until somebody looks.',
  sync_conflicts_open: 'Disagreements that wait for a person.',
  sync_subscription_expiry_seconds: 'Time until the first subscription ends.',
  sync_links_not_told: 'Calendars whose changes Microsoft does not tell of: found a quarter of an hour late.',
  sync_skipped_items: 'Rows of Outlook that cannot be read.',
  sync_breaker_open: 'Mailboxes, tenants or the application that cannot be reached now.',
};

function gaugeLines(gauges: readonly Gauge[]): string[] {
  return Object.entries(GAUGES).flatMap(([name, help]) => {
    const own = gauges.filter((gauge) => gauge.name === name);
    const values = own.map(({ kind, mode, value }) => line(name, labelsOf(kind, mode), value));
    return [...heading(name, 'gauge', help), ...(values.length > 0 ? values : [line(name, '', 0)])];
  });
}

const labelsOf = (kind: string | null, mode: string | null) =>
  [kind && `kind="${kind}"`, mode && `mode="${mode}"`].filter(Boolean).join(',');

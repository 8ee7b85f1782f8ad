/**
 * Figures of this process, gathered in memory and handed to the database now and then, since no one process knows them
 * all (sync-design §12). Labels name kinds and outcomes, never people, rooms or mailboxes.
 */
const COUNTERS = {
  sync_graph_requests_total: 'Requests to Microsoft Graph by operation and status (0: no answer).',
  sync_graph_throttled_total: 'Answers that told us to wait.',
  sync_ambiguous_total: 'Creates whose answer did not come or could not be read.',
  sync_adopted_total: 'Events recognised as ours by marker or transaction id.',
  sync_duplicates_removed_total: 'Events of ours that were there twice and were taken away once.',
  sync_full_resync_total: 'Calendars read from scratch, by reason.',
  sync_sweep_corrections_total: 'Differences that a sweep found and delta had not told. Should stay 0.',
  sync_token_refresh_total: 'Requests for an access token by mode of the connection and outcome.',
} as const;

const HISTOGRAMS = {
  sync_push_latency_seconds: 'From a change here to the calendar agreeing.',
  sync_notification_delay_seconds: 'From a calendar being marked to the round that read it.',
  webhook_ack_seconds: 'Time to answer a notification.',
  booking_remote_confirm_seconds: 'From the request of a booking to the word of its calendar, by outcome.',
} as const;

export type CounterName = keyof typeof COUNTERS;
export type HistogramName = keyof typeof HISTOGRAMS;
export type Labels = Record<string, string | number>;
/** One number to add to a row: `bucket` is empty for counters; an upper bound, 'sum' or 'count' for histograms. */
export type MetricSample = { name: string; labels: string; bucket: string; value: number };

/** Upper bounds in seconds; the aims of the design (3 s, 5 s, 30 s, 15 min) are among them. */
export const BUCKETS = [0.05, 0.1, 0.3, 0.5, 1, 2, 3, 5, 10, 30, 60, 300, 900, 3600] as const;

export const helpOf = (name: string): string => ({ ...COUNTERS, ...HISTOGRAMS })[name as CounterName] ?? '';
export const isHistogram = (name: string): name is HistogramName => name in HISTOGRAMS;
export const metricNames = [...Object.keys(COUNTERS), ...Object.keys(HISTOGRAMS)];

// Next loads a module once for its pages and once for what starts with the process: both must mean the same figures.
const kept = globalThis as unknown as { carrelMetrics?: Map<string, MetricSample> };
kept.carrelMetrics ??= new Map();
const gathered = kept.carrelMetrics;

export function count(name: CounterName, labels: Labels = {}, by = 1): void {
  if (by > 0) gather({ name, labels: labelText(labels), bucket: '', value: by });
}

export function observe(name: HistogramName, seconds: number, labels: Labels = {}): void {
  const text = labelText(labels);
  const bound = BUCKETS.find((limit) => seconds <= limit);
  gather({ name, labels: text, bucket: bound === undefined ? '+Inf' : String(bound), value: 1 });
  gather({ name, labels: text, bucket: 'sum', value: seconds });
}

/** Everything since the last time; whoever takes it has to store it. */
export function takeSamples(): MetricSample[] {
  const samples = [...gathered.values()];
  gathered.clear();
  return samples;
}

/** It could not be stored: it counts with the next ones. */
export const giveBack = (samples: readonly MetricSample[]): void => samples.forEach(gather);

function gather(sample: MetricSample): void {
  const key = `${sample.name} ${sample.labels} ${sample.bucket}`;
  const held = gathered.get(key);
  if (held) held.value += sample.value;
  else gathered.set(key, { ...sample });
}

/** Prometheus' own form, sorted by name, so that the same labels are the same row. */
function labelText(labels: Labels): string {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${String(value).replace(/[^\w.:/ -]/g, '_')}"`)
    .join(',');
}

import type { Tx } from '@/lib/db/client';

/** How one calendar stood in an hour, or in a day that is further back. */
export type LinkSample = {
  /** When it began. */
  at: Date;
  /** The longest since it was read. */
  lagSeconds: number;
  /** What comparisons put right in it. */
  corrections: number;
  /** Requests about it that did not go well. */
  failed: number;
};

/**
 * Adds five minutes, those before `at`, to the hour of each of these calendars. To be called once for them, beside
 * `noteSample`. `corrections` is kept as the calendar's own count, whose growth is what counts.
 */
export async function noteLinkSamples(
  tx: Tx,
  links: readonly { linkId: number; lagSeconds: number }[],
  { from, until }: { from: Date; until: Date },
): Promise<void> {
  if (links.length === 0) return;
  const ids = links.map(({ linkId }) => linkId);
  const lags = links.map(({ lagSeconds }) => Math.round(lagSeconds));
  await tx.$executeRaw`
    INSERT INTO link_sample (link_id, at, lag_seconds, corrections, failed)
    SELECT link.id, date_trunc('hour', ${from}::timestamptz, 'UTC'), found.lag, link.corrections, coalesce(log.failed, 0)
    FROM unnest(${ids}::int[], ${lags}::int[]) AS found (id, lag)
    JOIN calendar_link link ON link.id = found.id
    LEFT JOIN (SELECT link_id, count(*)::int AS failed FROM sync_log
      WHERE at >= ${from}::timestamptz AND at < ${until}::timestamptz AND outcome <> 'ok' AND direction <> 'mail'
        AND op NOT LIKE 'answer.%'
      GROUP BY link_id) log ON log.link_id = link.id
    ORDER BY link.id
    ON CONFLICT (link_id, at) DO UPDATE SET lag_seconds = greatest(link_sample.lag_seconds, EXCLUDED.lag_seconds),
      corrections = EXCLUDED.corrections, failed = link_sample.failed + EXCLUDED.failed`;
}

/** One calendar since then, in stretches of `minutes`, in order: the longest lag, and what came to it in between. */
export async function linkSamplesSince(tx: Tx, linkId: number, since: Date, minutes: number): Promise<LinkSample[]> {
  return tx.$queryRaw<LinkSample[]>`
    -- What grew since the row before, which may be older than what is shown; of the first row of all nothing is known.
    WITH grown AS (
      SELECT at, lag_seconds, failed,
        greatest(0, corrections - coalesce(lag(corrections) OVER (ORDER BY at), corrections)) AS corrections
      FROM link_sample WHERE link_id = ${linkId})
    SELECT date_bin(${minutes} * interval '1 minute', at, ${since}::timestamptz) AS at,
      max(lag_seconds) AS "lagSeconds", sum(corrections)::int AS corrections, sum(failed)::int AS failed
    FROM grown WHERE at >= ${since}::timestamptz GROUP BY 1 ORDER BY 1`;
}

/** Hours before then become days (in UTC): with hundreds of calendars the table stays small. Safe to run again. */
export async function foldLinkSamples(tx: Tx, before: Date): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM link_sample
      WHERE at < date_trunc('day', ${before}::timestamptz, 'UTC') AND at <> date_trunc('day', at, 'UTC') RETURNING *)
    INSERT INTO link_sample (link_id, at, lag_seconds, corrections, failed)
    SELECT link_id, date_trunc('day', at, 'UTC'), max(lag_seconds), max(corrections), sum(failed)
    FROM gone GROUP BY 1, 2
    ON CONFLICT (link_id, at) DO UPDATE SET lag_seconds = greatest(link_sample.lag_seconds, EXCLUDED.lag_seconds),
      corrections = greatest(link_sample.corrections, EXCLUDED.corrections),
      failed = link_sample.failed + EXCLUDED.failed`;
}

export async function dropOldLinkSamples(tx: Tx, before: Date): Promise<void> {
  await tx.linkSample.deleteMany({ where: { at: { lt: before } } });
}

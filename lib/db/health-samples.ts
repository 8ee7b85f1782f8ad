import type { Tx } from '@/lib/db/client';

/** How all calendars stood at one moment. */
export type HealthSample = {
  at: Date;
  waiting: number;
  oldestSeconds: number;
  lagSeconds: number;
  attention: number;
  requests: number;
  failed: number;
};

const EVERY_MINUTES = 5;
const EVERY_MS = EVERY_MINUTES * 60_000;

/** The five minutes that a note made now is about. */
export function sampledMinutes(now: Date): { from: Date; until: Date } {
  const until = new Date(Math.floor(now.getTime() / EVERY_MS) * EVERY_MS);
  return { from: new Date(until.getTime() - EVERY_MS), until };
}

/** True for the one who notes these five minutes; requests are counted here, from the log. */
export async function noteSample(
  tx: Tx,
  { waiting, oldestSeconds, lagSeconds, attention }: Omit<HealthSample, 'at' | 'requests' | 'failed'>,
  now: Date,
): Promise<boolean> {
  const { from: before, until: at } = sampledMinutes(now);
  if (await tx.healthSample.findUnique({ where: { at }, select: { at: true } })) return false;
  const count = await tx.$executeRaw`
    INSERT INTO health_sample (at, waiting, oldest_seconds, lag_seconds, attention, requests, failed, corrections)
    SELECT ${at}::timestamptz, ${waiting}, ${Math.round(oldestSeconds)}, ${Math.round(lagSeconds)}, ${attention},
      count(*)::int, (count(*) FILTER (WHERE outcome <> 'ok'))::int,
      (SELECT coalesce(sum(corrections), 0)::int FROM calendar_link)
    FROM sync_log
    WHERE at >= ${before}::timestamptz AND at < ${at}::timestamptz AND direction <> 'mail' AND op NOT LIKE 'answer.%'
    ON CONFLICT DO NOTHING`;
  return count === 1;
}

/** The worst of each stretch of `minutes` since then, in order: what stood out between two points is not lost. */
export async function samplesSince(tx: Tx, since: Date, minutes: number): Promise<HealthSample[]> {
  return tx.$queryRaw<HealthSample[]>`
    SELECT date_bin(${minutes} * interval '1 minute', at, ${since}::timestamptz) AS at, max(waiting) AS waiting,
      max(oldest_seconds) AS "oldestSeconds", max(lag_seconds) AS "lagSeconds", max(attention) AS attention,
      sum(requests)::int AS requests, sum(failed)::int AS failed
    FROM health_sample WHERE at >= ${since}::timestamptz GROUP BY 1 ORDER BY 1`;
}

/** How it stood at last: the newest note since then, if there is one. */
export async function lastSample(
  tx: Tx,
  since: Date,
): Promise<Pick<HealthSample, 'waiting' | 'lagSeconds' | 'attention'> | null> {
  return tx.healthSample.findFirst({
    where: { at: { gte: since } },
    orderBy: { at: 'desc' },
    select: { waiting: true, lagSeconds: true, attention: true },
  });
}

/** Whether a comparison had to put something right since then (sync-design §5.5): it is to stay 0. */
export async function correctedSince(tx: Tx, since: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ grew: boolean }[]>`
    SELECT coalesce((SELECT sum(corrections)::int FROM calendar_link) > min(corrections), false) AS grew
    FROM health_sample WHERE at >= ${since}::timestamptz`;
  return row?.grew ?? false;
}

export async function dropOldSamples(tx: Tx, before: Date): Promise<void> {
  await tx.healthSample.deleteMany({ where: { at: { lt: before } } });
}

import type { Tx } from '@/lib/db/client';

/** Kinds of data that are removed when their time is over. */
export const SCRUBBED = [
  'bookings',
  'bans',
  'mails',
  'audit',
  'syncLog',
  'onRequest',
  'words',
  'accounts',
  'absences',
  'searches',
] as const;

export type Scrubbed = (typeof SCRUBBED)[number];

/** How many of each kind were removed in a month, named by its first day in UTC. */
export type ScrubReportRow = { month: Date; numbers: Record<Scrubbed, number>; updatedAt: Date };

/** Added up in the transaction that removes, so that the report neither misses nor doubles anything. */
export async function addToReport(tx: Tx, kind: Scrubbed, count: number, now: Date): Promise<void> {
  const numbers = JSON.stringify({ [kind]: count });
  await tx.$executeRaw`
    INSERT INTO scrub_report (month, numbers, updated_at)
    VALUES (date_trunc('month', ${now}::timestamptz AT TIME ZONE 'UTC')::date, ${numbers}::jsonb, ${now})
    ON CONFLICT (month) DO UPDATE SET updated_at = EXCLUDED.updated_at, numbers = scrub_report.numbers || jsonb_build_object(
      ${kind}::text, coalesce((scrub_report.numbers->>${kind}::text)::int, 0) + ${count}::int)`;
}

/** The latest first. */
export async function scrubReports(tx: Tx): Promise<ScrubReportRow[]> {
  const rows = await tx.scrubReport.findMany({ orderBy: { month: 'desc' }, take: 120 });
  return rows.map(({ month, numbers, updatedAt }) => {
    const known = numbers as Partial<Record<Scrubbed, number>>;
    const all = SCRUBBED.map((kind) => [kind, known[kind] ?? 0] as const);
    return { month, updatedAt, numbers: Object.fromEntries(all) as Record<Scrubbed, number> };
  });
}

export async function dropOldReports(tx: Tx, before: Date): Promise<void> {
  await tx.scrubReport.deleteMany({ where: { month: { lt: before } } });
}

import type { Tx } from '@/lib/db/client';

/** One line of a link's history: ids, codes and durations. */
export type SyncLogLine = {
  at: Date;
  linkId: number | null;
  bookingId: number | null;
  /** `look`: somebody waits on a page for what a calendar says. */
  direction: 'push' | 'pull' | 'subscription' | 'look';
  op: string;
  outcome: string;
  http: number | null;
  requestId: string | null;
  clientRequestId: string | null;
  ms: number | null;
  runId: string | null;
};

/** 90 days (sync-design §2). */
export const SYNC_LOG_DAYS = 90;

export async function writeSyncLog(tx: Tx, lines: readonly SyncLogLine[]): Promise<void> {
  if (lines.length > 0) await tx.syncLog.createMany({ data: [...lines] });
}

export async function dropOldSyncLog(tx: Tx, before: Date): Promise<number> {
  const { count } = await tx.syncLog.deleteMany({ where: { at: { lt: before } } });
  return count;
}

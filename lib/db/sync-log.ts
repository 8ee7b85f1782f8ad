import type { Tx } from '@/lib/db/client';

/** One line of a link's history: ids, codes and durations. */
export type SyncLogLine = {
  at: Date;
  linkId: number | null;
  bookingId: number | null;
  /** `look`: somebody waits on a page for what a calendar says. */
  direction: 'push' | 'pull' | 'subscription' | 'look' | 'mail';
  op: string;
  outcome: string;
  http: number | null;
  requestId: string | null;
  clientRequestId: string | null;
  ms: number | null;
  /** One for all that a round asked; null outside rounds. */
  runId: string | null;
};

export async function writeSyncLog(tx: Tx, lines: readonly SyncLogLine[]): Promise<void> {
  if (lines.length > 0) await tx.syncLog.createMany({ data: [...lines] });
}

/** What is known of a request, by Microsoft's id or by the one that we sent with it; the newest first. */
export async function requestsById(tx: Tx, id: string): Promise<SyncLogLine[]> {
  const rows = await tx.syncLog.findMany({
    where: { OR: [{ requestId: id }, { clientRequestId: id }] },
    orderBy: { at: 'desc' },
    take: 50,
  });
  return rows.map(({ id: _, direction, ...line }) => ({
    ...line,
    direction: direction as SyncLogLine['direction'],
  }));
}

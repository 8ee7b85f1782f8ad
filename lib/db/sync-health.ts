import type { Tx } from '@/lib/db/client';
import { isSilent } from '@/lib/db/silence';

export type SyncHealth = {
  integration: 'draft' | 'active' | 'inactive' | 'disconnected' | null;
  /**
   * Open links that wait for a person, or were not read for too long. One that is being emptied is not read any more, and
   * its end comes by the clock (sync-design §11); writes of it that were given up count as such.
   */
  troubledLinks: number;
  deadJobs: number;
  /** Open links whose changes Microsoft does not tell of any more. They are found, a quarter of an hour late. */
  silentLinks: number;
};

/** Whether the sync keeps its promise of freshness (sync-design I11). `staleBefore`: read since then counts as fresh. */
export async function syncHealth(tx: Tx, staleBefore: Date, now: Date): Promise<SyncHealth> {
  const [row] = await tx.$queryRaw<SyncHealth[]>`
    SELECT (SELECT state::text FROM integration WHERE id = 1) AS integration,
      (SELECT count(*)::int FROM calendar_link link JOIN sync_connection connection ON connection.id = link.connection_id
        WHERE link.state NOT IN ('unlinked', 'closing') AND NOT (link.state = 'paused' AND link.state_reason IS NOT DISTINCT FROM 'by_person')
          AND (link.state IN ('degraded', 'paused') OR connection.status <> 'active'
          OR coalesce(link.last_pull_ok_at, link.created_at) < ${staleBefore}::timestamptz)) AS "troubledLinks",
      (SELECT count(*)::int FROM push_job WHERE dead_at IS NOT NULL) AS "deadJobs",
      (SELECT count(*)::int FROM subscription WHERE ${isSilent(now)}) AS "silentLinks"`;
  return row ?? { integration: null, troubledLinks: 0, deadJobs: 0, silentLinks: 0 };
}

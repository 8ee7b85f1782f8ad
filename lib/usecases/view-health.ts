import { db } from '@/lib/db/client';
import { heartbeats } from '@/lib/db/heartbeats';
import { syncHealth } from '@/lib/db/sync-health';
import { addMinutes } from '@/lib/time/interval';

export type Health = {
  status: 'ok' | 'degraded';
  database: 'up';
  worker: { id: string; lastSeenAt: Date }[];
  sync: 'off' | 'ok' | 'degraded';
};

/** No worker seen for a minute is trouble; a calendar not read for twenty is, too (I11: 15 and some travel). */
const WORKER_MINUTES = 1;
const FRESH_MINUTES = 20;

/** For probes; needs no right and names nobody. Throws when the database is away. */
export async function viewHealth(now: Date): Promise<Health> {
  const worker = await heartbeats(db());
  const { integration, ...troubles } = await syncHealth(db(), addMinutes(now, -FRESH_MINUTES), now);
  const inTrouble = troubles.troubledLinks + troubles.deadJobs + troubles.silentLinks > 0;
  const works = worker.some(({ lastSeenAt }) => lastSeenAt > addMinutes(now, -WORKER_MINUTES));
  const sync = integration !== 'active' ? 'off' : works && !inTrouble ? 'ok' : 'degraded';
  return { status: works && sync !== 'degraded' ? 'ok' : 'degraded', database: 'up', worker, sync };
}

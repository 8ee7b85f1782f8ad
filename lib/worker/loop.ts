import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { closeDb, db } from '@/lib/db/client';
import { beat, endHeartbeat } from '@/lib/db/heartbeats';
import { listen } from '@/lib/db/listen';
import { storeMetrics } from '@/lib/db/metrics';
import { closeQueue } from '@/lib/db/queue';
import { log } from '@/lib/log';
import { startJobs } from './jobs';
import { pace } from './pace';
import { createPullLane } from './pull-lane';
import { createPushLane } from './push-lane';
import { startTimers } from './timers';

/** Starts everything a worker does. Returns the way to stop it: the work in hand may end, nothing new is begun. */
export async function startWorker(): Promise<() => Promise<void>> {
  const id = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
  // Leases and waits are measured by the database's clock, so that a machine whose clock is wrong does no harm.
  let aheadMs = 0;
  const world = { clock: () => new Date(Date.now() - aheadMs) };
  const heartbeat = async () => {
    const askedAt = Date.now();
    const databaseNow = await beat(db(), id);
    // It looked at its clock on the way there or back: half way is nearest, also when the answer was slow.
    aheadMs = (askedAt + Date.now()) / 2 - databaseNow.getTime();
  };
  // Before anything is claimed or heard: a lease of somebody else must not look over by this machine's own clock.
  await heartbeat();

  const lanes = [createPushLane(id, world), createPullLane(id, world)];
  const fill = () => {
    for (const lane of lanes) void lane.fill();
  };
  const poll = setInterval(fill, pace.poll);
  const late = new Set<NodeJS.Timeout>();
  const stopListening = listen(() => {
    fill();
    // Marked calendars are ripe a little later.
    const timer = setTimeout(() => {
      late.delete(timer);
      fill();
    }, pace.quiet + 20);
    late.add(timer);
  });
  await startJobs(world);
  const stopTimers = startTimers(world, heartbeat);
  log.info({ worker: id }, 'worker started');

  return async () => {
    clearInterval(poll);
    for (const timer of late) clearTimeout(timer);
    stopTimers();
    await stopListening();
    await Promise.race([Promise.all(lanes.map((lane) => lane.drain())), elapsed(pace.stop)]);
    await storeMetrics(db());
    await closeQueue();
    await endHeartbeat(db(), id);
    await closeDb();
    log.info({ worker: id }, 'worker stopped');
  };
}

const elapsed = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

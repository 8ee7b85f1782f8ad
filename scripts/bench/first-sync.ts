import type { Bench } from './figure';
import { openWorld } from './world/open-world';
import { residentMb } from './world/proc';

/**
 * The first reading of a whole library: from the moment an admin ties every room to its calendar until each has been
 * read, is told of changes, and was read once more after that. One worker process.
 */
const ROOMS = Number(process.env.BENCH_FIRST_ROOMS ?? 500);
const EVENTS = 200;
const LATENCY_MS = 50;

export const bench: Bench = async (print) => {
  const world = await openWorld({ rooms: ROOMS, events: EVENTS, latencyMs: LATENCY_MS });
  const { ms } = await world.link();
  const { db } = await import('@/lib/db/client');
  const blocks = await db().busyBlock.count();
  if (blocks !== ROOMS * EVENTS) throw new Error(`${blocks} of ${ROOMS * EVENTS} events close time`);
  const asked = await world.asked();
  const requests = [...asked.values()].reduce((sum, count) => sum + count, 0);
  const detail = `${ROOMS} rooms × ${EVENTS} events, subscriptions included; one worker, ${LATENCY_MS} ms a Graph answer`;
  print({ name: 'first-sync.seconds', value: ms / 1_000, unit: 's', detail });
  const words = [...asked].map(([operation, count]) => `${operation} ${count}`).join(', ');
  print({ name: 'first-sync.requests', value: requests, unit: 'requests', detail: words });
  print({
    name: 'first-sync.worker_memory',
    value: residentMb(world.worker.pid),
    unit: 'MB',
    detail: 'resident, afterwards',
  });
  await world.close();
};

import type { Bench } from './figure';
import { printPercentiles } from './percentiles';
import { openWorld, type World } from './world/open-world';
import { hourAt } from './world/stand-in';
import { type Watch, watchRows } from './world/watch-rows';

/**
 * How long a slot stays open after somebody took it in Outlook: the tenant knocks at the pages, which mark the calendar,
 * and the worker reads it once it was quiet for two seconds (sync-design §5.1).
 */
const ROOMS = 50;
const EVENTS = 20;
const LATENCY_MS = 50;
const NOTIFICATION_DELAY_MS = 250;
const CHANGES = Number(process.env.BENCH_CHANGES ?? 200);
const PER_SECOND = 4;

export const bench: Bench = async (print) => {
  const world = await openWorld({ rooms: ROOMS, events: EVENTS, latencyMs: LATENCY_MS });
  await world.control('PUT', '/behaviour', { notificationDelayMs: NOTIFICATION_DELAY_MS });
  await world.link();
  const key = "NEW.resource_id || ' ' || extract(epoch FROM NEW.starts_at)::bigint";
  const watch = await watchRows(world.databaseUrl, { table: 'busy_block', key, condition: 'true' });
  const waits: Promise<number>[] = [];
  const began = performance.now();
  for (let n = 0; n < CHANGES; n += 1) {
    const wait = began + (n * 1_000) / PER_SECOND - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    waits.push(change(world, watch, n));
  }
  const values = await Promise.all(waits);
  const detail = `${CHANGES} new events in ${ROOMS} rooms, ${PER_SECOND} a second; ${NOTIFICATION_DELAY_MS} ms until the tenant knocks, 2 s of quiet, ${LATENCY_MS} ms a Graph answer`;
  printPercentiles(print, { name: 'outside-change.closed', values, detail });
  await watch.close();
  await world.close();
};

/** From the moment it is done in Outlook. */
async function change({ control, rooms, resourceIds }: World, watch: Watch, n: number): Promise<number> {
  const index = n % rooms.length;
  const day = 86_400_000;
  const start = new Date(Math.ceil(Date.now() / day) * day + day + Math.floor(n / rooms.length) * 2 * 3_600_000);
  const began = performance.now();
  await control('POST', `/mailboxes/${rooms[index]?.upn}/events`, hourAt(start));
  return (await watch.seen(`${resourceIds[index]} ${start.getTime() / 1_000}`)) - began;
}

import type { ChildProcess } from 'node:child_process';
import { expectLimitsKept } from './keeps-to-limits';
import { addLibrary, type LibraryRows, linkOf, type Room } from './library-rows';
import { choosePorts, environmentOf, startDatabase, startTenant, startWeb, startWorker } from './processes';
import { addRooms, calendarFile, registerApp, type StandIn, standInAt } from './stand-in';
import { until } from './until';

/** Carrel as it runs: database, pages, one worker and the stand-in tenant, each a process of its own. */
export type World = StandIn & {
  rooms: readonly Room[];
  resourceIds: readonly number[];
  worker: ChildProcess;
  databaseUrl: string;
  /** Graph requests of Carrel since the world was opened, by operation. */
  asked(): Promise<Map<string, number>>;
  /** Ties every room to its calendar, as an admin would, and waits until all are live, read and told of changes. */
  link(): Promise<{ ms: number }>;
  /** Throws when a mailbox was asked more than it may be, by the tenant's log (I10). */
  close(): Promise<void>;
};

type Size = {
  rooms: number;
  /** In each room's calendar, in the weeks to come. */
  events: number;
  /** Added to every answer of Graph. */
  latencyMs: number;
};

/** Sets the environment of this process too: what is imported from `lib` after it speaks to the same database. */
export async function openWorld({ rooms: count, events, latencyMs }: Size): Promise<World> {
  const database = await startDatabase();
  const ports = await choosePorts();
  const environment = environmentOf(database.url, ports);
  Object.assign(process.env, environment);
  const tenant = await startTenant(ports.tenant);
  const standIn = standInAt(`http://localhost:${ports.tenant}`);
  await standIn.control('POST', '/reset', { calendars: 'empty' });
  const app = await registerApp(standIn);
  const rooms = await addRooms(standIn, count);
  const from = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 72 * 3_600_000);
  for (const { upn } of events > 0 ? rooms : [])
    await standIn.control('POST', `/mailboxes/${upn}/import`, calendarFile(events, from, upn));
  await standIn.control('POST', '/faults', { where: { path: '/v1.0/*' }, times: null, effect: { delayMs: latencyMs } });

  const { closeDb, db } = await import('@/lib/db/client');
  const { closeQueue, queue } = await import('@/lib/db/queue');
  const rows = await addLibrary(app, rooms);
  await queue();
  const web = await startWeb(environment);
  const worker = await startWorker(environment);
  await until('the worker', () => db().workerHeartbeat.count());

  return {
    ...{ ...standIn, rooms, resourceIds: rows.resourceIds, worker, databaseUrl: database.url },
    asked: () => requestsByOperation(standIn),
    link: () => linkAll(rows, rooms),
    close: async () => {
      await expectLimitsKept(standIn);
      for (const child of [worker, web, tenant]) await ended(child);
      await closeQueue();
      await closeDb();
      await database.stop();
    },
  };
}

type Entry = { seq: number; operation: string; actor: string; path: string };

async function requestsByOperation({ control }: StandIn): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let since = 0; ; ) {
    const { entries, next } = await control<{ entries: Entry[]; next: number }>(
      'GET',
      `/log?since=${since}&limit=5000`,
    );
    if (entries.length === 0) return counts;
    since = next;
    for (const { operation, actor, path } of entries) {
      if (actor === 'app' && path.startsWith('/v1.0/')) counts.set(operation, (counts.get(operation) ?? 0) + 1);
    }
  }
}

async function linkAll(rows: LibraryRows, rooms: readonly Room[]): Promise<{ ms: number }> {
  const { db, transaction } = await import('@/lib/db/client');
  const { openLink } = await import('@/lib/db/links');
  const began = performance.now();
  for (const [index, resourceId] of rows.resourceIds.entries()) {
    const room = rooms[index];
    if (room) await transaction((tx) => openLink(tx, linkOf(rows, resourceId, room), new Date()));
  }
  // Live, told of changes, and read once more after that: the gap is closed (sync-design §5.6).
  const ready = {
    state: 'live',
    changeMode: 'webhook',
    dirtySeq: { equals: db().calendarLink.fields.pulledSeq },
  } as const;
  await until('the first reading', async () => (await db().calendarLink.count({ where: ready })) === rooms.length, {
    everyMs: 50,
    forMs: 900_000,
  });
  return { ms: performance.now() - began };
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill();
  });

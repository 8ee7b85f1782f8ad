import pg from 'pg';
import { bareInserts, type Slot } from './api/bare-insert';
import { caller, type Said } from './api/caller';
import { reads, some } from './api/reads';
import type { Bench, Print } from './figure';
import { closedLoop } from './notifications/load';
import { printPercentiles } from './percentiles';
import { BOOKINGS, fillLibrary } from './spaces/library';
import { processorMs } from './world/proc';
import { choosePorts, environmentOf, startDatabase, startWeb } from './world/processes';

/**
 * What programs at /1.1 wait for, with 500 spaces and 20,000 bookings: reservations by fifty clients, each of a space of its
 * own and all of one slot, beside the same rows by a bare driver; spaces with free time, a page of bookings, hours. One web
 * process as it ships.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const RESERVERS = 50;
const RESERVATIONS = 1_500;
const CONTESTS = 10;
const HALF_HOUR_MS = 1_800_000;

export const bench: Bench = async (print) => {
  const database = await startDatabase();
  const ports = await choosePorts();
  const environment = environmentOf(database.url, ports);
  Object.assign(process.env, environment);
  try {
    const library = await fillLibrary(database.url);
    const tokens = await letIn(RESERVERS);
    const { first, day } = await farDay(database.url);
    const web = await startWeb(environment);
    const ask = caller(ports.web);
    const [token = ''] = tokens;
    const get = (path: string) => ask(token, path);
    await closedLoop(8, SECONDS, (n) =>
      get(`/space/item/${some(library.spaceIds, n)}?availability=${library.dates[0]}`),
    );

    const begin = (nth: number) => new Date(first.getTime() + nth * HALF_HOUR_MS);
    const slotOf = (n: number): Slot => {
      const start = begin(Math.trunc(n / library.spaceIds.length));
      return {
        spaceId: library.spaceIds[n % library.spaceIds.length] ?? 0,
        start,
        end: new Date(start.getTime() + HALF_HOUR_MS),
      };
    };
    const reserve = (n: number, slot: Slot) => ask(tokens[n % RESERVERS] ?? '', '/space/reserve', bodyOf(n, slot));
    await warmUp(
      reserve,
      Array.from({ length: 200 }, (_, n) => slotOf(27 * library.spaceIds.length + n)),
    );
    const slots = Array.from({ length: RESERVATIONS }, (_, n) => slotOf(n));
    const rate = await spread(print, reserve, slots, web.pid);
    // The same times a day later: as many rows, of as many spaces, under the same constraint.
    const dayLater = (at: Date) => new Date(at.getTime() + 24 * 2 * HALF_HOUR_MS);
    const later = slots.map(({ spaceId, start, end }) => ({ spaceId, start: dayLater(start), end: dayLater(end) }));
    const bare = await bareInserts(database.url, later, RESERVERS);
    const same = `${RESERVATIONS} times booking, item, occupancy and mail by a bare driver, ${RESERVERS} at once over 10 connections`;
    print({ name: 'api.bare_insert_rate', value: bare, unit: 'bookings/s', detail: same });
    print({
      name: 'api.reserve_to_bare',
      value: rate / bare,
      unit: 'ratio',
      detail: 'reserve_spread_rate to bare_insert_rate',
    });
    await contest(
      print,
      reserve,
      Array.from({ length: CONTESTS }, (_, n) => slotOf(20 * library.spaceIds.length + n)),
    );
    await reads(print, get, library, { day, pid: web.pid, seconds: SECONDS });
    web.kill();
  } finally {
    await database.stop();
  }
};

/** Programs with tokens that count; whoever measures is not to be told to wait. */
async function letIn(count: number): Promise<string[]> {
  const [{ createApiClient }, { apiToken }, { closeDb, db }, { API_SCOPES }, { closeQueue, queue }] = [
    await import('@/lib/db/api-clients'),
    await import('@/lib/auth/api-token'),
    await import('@/lib/db/client'),
    await import('@/lib/api-scopes'),
    await import('@/lib/db/queue'),
  ];
  const tokens: string[] = [];
  const [from, now] = [new Date(Date.now() - 1_000), new Date()];
  for (let n = 0; n < count; n++) {
    const client = { name: `Program ${n}`, scopes: [...API_SCOPES], perMinute: 1_000_000, secretHash: 'none' };
    tokens.push(apiToken(await createApiClient(db(), client, from), now));
  }
  // Its tables, which the bare driver writes to.
  await queue();
  await closeQueue();
  await closeDb();
  return tokens;
}

/** When a day opens that nobody has booked yet, three weeks from now; patrons may book so far ahead here, and as often. */
async function farDay(address: string): Promise<{ first: Date; day: string }> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query('UPDATE category SET window_days = 60');
  const { rows } = await client.query<{ first: Date; day: string }>(`
    SELECT date::text AS day, (date + time '08:00') AT TIME ZONE 'America/New_York' AS first
    FROM (SELECT (now() AT TIME ZONE 'America/New_York')::date + 21 AS date) d`);
  await client.end();
  const [found] = rows;
  if (!found) throw new Error('there is no such day');
  return found;
}

const bodyOf = (n: number, { spaceId, start, end }: Slot) => ({
  ...{ fname: 'Rosa', lname: `Reader ${n}`, email: `client${n}@example.org`, start: start.toISOString() },
  bookings: [{ id: spaceId, to: end.toISOString() }],
});

type Reserve = (n: number, slot: Slot) => Promise<Said>;

async function all(reserve: Reserve, slots: readonly Slot[], clients: number): Promise<Said[]> {
  const said: Said[] = [];
  let next = 0;
  const one = async () => {
    for (let n = next++; n < slots.length; n = next++) {
      const slot = slots[n];
      if (slot) said.push(await reserve(n, slot));
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
  return said;
}

const warmUp = (reserve: Reserve, slots: readonly Slot[]) => all(reserve, slots, RESERVERS);

async function spread(print: Print, reserve: Reserve, slots: readonly Slot[], pid?: number): Promise<number> {
  const usedMs = processorMs(pid);
  const began = performance.now();
  const said = await all(reserve, slots, RESERVERS);
  const seconds = (performance.now() - began) / 1_000;
  const bad = said.find(({ status }) => status !== 200);
  if (bad) throw new Error(`not reserved: ${bad.status} ${bad.text} ${bad.trouble ?? ''}`);
  const detail = `${slots.length} reservations over 500 spaces by ${RESERVERS} clients, ${BOOKINGS} bookings there`;
  const rate = slots.length / seconds;
  print({ name: 'api.reserve_spread_rate', value: rate, unit: 'bookings/s', detail });
  printPercentiles(print, { name: 'api.reserve_spread', values: said.map(({ ms }) => ms), detail });
  const each = (processorMs(pid) - usedMs) / slots.length;
  print({ name: 'api.reserve_processor', value: each, unit: 'ms', detail: 'of the web process, a reservation' });
  return rate;
}

/** All clients at once on one slot, one slot after the other: one is given it, the others are told so. */
async function contest(print: Print, reserve: Reserve, slots: readonly Slot[]): Promise<void> {
  const said: Said[] = [];
  const began = performance.now();
  for (const slot of slots)
    said.push(...(await Promise.all(Array.from({ length: RESERVERS }, (_, n) => reserve(n, slot)))));
  const seconds = (performance.now() - began) / 1_000;
  const detail = `${RESERVERS} clients at once on one slot, ${slots.length} slots one after the other`;
  const winners = said.filter(({ status }) => status === 200).length;
  print({ name: 'api.one_slot_winners', value: winners / slots.length, unit: 'bookings', detail });
  const told = said.filter((one) => one.status === 400 && one.text === "booking 0 'from' is not a valid starting slot");
  print({
    name: 'api.one_slot_others',
    value: said.length - winners - told.length,
    unit: 'answers',
    detail: 'neither',
  });
  print({ name: 'api.one_slot_rate', value: said.length / seconds, unit: 'answers/s', detail });
  printPercentiles(print, { name: 'api.one_slot', values: said.map(({ ms }) => ms), detail });
}

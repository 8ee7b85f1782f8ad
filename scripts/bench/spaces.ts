import fs from 'node:fs';
import type { Bench, Figure, Print } from './figure';
import { type Answer, closedLoop, type Knock } from './notifications/load';
import { percentile, printPercentiles } from './percentiles';
import { bookByForm, type Wish } from './spaces/book-by-form';
import { explainAll, scansOf } from './spaces/explained';
import { BOOKINGS, type Filled, fillLibrary, LARGE, SMALL } from './spaces/library';
import { visitor } from './spaces/visitors';
import { processorMs } from './world/proc';
import { choosePorts, environmentOf, startDatabase, startWeb } from './world/processes';

/**
 * What patrons wait for, with 500 spaces and 20,000 bookings: the day of an area and of the largest location, as data and
 * as a page; a search over all; bookings by fifty at once, spread and all on one slot. One web process as it ships.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const WARM_UP_SECONDS = 12;
const CLIENTS = [8, 20];
const BOOKERS = 50;
/** Each of these has thousands of rows here. */
const LARGE_TABLES = new Set(['booking', 'booking_item', 'occupancy', 'busy_block']);

export const bench: Bench = async (print) => {
  const database = await startDatabase();
  const ports = await choosePorts();
  const environment = environmentOf(database.url, ports);
  Object.assign(process.env, environment);
  try {
    const library = await fillLibrary(database.url);
    const web = await startWeb(environment);
    const get = visitor(ports.web);
    // As a process that has run for a while: its code is compiled, and every day has been asked for.
    await closedLoop(8, WARM_UP_SECONDS, dayOf(get, library.locationIds, library.dates, '/api/spaces/day'));
    await measure(print, get, library, web.pid);
    await bookings(print, `http://localhost:${ports.web}`, library);
    web.kill();
    await explained(print, database, library);
  } finally {
    await database.stop();
  }
};

type Get = ReturnType<typeof visitor>;

const dayOf =
  (get: Get, locationIds: readonly number[], dates: readonly string[], path: string): Knock =>
  (n) =>
    get(`${path}?location=${locationIds[n % locationIds.length]}&date=${dates[(n * 7) % dates.length]}`);

async function measure(print: Print, get: Get, { locationIds, dates }: Filled, pid: number | undefined): Promise<void> {
  const [large = 0, ...areas] = locationIds;
  const whole = [large];
  const kinds: [string, Knock, string][] = [
    ['area_data', dayOf(get, areas, dates, '/api/spaces/day'), `the grid’s data of ${SMALL} spaces`],
    ['area_page', dayOf(get, areas, dates, '/spaces'), `the rendered page of ${SMALL} spaces`],
    ['large_data', dayOf(get, whole, dates, '/api/spaces/day'), `the grid’s data of ${LARGE} spaces`],
    ['large_page', dayOf(get, whole, dates, '/spaces'), `the rendered page of ${LARGE} spaces`],
    ['search', (n) => get(searchOf(dates, n)), 'a search over all spaces by time, length and people, as data'],
  ];
  for (const [name, knock, what] of kinds) {
    for (const clients of CLIENTS) {
      const usedMs = processorMs(pid);
      const answers = await closedLoop(clients, SECONDS, knock);
      const detail = `${what}, ${BOOKINGS} bookings, ${clients} clients for ${SECONDS} s`;
      printAnswers(print, `spaces.${name}.at_${clients}`, answers, detail);
      const each = (processorMs(pid) - usedMs) / answers.length;
      print({ name: `spaces.${name}.at_${clients}_processor`, value: each, unit: 'ms', detail: 'of the web process' });
    }
  }
}

function searchOf(dates: readonly string[], n: number): string {
  const at = `${String(9 + (n % 10)).padStart(2, '0')}:30`;
  return `/api/spaces/search?date=${dates[n % dates.length]}&at=${at}&minutes=60&people=${1 + (n % 8)}`;
}

function printAnswers(print: Print, name: string, answers: readonly Answer[], detail: string): void {
  const bad = answers.filter(({ status }) => status !== 200);
  if (bad.length > 0)
    throw new Error(`${name}: ${bad.length} of ${answers.length} not answered 200, first ${JSON.stringify(bad[0])}`);
  printPercentiles(print, { name, values: answers.map(({ ms }) => ms), detail });
  print({ name: `${name}_rate`, value: answers.length / SECONDS, unit: 'requests/s', detail });
}

/** Half past the hour, where the hours before and after are free. */
async function bookings(print: Print, origin: string, { spaceIds, locationIds, dates }: Filled): Promise<void> {
  const wishes: Wish[] = [];
  for (const locationId of locationIds) {
    const answer = await fetch(`${origin}/api/spaces/day?location=${locationId}&date=${dates[5]}`);
    const day = (await answer.json()) as {
      startAt: string;
      spaces: { id: number; offers: { from: number; max: number }[] }[];
    };
    for (const { id, offers } of day.spaces) {
      const offer = offers.find(({ max }) => max >= 60);
      const at = (minute: number) => new Date(Date.parse(day.startAt) + minute * 60_000).toISOString();
      if (offer) wishes.push({ spaceId: id, start: at(offer.from), end: at(offer.from + 60) });
    }
  }
  const spread = await bookByForm(origin, wishes.slice(0, spaceIds.length / 2), BOOKERS);
  const made = spread.filter((one) => one.made);
  if (made.length !== spread.length) throw new Error(`${made.length} of ${spread.length} bookings were made`);
  const detail = `${spread.length} forms sent by ${BOOKERS} clients, a space each`;
  printPercentiles(print, { name: 'spaces.book_spread', values: spread.map(({ ms }) => ms), detail });
  const [wish] = wishes.slice(spaceIds.length / 2);
  if (!wish) throw new Error('there is no free slot to fight for');
  const fought = await bookByForm(
    origin,
    Array.from({ length: BOOKERS }, () => wish),
    BOOKERS,
  );
  const all = `${BOOKERS} clients at once on one slot`;
  const figure: Figure = { name: 'spaces.one_slot', value: 0, unit: 'ms', detail: all };
  print({
    ...figure,
    name: 'spaces.one_slot_p99',
    value: percentile(
      fought.map(({ ms }) => ms),
      0.99,
    ),
  });
  print({
    ...figure,
    name: 'spaces.one_slot_winners',
    value: fought.filter((one) => one.made).length,
    unit: 'bookings',
  });
}

/** Which indexes the day and the search read by, in this process: a new session each writes its plans. */
async function explained(
  print: Print,
  database: { url: string; log: string },
  { locationIds, dates }: Filled,
): Promise<void> {
  await explainAll(database.url);
  const [{ viewSpaceDay }, { searchSpaces }, { closeDb }] = [
    await import('@/lib/usecases/view-space-day'),
    await import('@/lib/usecases/search-spaces'),
    await import('@/lib/db/client'),
  ];
  const from = fs.statSync(database.log).size;
  const guest = { kind: 'guest' } as const;
  await viewSpaceDay(guest, { locationId: locationIds[0], date: dates[0] }, new Date());
  await searchSpaces(guest, { date: dates[0], at: '10:30', minutes: '60' }, new Date());
  await closeDb();
  const { whole, by } = scansOf(database.log, from, LARGE_TABLES);
  if (by.length === 0) throw new Error('the server wrote no plan');
  const detail = whole.length > 0 ? whole.join('; ') : by.join(', ');
  print({ name: 'spaces.whole_table_scans', value: whole.length, unit: 'queries', detail });
}

import pg from 'pg';
import { APPOINTMENTS, type Filled, fillLibrary, MEETINGS, PEOPLE } from './appointments/library';
import type { Bench, Print } from './figure';
import { closedLoop, type Knock } from './notifications/load';
import { printPercentiles } from './percentiles';
import { bookAt } from './spaces/book-by-form';
import { visitor } from './spaces/visitors';
import { processorMs } from './world/proc';
import { choosePorts, environmentOf, startDatabase, startWeb } from './world/processes';

/**
 * What patrons wait for who look for somebody to meet: the page of a group of thirty over four weeks, as data and rendered;
 * the page that finds people among all. How many queries a group of thirty costs beyond one of three. Twenty at once on one
 * slot of three people. One web process as it ships.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const WARM_UP_SECONDS = Math.min(12, SECONDS);
const CLIENTS = [8, 20];
const AT_ONCE = 20;

export const bench: Bench = async (print) => {
  const database = await startDatabase();
  const ports = await choosePorts();
  const environment = environmentOf(database.url, ports);
  Object.assign(process.env, environment);
  try {
    const library = await fillLibrary(database.url);
    const web = await startWeb(environment);
    const get = visitor(ports.web);
    await closedLoop(8, WARM_UP_SECONDS, (n) => get(`/api/appointments/team?${fourWeeks(library, n)}`));
    const kinds: [string, Knock, string][] = [
      ['team_data', (n) => get(`/api/appointments/team?${fourWeeks(library, n)}`), 'the times of thirty, four weeks'],
      ['team_page', (n) => get(`/appointments/thirty?${fourWeeks(library, n)}`), 'the rendered page of the same'],
      ['find_page', (n) => get(`/appointments?subject=Subject+${n % 20}`), 'the page that finds people by subject'],
    ];
    for (const [name, knock, what] of kinds) {
      // As a process that has run for a while, of each page too.
      await closedLoop(8, Math.min(3, SECONDS), knock);
      for (const clients of CLIENTS) await measure(print, { name, knock, what, clients, pid: web.pid });
    }
    await oneSlot(print, `http://localhost:${ports.web}`, library);
    web.kill();
    await queries(print, library);
  } finally {
    await database.stop();
  }
};

/** From one of the next seven days on, so that visitors do not all look at the same. */
const fourWeeks = ({ dates }: Filled, n: number): string =>
  `${new URLSearchParams({ group: 'thirty', weeks: '4', from: dates[n % dates.length] ?? '' })}`;

type Measured = { name: string; knock: Knock; what: string; clients: number; pid: number | undefined };

async function measure(print: Print, { name, knock, what, clients, pid }: Measured): Promise<void> {
  const usedMs = processorMs(pid);
  const answers = await closedLoop(clients, SECONDS, knock);
  const bad = answers.find(({ status }) => status !== 200);
  if (bad) throw new Error(`${name}: not answered 200 but ${JSON.stringify(bad)}`);
  const figure = `appointments.${name}.at_${clients}`;
  const detail = `${what}; ${PEOPLE} people, ${APPOINTMENTS} appointments, ${MEETINGS} meetings; ${clients} clients for ${SECONDS} s`;
  printPercentiles(print, { name: figure, values: answers.map(({ ms }) => ms), detail });
  print({ name: `${figure}_rate`, value: answers.length / SECONDS, unit: 'requests/s', detail });
  const each = (processorMs(pid) - usedMs) / answers.length;
  print({ name: `${figure}_processor`, value: each, unit: 'ms', detail: 'of the web process' });
}

/** Fair distribution under pressure: as many are made as there are people, one each. */
async function oneSlot(print: Print, origin: string, { freeAt, locationId }: Filled): Promise<void> {
  const path = `/appointments/three?${new URLSearchParams({ where: `${locationId}`, start: freeAt })}`;
  const booked = await bookAt(
    origin,
    Array.from({ length: AT_ONCE }, () => path),
    AT_ONCE,
  );
  const detail = `${AT_ONCE} clients at once on one slot of three people, whoever is free`;
  printPercentiles(print, { name: 'appointments.one_slot', values: booked.map(({ ms }) => ms), detail });
  const made = booked.filter((one) => one.made).length;
  print({ name: 'appointments.one_slot_of_three', value: made, unit: 'bookings', detail });
}

/** In this process: of a first look after something was written, and of the next. */
async function queries(print: Print, { dates }: Filled): Promise<void> {
  const [{ viewTeam }, { closeDb }] = [await import('@/lib/usecases/view-team'), await import('@/lib/db/client')];
  const { query } = pg.Client.prototype;
  let asked = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
    asked += 1;
    return Reflect.apply(query, this, given);
  } as typeof query;
  const look = async (group: string) => {
    const before = asked;
    const answer = await viewTeam({ kind: 'guest' }, { group, weeks: '4', from: dates[0] }, new Date());
    if (!answer.ok) throw new Error(answer.refusal.code);
    return asked - before;
  };
  await look('three');
  const [first, next] = [await look('thirty'), await look('thirty')];
  const three = await look('three');
  pg.Client.prototype.query = query;
  await closeDb();
  const detail = 'the page of a group over four weeks, nothing written since the last look';
  print({ name: 'appointments.queries_for_30', value: next, unit: 'queries', detail });
  print({
    name: 'appointments.queries_for_30_first',
    value: first,
    unit: 'queries',
    detail: 'the first look of a process',
  });
  print({
    name: 'appointments.more_queries_for_30',
    value: next - three,
    unit: 'queries',
    detail: 'than for 3 people',
  });
}

import os from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { hashPassword } from '@/lib/auth/password';
import { createRandom } from '../converge/random';
import { bothOrNeither, peopleInTwoPlaces } from '../two-sides/both-or-neither';
import { doubleBookings } from '../two-sides/double-bookings';
import { leaks } from '../two-sides/leaks';
import { mailsAmiss } from '../two-sides/mails';
import type { Outlook } from '../two-sides/outlook';
import { atOnceAmiss, refreshesAmiss, tooEarly } from '../two-sides/requests';
import { SECRET_WORD } from '../two-sides/sides';
import { unsettled } from '../two-sides/unsettled';
import { violationsOf } from '../two-sides/verdict';
import { connect } from './connect';
import { startFaults } from './faults';
import { seedLibrary } from './library';
import { createMishaps } from './mishaps';
import { createOutlookPeople } from './outlook-people';
import { disconnectAmiss, reconnectAmiss } from './partings';
import { createPatrons } from './patrons';
import { PASSWORD } from './people';
import type { Place } from './place';
import { brokenPromises } from './promises';
import { corrections, emptyReadingAmiss, replayAmiss, sweepAll } from './readings';
import type { Outcome } from './report';
import { untilSettled } from './settled';
import { calendarsAmiss, sidesOf } from './sides-of';
import { healthAmiss, spokenAmiss } from './spoken';
import { createStaffDesk } from './staff-desk';
import { followLog } from './tenant-log';
import { untold } from './told';

export type Wish = { minutes: number; seed: number; rooms: number };

/** After the trouble is over it may take this long until nothing is under way: the longest backoff is a quarter of an hour. */
const QUIET_BOUND_MS = 16 * 60_000;

/** Sets up, lets everybody loose for so many minutes, waits for quiet, and looks at both sides. */
export async function run({ minutes, seed, rooms }: Wish, place: Place, say: (line: string) => void): Promise<Outcome> {
  const { tenant, publicUrl, parts } = place;
  await tenant.call('POST', '/reset', { seed: `chaos ${seed}` });
  const library = await seedLibrary(rooms, await hashPassword(PASSWORD));
  say('starting 3 web and 2 worker processes');
  for (const part of parts) await part.start();
  const { calendars, secret } = await connect(library, tenant);
  const first = await untilSettled(120_000);
  if (first.left) throw new Error(`the first reading did not end: ${JSON.stringify(first.left)}`);
  say(`${calendars.length} calendars linked and read`);

  const random = createRandom(seed);
  const log = followLog(tenant);
  const outlook: Outlook = {
    now: () => new Date(),
    control: (method, path, body) => tenant.call(method, path, body),
    byHand: new Set(),
  };
  const source = () => createRandom(random.int(1, 2_000_000_000));
  const patrons = createPatrons(publicUrl, library, source());
  const people = createOutlookPeople(outlook, calendars, source());
  const desk = createStaffDesk(publicUrl, source());
  const faults = await startFaults(tenant, seed);
  const mishaps = createMishaps({ place, faults, random: source() });
  const from = Date.now();
  const until = from + minutes * 60_000;
  const loads: number[] = [];
  const gauge = setInterval(() => loads.push(os.loadavg()[0] ?? 0), 15_000);
  await Promise.all([patrons.run(until), people.run(until), desk.run(until), mishaps.run(from, until), tellProgress()]);
  clearInterval(gauge);

  const used = await faults.end();
  say('quiet');
  const settled = await untilSettled(QUIET_BOUND_MS);
  say(settled.left ? `still under way: ${JSON.stringify(settled.left)}` : 'nothing is under way any more');
  const sides = sidesOf(outlook, calendars);
  const early = violationsOf(await calendarsAmiss(sides));
  for (const line of early) say(`before the next round: ${line}`);
  await sweepAll();
  await untilSettled(QUIET_BOUND_MS);
  const corrected = await corrections();

  const verdicts = [await doubleBookings(), await bothOrNeither(), await peopleInTwoPlaces()];
  verdicts.push(...(await calendarsAmiss(sides)), ...(await unsettled(new Date())));
  verdicts.push(await brokenPromises(patrons.tried), await mailsAmiss(), ...(await untold()));
  verdicts.push(await replayAmiss(tenant), await emptyReadingAmiss(tenant));
  verdicts.push(await healthAmiss(publicUrl), await reconnectAmiss(library, sides, log));
  const words = [SECRET_WORD, secret, '$deltatoken'];
  verdicts.push(await leaks(words), await spokenAmiss(place.logs, publicUrl, words));
  const entries = [...(await log.upToDate())];
  const [atOnce, waits] = [atOnceAmiss(entries), tooEarly(entries, mishaps.past)];
  verdicts.push(atOnce.verdict, waits.verdict, refreshesAmiss(entries, mishaps.past));
  verdicts.push(await disconnectAmiss(library, outlook, sides, log));
  await log.end();

  return {
    ...{ seed, minutes, rooms, verdicts: inOrder(verdicts), tried: patrons.tried, decisions: desk.decisions },
    ...{ acts: people.acts, faults: used, kills: mishaps.kills, mostAtOnce: atOnce.most, excusedWaits: waits.excused },
    standstills: mishaps.past.filter(({ what }) => what.endsWith('stood still')).length,
    requests: entries.filter(({ actor }) => actor === 'app').length,
    notifications: entries.filter(({ operation }) => operation === 'notification').length,
    ...{
      calendarsMs: settled.calendarsMs,
      lettersMs: settled.lettersMs,
      beforeRound: early.length,
      corrections: corrected,
      load: meanOf(loads),
    },
  };

  async function tellProgress(): Promise<void> {
    while (Date.now() < until) {
      await wait(Math.min(30_000, until - Date.now()));
      const kills = [...mishaps.kills.values()].reduce((sum, times) => sum + times, 0);
      say(
        `${Math.round((Date.now() - from) / 1_000)} s: ${patrons.tried.length} wishes, ${log.entries.length} entries, ${kills} kills`,
      );
    }
  }
}

const number = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0);
const inOrder = (verdicts: Outcome['verdicts']) =>
  [...verdicts].sort((a, b) => number(a.invariant) - number(b.invariant));

const meanOf = (loads: readonly number[]) =>
  (loads.reduce((sum, load) => sum + load, 0) / Math.max(loads.length, 1)).toFixed(1);

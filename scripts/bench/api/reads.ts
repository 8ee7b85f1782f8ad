import type { Print } from '../figure';
import { closedLoop, type Knock } from '../notifications/load';
import { printPercentiles } from '../percentiles';
import type { Filled } from '../spaces/library';
import { processorMs } from '../world/proc';
import type { Said } from './caller';

const CLIENTS = [8, 20];

/** What programs read most, each by some clients who ask again as soon as they are answered. */
export async function reads(
  print: Print,
  get: (path: string) => Promise<Said>,
  { spaceIds, locationIds, dates }: Filled,
  { day, pid, seconds }: { day: string; pid: number | undefined; seconds: number },
): Promise<void> {
  const date = (n: number) => dates[n % dates.length] ?? '';
  const pages = (n: number) => `/space/bookings?date=${date(n)}&days=13&limit=500&page=${1 + (n % 4)}`;
  const kinds: [string, Knock, string][] = [
    [
      'item_25',
      (n) => get(`/space/item/${some(spaceIds, n)}?availability=${date(n)}`),
      '25 spaces with free time of a day',
    ],
    ['bookings_500', (n) => get(pages(n)), 'a page of 500 bookings of two weeks'],
    [
      'hours',
      (n) => get(`/hours/${locationIds.slice(0, 3).join(',')}?from=${date(n)}&to=${day}`),
      'hours of 3 locations',
    ],
  ];
  for (const [name, knock, what] of kinds) {
    for (const clients of CLIENTS) {
      const usedMs = processorMs(pid);
      const answers = await closedLoop(clients, seconds, knock);
      const bad = answers.find(({ status }) => status !== 200);
      if (bad) throw new Error(`${name}: not answered 200 but ${JSON.stringify(bad).slice(0, 400)}`);
      const detail = `${what}, ${clients} clients for ${seconds} s`;
      const figure = `api.${name}.at_${clients}`;
      printPercentiles(print, { name: figure, values: answers.map(({ ms }) => ms), detail });
      print({ name: `${figure}_rate`, value: answers.length / seconds, unit: 'requests/s', detail });
      const each = (processorMs(pid) - usedMs) / answers.length;
      print({ name: `${figure}_processor`, value: each, unit: 'ms', detail: 'of the web process' });
    }
  }
}

/** 25 of them, each time others. */
export const some = (ids: readonly number[], n: number) => {
  const from = (n * 25) % (ids.length - 25);
  return ids.slice(from, from + 25).join(',');
};

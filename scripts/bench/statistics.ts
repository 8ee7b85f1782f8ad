import type { Actor } from '@/lib/auth/can';
import { addDays, localDateOf } from '@/lib/time/zone';
import type { Bench } from './figure';
import { printPercentiles } from './percentiles';
import { BOOKINGS, DAYS, fillLibrary } from './spaces/library';
import { choosePorts, environmentOf, startDatabase } from './world/processes';

/**
 * What Admin > Statistics reads for its page about spaces: twelve weeks of 500 spaces in which 20,000 bookings lie, one after
 * the other, warm, in this process; and one location of them.
 */
const TIMES = 20;
const WEEKS_DAYS = 84;
const ZONE = 'America/New_York';
const ADMIN: Actor = { kind: 'person', id: 1, name: 'Admin', email: 'admin@example.org', role: 'admin', locale: 'en' };

export const bench: Bench = async (print) => {
  const database = await startDatabase();
  Object.assign(process.env, environmentOf(database.url, await choosePorts()));
  try {
    const { locationIds } = await fillLibrary(database.url);
    const [{ viewSpaceStatistics }, { closeDb }] = [
      await import('@/lib/usecases/view-space-statistics'),
      await import('@/lib/db/client'),
    ];
    const to = addDays(localDateOf(new Date(), ZONE), DAYS);
    const from = addDays(to, 1 - WEEKS_DAYS);
    const measure = async (name: string, asked: object, what: string) => {
      const values: number[] = [];
      for (let n = -3; n < TIMES; n++) {
        const began = performance.now();
        const view = await viewSpaceStatistics(ADMIN, { from, to, ...asked }, new Date());
        if (!view.ok || !view.value.numbers) throw new Error('there are no numbers');
        if (view.value.numbers.bookings.now === 0) throw new Error('nothing was counted');
        if (n >= 0) values.push(performance.now() - began);
      }
      printPercentiles(print, {
        name: `statistics.${name}`,
        values,
        detail: `${what}, ${TIMES} times one after the other`,
      });
    };
    await measure('all', {}, `${BOOKINGS} bookings of 500 spaces in twelve weeks`);
    await measure('location', { location: locationIds[0] }, 'the 100 spaces of the largest location');
    await closeDb();
  } finally {
    await database.stop();
  }
};

import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../converge/random';
import type { Faults } from './faults';
import type { Part } from './parts';
import type { Place } from './place';

/** From when to when a process, or the database, was not itself: what it had just learned may be lost. */
export type Mishap = { what: string; from: number; to: number };

export type Mishaps = { past: Mishap[]; kills: Map<string, number>; run(from: number, until: number): Promise<void> };

/** Longer than the lease of a lane (60 s): another worker goes on, and the first must store nothing any more. */
const STANDSTILL_MS = 75_000;
const OUTAGE_MS = 15_000;
const SILENCE_MS = 60_000;
/** A run shorter than this has no room for standing still. */
const LONG_MS = 240_000;

/** Any process may die at any moment; the database twice; a worker stands still; Microsoft falls silent. */
export function createMishaps({ place, faults, random }: { place: Place; faults: Faults; random: Random }): Mishaps {
  const past: Mishap[] = [];
  const kills = new Map<string, number>();
  const during = async (what: string, work: () => Promise<unknown>) => {
    const mishap: Mishap = { what, from: Date.now(), to: Number.POSITIVE_INFINITY };
    past.push(mishap);
    await work();
    mishap.to = Date.now();
  };

  async function killSomebody(): Promise<void> {
    const alive = place.parts.filter(({ state }) => state === 'up');
    if (alive.length === 0) return;
    const part = random.pick(alive);
    kills.set(part.name, (kills.get(part.name) ?? 0) + 1);
    await during(part.name, async () => {
      await part.kill();
      await wait(random.int(200, 6_000));
      await part.start();
    });
  }

  async function killOnAndOn(until: number): Promise<void> {
    const under: Promise<void>[] = [];
    while (Date.now() < until) {
      await wait(Math.min(random.int(3_000, 11_000), Math.max(until - Date.now(), 1)));
      if (Date.now() < until) under.push(killSomebody());
    }
    await Promise.all(under);
  }

  const standStill = (part: Part | undefined) =>
    during(`${part?.name} stood still`, async () => {
      if (part?.state !== 'up') return;
      part.stop();
      await wait(STANDSTILL_MS);
      part.goOn();
    });

  const crashDatabase = () =>
    during('database', async () => {
      kills.set('database', (kills.get('database') ?? 0) + 1);
      await place.database.crash();
    });

  return {
    past,
    kills,
    async run(from, until) {
      const whole = until - from;
      const at = async (share: number, what: () => Promise<unknown>) => {
        await wait(Math.max(from + share * whole - Date.now(), 0));
        await what();
      };
      const workers = place.parts.filter(({ kind }) => kind === 'worker');
      const mailbox = 'study-1@library.example';
      const expireTokens = () => place.tenant.call('POST', '/identity', { action: 'expire_access_tokens' });
      const planned = [
        at(0.2, () => faults.outage(OUTAGE_MS)),
        at(0.35, crashDatabase),
        at(0.5, () => faults.silence(Math.min(SILENCE_MS, whole / 4))),
        at(0.6, () => place.tenant.call('POST', '/faults', { where: { mailbox }, effect: 'remove_subscription' })),
        at(0.75, crashDatabase),
        at(0.85, () => faults.outage(OUTAGE_MS)),
      ];
      for (let share = 0.1; share < 1; share += 0.1) planned.push(at(share, expireTokens));
      if (whole >= LONG_MS) {
        planned.push(at(0.25, () => standStill(workers[0])));
        planned.push(at(0.63, () => standStill(workers[1])));
      }
      await Promise.all([killOnAndOn(until), ...planned]);
    },
  };
}

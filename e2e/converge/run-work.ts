import { claimPullLink } from '@/lib/db/claim-pull';
import { db } from '@/lib/db/client';
import { claimPushLink } from '@/lib/db/push-jobs';
import { keepSubscription } from '@/lib/sync/keep-subscription';
import type { SyncWorld } from '@/lib/sync/session';
import { pullLink } from '@/lib/worker/pull-lane';
import { pushLink } from '@/lib/worker/push-lane';
import type { Act } from './acts';
import type { Place } from './place';
import { createRandom } from './random';

type Work = Extract<Act, { act: 'work' }>;

/** Totals of a run, for the closing line. */
export const tally = { deaths: 0, gates: 0 };

/**
 * Several workers and whatever people do meanwhile, each going on in turns. One of the processes may die at some gate; a
 * worker may also stand still while ten minutes pass.
 */
export async function runWork(place: Place, work: Work, meanwhile: (act: Act) => Promise<void>): Promise<void> {
  const { scheduler } = place;
  const random = createRandom(work.seed);
  for (let worker = 0; worker < work.workers; worker += 1) {
    // A world of its own for each flow: waiting for another flow's refresh, inside one process, is no gate.
    const world = () => place.world(work.seed + worker);
    scheduler.spawn(`push ${worker}`, () => pushAll(world(), `worker ${worker}`));
    scheduler.spawn(`pull ${worker}`, () => pullAll(world(), `worker ${worker}`));
    if (worker === 0) scheduler.spawn('subscriptions', () => keepSubscriptions(world()));
  }
  for (const act of work.meanwhile) scheduler.spawn(act.act, () => meanwhile(act));
  const between = async () => {
    if (work.withTime && random.chance(0.08)) await place.pass(random.pick([1_000, 20_000, 600_000]));
  };
  const { gates, deaths } = await scheduler.run({ random: random.next, diesAt: work.diesAt, between });
  tally.gates += gates;
  tally.deaths += deaths;
}

const MOST_TURNS = 60;

/** How many calendars were written to. */
export async function pushAll(world: SyncWorld, owner: string): Promise<number> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const lease = await claimPushLink(db(), owner, world.clock());
    if (!lease) return turn;
    await pushLink(lease, world);
  }
  throw new Error('pushing goes round in circles');
}

/** How many calendars were read. */
export async function pullAll(world: SyncWorld, owner: string): Promise<number> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const lease = await claimPullLink(db(), owner, world.clock(), 0);
    if (!lease) return turn;
    await pullLink(lease, world);
  }
  throw new Error('pulling goes round in circles');
}

/** What the queue would hand to the worker. */
export async function keepSubscriptions(world: SyncWorld): Promise<void> {
  const jobs = await db().$queryRaw<{ id: string; link: number }[]>`
    SELECT id::text AS id, (data->>'linkId')::int AS link FROM pgboss.job WHERE name = 'keep_subscription'`;
  for (const { id, link } of jobs) {
    await keepSubscription(link, world).catch(() => undefined);
    await db().$executeRaw`DELETE FROM pgboss.job WHERE id = ${id}::uuid`;
  }
}

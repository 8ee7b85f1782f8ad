import { z } from 'zod';
import type { Fault } from '../faults';
import { type AtOnceEffect, effectSchema, type FaultEffect, isAtOnce } from '../faults/effects';
import { instantText } from '../graph/event-json';
import { liveSubscriptions } from '../graph/live-subscriptions';
import { endSubscription } from '../graph/subscription-endings';
import type { Route } from '../router';
import { findUser } from '../store/directory';
import type { World } from '../world';
import { ControlProblem, controlRoute, readBody } from './answer';
import { instant } from './instant';

const schema = z.strictObject({
  where: z
    .strictObject({
      method: z.string().optional(),
      path: z.string().optional(),
      query: z.string().optional(),
      mailbox: z.string().optional(),
      operation: z.string().optional(),
      inBatch: z.boolean().optional(),
    })
    .default({}),
  /** Null: until it is cleared or its time is over. */
  times: z.number().int().min(1).nullable().optional(),
  skip: z.number().int().min(0).optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.union([z.string(), z.number()]).optional(),
  until: instant.optional(),
  forMs: z.number().int().min(0).optional(),
  effect: effectSchema,
});

export const faultRoutes: Route[] = [
  controlRoute('GET', '/faults', ({ world }) => ({
    faults: world.faults.list().map(faultFacts),
    spent: world.faults.spent().map(faultFacts),
  })),
  controlRoute('POST', '/faults', async (call) => {
    const { where, times, skip, probability, seed, until, forMs, effect } = await readBody(call, schema);
    const { world } = call;
    const id = world.ids.uuid();
    if (isAtOnce(effect)) return { id, ...subscriptionsGo(world, effect, where.mailbox) };
    const endsAt = forMs === undefined ? until : world.clock.now() + forMs;
    world.faults.add(id, withoutGaps(where), effect, {
      times: times === undefined ? usualTimes(effect, endsAt) : times,
      ...withoutGaps({ skip, probability, until: endsAt, seed: seed === undefined ? undefined : String(seed) }),
    });
    return { id };
  }),
  controlRoute('DELETE', '/faults', ({ world }) => {
    world.faults.clear();
    return { cleared: true };
  }),
  controlRoute('DELETE', '/faults/{id}', ({ world, params }) => {
    if (!world.faults.remove(params.id ?? '')) throw new ControlProblem('there is no such fault', 404);
    return { cleared: true };
  }),
  controlRoute('GET', '/behaviour', ({ world }) => ({ switches: world.behaviour.list() })),
  controlRoute('PUT', '/behaviour', async (call) => {
    const problem = call.world.behaviour.set(await readBody(call, z.record(z.string(), z.unknown())));
    if (problem) throw new ControlProblem(problem);
    return { switches: call.world.behaviour.list() };
  }),
];

/** Silence, and whatever has an end, lasts; all else happens once. */
function usualTimes(effect: FaultEffect, endsAt: number | undefined): number | null {
  return effect === 'silence' || endsAt !== undefined ? null : 1;
}

function withoutGaps<Value extends object>(value: Value): { [Name in keyof Value]: Exclude<Value[Name], undefined> } {
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present) as { [Name in keyof Value]: Exclude<Value[Name], undefined> };
}

/** At once, for one mailbox or all. Removed: the lifecycle address hears of it. Expired: nobody does. */
function subscriptionsGo(world: World, effect: AtOnceEffect, mailbox: string | undefined): { removed: number } {
  const user = mailbox === undefined ? undefined : findUser(world.directory, mailbox);
  if (mailbox !== undefined && !user) throw new ControlProblem(`there is no mailbox ${mailbox}`, 404);
  const gone = liveSubscriptions(world).filter((one) => !user || one.mailboxId === user.id);
  for (const one of gone) {
    if (effect === 'remove_subscription') endSubscription(world, one);
    else world.subscriptions.delete(one.id);
  }
  return { removed: gone.length };
}

function faultFacts({ id, where, effect, times, left, skip, probability, seed, until, seen, used }: Fault) {
  return { id, where, effect, times, left, skip, probability, seed, until: until && instantText(until), seen, used };
}

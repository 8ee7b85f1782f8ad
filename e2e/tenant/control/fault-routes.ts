import { z } from 'zod';
import { instantText } from '../graph/event-json';
import { tellLifecycle } from '../graph/notifications';
import { liveSubscriptions } from '../graph/subscriptions';
import type { Route } from '../router';
import { findUser } from '../store/directory';
import type { Subscription } from '../store/subscriptions';
import type { World } from '../world';
import { ControlProblem, controlRoute, readBody } from './answer';

const effectSchema = z.union([
  z.enum(['reset_before', 'reset_after_commit', 'gone', 'drop', 'duplicate', 'reorder', 'remove_subscription']),
  z.strictObject({
    status: z.number().int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.unknown().optional(),
    afterCommit: z.boolean().optional(),
  }),
  z.strictObject({ delayMs: z.number().int().min(0).max(600_000) }),
  z.strictObject({ cutBodyAt: z.number().int().min(0) }),
  z.strictObject({ delayNotificationMs: z.number().int().min(0) }),
]);
const schema = z.strictObject({
  where: z
    .strictObject({
      method: z.string().optional(),
      path: z.string().optional(),
      mailbox: z.string().optional(),
      operation: z.string().optional(),
    })
    .default({}),
  times: z.number().int().min(1).default(1),
  effect: effectSchema,
});
const lifecycleSchema = z.strictObject({ event: z.enum(['reauthorizationRequired', 'subscriptionRemoved', 'missed']) });

export const faultRoutes: Route[] = [
  controlRoute('GET', '/faults', ({ world }) => ({ faults: world.faults.list() })),
  controlRoute('POST', '/faults', async (call) => {
    const { where, times, effect } = await readBody(call, schema);
    const id = call.world.ids.uuid();
    if (effect === 'remove_subscription') return { id, removed: removeSubscriptions(call.world, where.mailbox) };
    const clean = Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined));
    call.world.faults.add(id, clean, times, effect as Parameters<World['faults']['add']>[3]);
    return { id };
  }),
  controlRoute('DELETE', '/faults', ({ world }) => {
    world.faults.clear();
    return { cleared: true };
  }),
  controlRoute('GET', '/behaviour', ({ world }) => ({ switches: world.behaviour.list() })),
  controlRoute('PUT', '/behaviour', async (call) => {
    const problem = call.world.behaviour.set(await readBody(call, z.record(z.string(), z.unknown())));
    if (problem) throw new ControlProblem(problem);
    return { switches: call.world.behaviour.list() };
  }),
  controlRoute('GET', '/subscriptions', ({ world }) => ({
    subscriptions: liveSubscriptions(world).map((one) => subscriptionFacts(world, one)),
  })),
  controlRoute('POST', '/subscriptions/{id}/lifecycle', async (call) => {
    const { event } = await readBody(call, lifecycleSchema);
    const subscription = liveSubscriptions(call.world).find((one) => one.id === call.params.id);
    if (!subscription) throw new ControlProblem('there is no such subscription', 404);
    if (event === 'subscriptionRemoved') call.world.subscriptions.delete(subscription.id);
    tellLifecycle(call.world, subscription, event);
    return { told: subscription.lifecycleNotificationUrl !== null };
  }),
];

/** At once, for one mailbox or all; the lifecycle address hears of it. */
function removeSubscriptions(world: World, mailbox: string | undefined): number {
  const user = mailbox === undefined ? undefined : findUser(world.directory, mailbox);
  if (mailbox !== undefined && !user) throw new ControlProblem(`there is no mailbox ${mailbox}`, 404);
  const gone = liveSubscriptions(world).filter((one) => !user || one.mailboxId === user.id);
  for (const one of gone) {
    world.subscriptions.delete(one.id);
    tellLifecycle(world, one, 'subscriptionRemoved');
  }
  return gone.length;
}

function subscriptionFacts(world: World, one: Subscription) {
  return {
    id: one.id,
    mailbox: world.directory.users.get(one.mailboxId)?.upn ?? null,
    clientId: one.clientId,
    resource: one.resource,
    changeType: one.changeType,
    notificationUrl: one.notificationUrl,
    lifecycleNotificationUrl: one.lifecycleNotificationUrl,
    expiresAt: instantText(one.expiresAt),
    immutableIds: one.immutableIds,
  };
}

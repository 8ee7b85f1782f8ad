import { z } from 'zod';
import { deliverNow } from '../graph/delivery';
import { instantText } from '../graph/event-json';
import { changeItem } from '../graph/letters';
import { liveSubscriptions } from '../graph/live-subscriptions';
import { tellLifecycle } from '../graph/notifications';
import { requireReauthorization } from '../graph/reauthorization';
import { endSubscription } from '../graph/subscription-endings';
import type { Call, Route } from '../router';
import { itemId } from '../store/item-ids';
import type { Subscription } from '../store/subscriptions';
import type { World } from '../world';
import { ControlProblem, controlRoute, readBody } from './answer';

const lifecycleSchema = z.strictObject({ event: z.enum(['reauthorizationRequired', 'subscriptionRemoved', 'missed']) });

/** One item of a notification; what is left out is as the service would write it for that subscription. */
const itemSchema = z.looseObject({ subscriptionId: z.string().optional() });
const forgedSchema = z.union([
  z.strictObject({ url: z.string().url(), raw: z.string() }),
  z.strictObject({ url: z.string().url().optional(), items: z.array(itemSchema).min(1) }),
]);

export const subscriptionRoutes: Route[] = [
  controlRoute('GET', '/subscriptions', ({ world }) => ({
    subscriptions: liveSubscriptions(world).map((one) => subscriptionFacts(world, one)),
    endpoints: [...world.endpoints].map(([host, { answers, slow, verySlow, state }]) => {
      return { host, answers, slow, verySlow, state };
    }),
  })),
  controlRoute('POST', '/subscriptions/{id}/lifecycle', async (call) => {
    const { event } = await readBody(call, lifecycleSchema);
    const subscription = liveSubscriptions(call.world).find((one) => one.id === call.params.id);
    if (!subscription) throw new ControlProblem('there is no such subscription', 404);
    if (event === 'subscriptionRemoved') return { told: endSubscription(call.world, subscription) };
    if (event === 'missed') return { told: tellLifecycle(call.world, subscription, event) };
    return { told: requireReauthorization(call.world, subscription) };
  }),
  /** A notification that the service never wrote. */
  controlRoute('POST', '/notifications', async (call) => {
    const forged = await readBody(call, forgedSchema);
    if ('raw' in forged) return { status: await deliverNow(call.world, forged.url, forged.raw) };
    const known = forged.items.map((item) => knownSubscription(call.world, item.subscriptionId));
    const url = forged.url ?? known.find((one) => one !== undefined)?.notificationUrl;
    if (!url) throw new ControlProblem('url: say where to, or name a subscription that there is');
    const value = forged.items.map((item, at) => ({ ...genuineItem(call, known[at]), ...item }));
    return { status: await deliverNow(call.world, url, JSON.stringify({ value })), value };
  }),
];

function knownSubscription(world: World, id: string | undefined): Subscription | undefined {
  return liveSubscriptions(world).find((one) => one.id === id);
}

/** As the service would say that some event of the mailbox was updated. */
function genuineItem({ world }: Call, subscription: Subscription | undefined): Record<string, unknown> {
  if (!subscription) return {};
  const mailbox = world.mailboxes.get(subscription.mailboxId);
  const event = mailbox && [...mailbox.calendars.values()].flatMap(({ events }) => [...events.values()])[0];
  if (!event) return changeItem(world, subscription, { kind: 'updated', id: 'none', etag: 'W/"none"' });
  const id = itemId(mailbox, event, null, subscription.immutableIds ? 'immutable' : 'rest');
  return changeItem(world, subscription, { kind: 'updated', id, etag: `W/"${event.changeKey}"` });
}

function subscriptionFacts(world: World, one: Subscription) {
  const at = (ms: number | null) => (ms === null ? null : instantText(ms));
  return {
    id: one.id,
    mailbox: world.directory.users.get(one.mailboxId)?.upn ?? null,
    clientId: one.clientId,
    tenantId: one.tenantId,
    user: one.userId === null ? null : (world.directory.users.get(one.userId)?.upn ?? null),
    resource: one.resource,
    calendarId: one.calendarId,
    changeType: one.changeType,
    notificationUrl: one.notificationUrl,
    lifecycleNotificationUrl: one.lifecycleNotificationUrl,
    clientState: one.clientState,
    expiresAt: instantText(one.expiresAt),
    immutableIds: one.immutableIds,
    renewedAt: at(one.renewedAt),
    reauthorizedAt: at(one.reauthorizedAt),
    askedToReauthorizeAt: at(one.askedAt),
    silentFrom: at(one.silentFrom),
  };
}

import { itemId } from '../store/item-ids';
import type { Subscription } from '../store/subscriptions';
import type { EventChange, World } from '../world';

/** What the service writes to an address: one item for each subscription and change. */
export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';
export type Letter = {
  subscription: Subscription;
  mailbox: string | null;
  url: string;
  item: Record<string, unknown>;
  what: string;
  writtenAt: number;
  fault?: string;
};

export function changeLetter(world: World, subscription: Subscription, change: EventChange): Letter {
  const id = itemId(change.mailbox, change.event, null, subscription.immutableIds ? 'immutable' : 'rest');
  const item = changeItem(world, subscription, { kind: change.kind, id, etag: `W/"${change.event.changeKey}"` });
  return letter(world, subscription, subscription.notificationUrl, change.kind, item);
}

export function lifecycleLetter(world: World, subscription: Subscription, event: LifecycleEvent): Letter | null {
  const url = subscription.lifecycleNotificationUrl;
  if (!url) return null;
  return letter(world, subscription, url, event, { ...common(subscription), lifecycleEvent: event });
}

export function changeItem(
  world: World,
  subscription: Subscription,
  { kind, id, etag }: { kind: string; id: string; etag: string },
): Record<string, unknown> {
  const resource = `Users/${subscription.mailboxId}/Events/${id}`;
  const resourceData = { '@odata.type': '#Microsoft.Graph.Event', '@odata.id': resource, '@odata.etag': etag, id };
  const named = world.behaviour.get('notificationId') === 'present' ? { id: `${world.ids.token(12)}A` } : {};
  return { ...named, ...common(subscription), changeType: kind, resource, resourceData };
}

function letter(
  world: World,
  subscription: Subscription,
  url: string,
  what: string,
  item: Record<string, unknown>,
): Letter {
  const mailbox = world.directory.users.get(subscription.mailboxId)?.upn ?? null;
  return { subscription, mailbox, url, item, what, writtenAt: world.clock.now() };
}

function common(subscription: Subscription) {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: `${new Date(subscription.expiresAt).toISOString().slice(0, 23)}0000+00:00`,
    clientState: subscription.clientState,
    tenantId: subscription.tenantId,
  };
}

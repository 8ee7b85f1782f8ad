import { randomUUID } from 'node:crypto';
import { type FaultEffect, isNotificationEffect, nameOfEffect } from '../faults';
import { itemId } from '../store/item-ids';
import type { Subscription } from '../store/subscriptions';
import type { EventChange, World } from '../world';
import { liveSubscriptions } from './subscriptions';

/** Knocking at the app's door: late, at least once, without saying what changed. */
const FIRST_PATIENCE_MS = 3_000;
const LATER_PATIENCE_MS = 10_000;
const FIRST_WAIT_MS = 10_000;
const GIVE_UP_AFTER_MS = 4 * 3_600_000;
const REORDER_MS = 2_000;

type Letter = { subscription: Subscription; url: string; body: unknown; what: string; writtenAt: number };

export function knock(world: World, change: EventChange): void {
  for (const subscription of liveSubscriptions(world)) {
    if (subscription.mailboxId !== change.mailbox.user.id || subscription.calendarId !== change.calendar.id) continue;
    if (subscription.changes.has(change.kind)) send(world, subscription, change);
  }
}

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

export function tellLifecycle(world: World, subscription: Subscription, lifecycleEvent: LifecycleEvent): void {
  const url = subscription.lifecycleNotificationUrl;
  if (!url) return;
  const body = { value: [{ ...common(subscription), lifecycleEvent }] };
  const letter = { subscription, url, body, what: lifecycleEvent, writtenAt: world.clock.now() };
  world.clock.schedule(world.clock.now(), () => deliver(world, letter, 0));
}

function send(world: World, subscription: Subscription, change: EventChange): void {
  const writtenAt = world.clock.now();
  const letter: Letter = {
    subscription,
    url: subscription.notificationUrl,
    body: bodyOf(subscription, change),
    what: change.kind,
    writtenAt,
  };
  const target = {
    method: 'POST',
    path: new URL(letter.url).pathname,
    mailbox: mailboxName(world, subscription),
    operation: 'notification',
  };
  const faults = world.faults.take(target, isNotificationEffect).map((fault) => fault.effect);
  if (faults.includes('drop')) {
    note(world, letter, 0, 0, 'drop');
    return;
  }
  const dueAt = writtenAt + world.behaviour.get('notificationDelayMs') + extraDelay(faults);
  const copies = faults.includes('duplicate') ? 2 : 1;
  const fault = faults.map(nameOfEffect).join() || undefined;
  for (let i = 0; i < copies; i += 1) world.clock.schedule(dueAt, () => deliver(world, letter, 0, fault));
}

function extraDelay(effects: FaultEffect[]): number {
  return effects.reduce((sum, effect) => {
    if (typeof effect === 'object' && 'delayNotificationMs' in effect) return sum + effect.delayNotificationMs;
    return effect === 'reorder' ? sum + REORDER_MS : sum;
  }, 0);
}

async function deliver(world: World, letter: Letter, attempt: number, fault?: string): Promise<void> {
  const startedAt = performance.now();
  const status = await post(world, letter, attempt === 0 ? FIRST_PATIENCE_MS : LATER_PATIENCE_MS);
  note(world, letter, status, performance.now() - startedAt, fault);
  if (status >= 200 && status < 300) return;
  const retryAt = world.clock.now() + FIRST_WAIT_MS * 2 ** attempt;
  if (retryAt > letter.writtenAt + GIVE_UP_AFTER_MS) return;
  world.clock.schedule(retryAt, () => deliver(world, letter, attempt + 1, 'retry'));
}

async function post(world: World, letter: Letter, patienceMs: number): Promise<number> {
  try {
    const answer = await world.deliver(letter.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify(letter.body),
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}

function bodyOf(subscription: Subscription, { kind, mailbox, event }: EventChange) {
  const id = itemId(mailbox, event, null, subscription.immutableIds ? 'immutable' : 'rest');
  const resource = `Users/${mailbox.user.id}/Events/${id}`;
  const etag = `W/"${event.changeKey}"`;
  const resourceData = { '@odata.type': '#Microsoft.Graph.Event', '@odata.id': resource, '@odata.etag': etag, id };
  return { value: [{ ...common(subscription), changeType: kind, resource, resourceData }] };
}

function common(subscription: Subscription) {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: `${new Date(subscription.expiresAt).toISOString().slice(0, 23)}0000+00:00`,
    clientState: subscription.clientState,
    tenantId: subscription.tenantId,
  };
}

function note(world: World, letter: Letter, status: number, ms: number, fault?: string): void {
  world.log.add({
    at: new Date(world.clock.now()).toISOString(),
    mailbox: mailboxName(world, letter.subscription),
    operation: 'notification',
    method: 'POST',
    path: letter.url,
    query: null,
    status,
    requestId: randomUUID(),
    clientRequestId: null,
    appId: letter.subscription.clientId,
    user: null,
    actor: 'tenant',
    ms: Math.round(ms),
    detail: letter.what,
    ...(fault ? { fault } : {}),
  });
}

function mailboxName(world: World, subscription: Subscription): string | null {
  return world.directory.users.get(subscription.mailboxId)?.upn ?? null;
}

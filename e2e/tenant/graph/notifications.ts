import type { Fault, FaultWhere } from '../faults';
import { type FaultEffect, isNotificationEffect, nameOfEffect } from '../faults/effects';
import type { Subscription } from '../store/subscriptions';
import type { EventChange, World } from '../world';
import { note, sendAt, targetOf } from './delivery';
import { changeLetter, type Letter, type LifecycleEvent, lifecycleLetter } from './letters';
import { liveSubscriptions } from './live-subscriptions';

/** Knocking at the app's door: late, at least once, without saying what changed. */
const REORDER_MS = 2_000;

export function knock(world: World, change: EventChange): void {
  if (world.subscriptions.size === 0) return;
  for (const subscription of liveSubscriptions(world)) {
    if (!tellsOf(subscription, change)) continue;
    if (subscription.changes.has(change.kind)) tell(world, subscription, change);
    const isFollowed = change.kind === 'created' && subscription.changes.has('updated');
    const more = isFollowed ? world.behaviour.get('updatesAfterCreate') : 0;
    for (let i = 0; i < more; i += 1) tell(world, subscription, { ...change, kind: 'updated' });
  }
}

/** Whether an address was given that could hear it. */
export function tellLifecycle(world: World, subscription: Subscription, event: LifecycleEvent): boolean {
  const letter = lifecycleLetter(world, subscription, event);
  if (letter) post(world, letter, 'lifecycle', 0);
  return letter !== null;
}

function tellsOf(subscription: Subscription, { mailbox, calendar }: EventChange): boolean {
  const { mailboxId, calendarId } = subscription;
  return mailboxId === mailbox.user.id && (calendarId === null || calendarId === calendar.id);
}

function tell(world: World, subscription: Subscription, change: EventChange): void {
  const letter = changeLetter(world, subscription, change);
  if (subscription.silentFrom !== null && subscription.silentFrom <= letter.writtenAt) {
    note(world, [letter], { status: 0, ms: 0, fault: 'not reauthorized' });
    return;
  }
  const delayMs = world.behaviour.get('notificationDelayMs');
  const isShuffled = world.behaviour.get('notificationOrder') === 'shuffled';
  post(world, letter, 'notification', isShuffled ? world.chance.int(0, Math.max(2 * delayMs, 1_000)) : delayMs);
}

function post(world: World, letter: Letter, operation: 'notification' | 'lifecycle', delayMs: number): void {
  const faults = faultsFor(world, letter, operation);
  const effects = faults.map((fault) => fault.effect);
  const fault = effects.map(nameOfEffect).join();
  if (effects.includes('drop') || effects.includes('silence')) {
    note(world, [letter], { status: 0, ms: 0, fault });
    return;
  }
  const dueAt = letter.writtenAt + delayMs + extraDelay(effects);
  const copies = effects.includes('duplicate') ? 2 : 1;
  for (let i = 0; i < copies; i += 1) sendAt(world, fault ? { ...letter, fault } : letter, dueAt);
}

/** Lifecycle events meet faults that name them, and silence. */
function faultsFor(world: World, letter: Letter, operation: 'notification' | 'lifecycle'): Fault[] {
  const wanted = (effect: FaultEffect, where: FaultWhere) => {
    if (!isNotificationEffect(effect) || (typeof effect === 'object' && 'answerTookMs' in effect)) return false;
    return operation === 'notification' || effect === 'silence' || where.operation !== undefined;
  };
  return world.faults.take(targetOf(world, letter, operation), wanted);
}

function extraDelay(effects: FaultEffect[]): number {
  return effects.reduce((sum, effect) => {
    if (typeof effect === 'object' && 'delayNotificationMs' in effect) return sum + effect.delayNotificationMs;
    return effect === 'reorder' ? sum + REORDER_MS : sum;
  }, 0);
}

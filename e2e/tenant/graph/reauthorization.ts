import type { Subscription } from '../store/subscriptions';
import type { World } from '../world';
import { tellLifecycle } from './notifications';

/** `reauthorizationRequired` by itself: before the subscription ends, or before the token ends that it was made with. */
const LONGEST_NOTICE_MS = 12 * 3_600_000;
const TOKEN_NOTICE_MS = 10 * 60_000;
const GRACE_MS = 10 * 60_000;

/** To be called once for each subscription; it looks again by itself whenever something may be due. */
export function watchAuthorization(world: World, subscription: Subscription): void {
  const due = dueOf(world, subscription);
  const now = world.clock.now();
  const lookAt = due === null || subscription.askedAt !== null ? subscription.expiresAt : Math.max(due.at, now);
  world.clock.schedule(lookAt, () => lookAgain(world, subscription));
}

/** On command, too: who does not heed it in time gets nothing more. */
export function requireReauthorization(world: World, subscription: Subscription, endsAt?: number): boolean {
  const told = tellLifecycle(world, subscription, 'reauthorizationRequired');
  const stops = world.behaviour.get('ignoredReauthorization') === 'stops notifications';
  subscription.askedAt = world.clock.now();
  subscription.silentFrom = stops ? (endsAt ?? world.clock.now() + GRACE_MS) : null;
  return told;
}

/** Renewed, or reauthorized without a longer life. */
export function authorizeAgain(world: World, subscription: Subscription, tokenExpiresAt: number): void {
  const wasAsked = subscription.askedAt !== null;
  subscription.authorizedAt = world.clock.now();
  subscription.tokenExpiresAt = tokenExpiresAt;
  subscription.askedAt = null;
  subscription.silentFrom = null;
  if (wasAsked) watchAuthorization(world, subscription);
}

function lookAgain(world: World, subscription: Subscription): void {
  const now = world.clock.now();
  if (world.subscriptions.get(subscription.id) !== subscription || subscription.expiresAt <= now) return;
  const due = dueOf(world, subscription);
  if (due && due.at <= now && subscription.askedAt === null) {
    requireReauthorization(world, subscription, due.endsAt);
    return;
  }
  watchAuthorization(world, subscription);
}

function dueOf(world: World, one: Subscription): { at: number; endsAt: number } | null {
  const how = world.behaviour.get('reauthorization');
  if (how === 'never') return null;
  if (how === 'with the token') return { at: one.tokenExpiresAt - TOKEN_NOTICE_MS, endsAt: one.tokenExpiresAt };
  const lifeMs = one.expiresAt - one.authorizedAt;
  const noticeMs = Math.min(LONGEST_NOTICE_MS, lifeMs / 4);
  return { at: one.expiresAt - noticeMs, endsAt: one.expiresAt - noticeMs / 2 };
}

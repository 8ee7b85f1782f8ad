import type { Subscription } from '../store/subscriptions';
import type { World } from '../world';

/** Those whose time is not over; the others go without a word. */
export function liveSubscriptions(world: World): Subscription[] {
  const now = world.clock.now();
  for (const one of world.subscriptions.values()) if (one.expiresAt <= now) world.subscriptions.delete(one.id);
  return [...world.subscriptions.values()];
}

import type { SubscriptionLife } from '@/lib/db/subscriptions';

/**
 * How long a subscription lives by Microsoft's word, and when it is renewed: at half life, up to a tenth earlier or later
 * by its own id, so that those made together spread (sync-design §5.6).
 */
export function lifeOf({ graphId, expiresAt }: { graphId: string; expiresAt: Date }, now: Date): SubscriptionLife {
  const lifeMs = expiresAt.getTime() - now.getTime();
  const sum = [...graphId].reduce((total, sign) => total + sign.charCodeAt(0), 0);
  const spread = 0.9 + (sum % 21) / 100;
  return { graphId, expiresAt, renewAt: new Date(now.getTime() + (lifeMs / 2) * spread) };
}

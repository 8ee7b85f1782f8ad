import type { Link } from '@/lib/db/link-rows';
import { POLLED_AT_FULL_PACE } from '@/lib/db/subscriptions';

type Polled = Pick<Link, 'resourceKind' | 'changeMode'> & { connection: Pick<Link['connection'], 'mode'> };

/**
 * How many rooms are polled through an account, when they are so many that each is read less often; null: not that many.
 * Through the application, Microsoft would tell of their changes instead (sync-design §13).
 */
export function polledSlower(links: readonly Polled[]): number | null {
  const { length } = links.filter(
    ({ resourceKind, changeMode, connection }) =>
      resourceKind === 'space' && changeMode === 'poll' && connection.mode === 'delegated',
  );
  return length > POLLED_AT_FULL_PACE ? length : null;
}

import 'server-only';
import { db } from '@/lib/db/client';
import { holdsFromNetwork } from '@/lib/db/holds';
import { countFailures, recordFailures } from '@/lib/db/sign-in';
import type { Visitor } from './visitor';

const WINDOW_MS = 15 * 60_000;
/** Visitors of a library share its network: so many without an account may hold a time at once. */
const AT_ONCE = 8;
/** Another length or another time is another hold, so an honest visitor makes several. */
const MOST = 80;

/**
 * Minutes until this visitor may hold a time again, or null: go on. Holding is a courtesy, and whoever is refused it books
 * all the same; so the bounds may be narrow, and no single network shuts the house by opening forms.
 */
export async function minutesToWaitForHolds({ keys, network }: Visitor, now: Date): Promise<number | null> {
  if (network && (await holdsFromNetwork(db(), network, keys, now)) >= AT_ONCE) return 1;
  const key = network ?? keys[0] ?? '';
  const { count, oldest } = await countFailures(db(), key, new Date(now.getTime() - WINDOW_MS));
  if (count < MOST) return null;
  const until = (oldest?.getTime() ?? now.getTime()) + WINDOW_MS;
  return Math.max(1, Math.ceil((until - now.getTime()) / 60_000));
}

export const recordHold = ({ keys, network }: Visitor, now: Date): Promise<void> =>
  recordFailures(db(), [network ?? keys[0] ?? ''], now);

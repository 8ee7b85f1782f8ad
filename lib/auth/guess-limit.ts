import 'server-only';
import { db } from '@/lib/db/client';
import { countFailures, recordFailures } from '@/lib/db/sign-in';
import { signature } from '@/lib/seal';

const WINDOW_MS = 15 * 60_000;
/** A library's visitors share its network, and a slip is no attack: so many wrong codes, then it waits. */
const MOST = 20;

/** A keyed hash: the table tells nobody who tried. */
const keyOf = (network: string) => signature(network, 'check-in:network');

/** Minutes this network has to wait before it may try another code, or null: go on. */
export async function minutesToWaitForCodes(network: string, now: Date): Promise<number | null> {
  const { count, oldest } = await countFailures(db(), keyOf(network), new Date(now.getTime() - WINDOW_MS));
  if (count < MOST) return null;
  const until = (oldest?.getTime() ?? now.getTime()) + WINDOW_MS;
  return Math.max(1, Math.ceil((until - now.getTime()) / 60_000));
}

export const recordWrongCode = (network: string, now: Date): Promise<void> =>
  recordFailures(db(), [keyOf(network)], now);

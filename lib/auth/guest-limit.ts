import 'server-only';
import { db } from '@/lib/db/client';
import { countFailures, recordFailures } from '@/lib/db/sign-in';

const WINDOW_MS = 15 * 60_000;
/** A class that books from the library's own network stays below it. */
const MOST = 30;

/** Not the key that holds are counted under: filling in forms is no reason to be kept from booking. */
const keyOf = (network: string) => `guest ${network}`;

/**
 * Minutes until guests of this network may book again where a link in a mail has to be followed, or null: go on. Each such
 * booking keeps time for a while and sends a mail to an address that nobody has proved: with made-up addresses a single
 * network would shut the house, and mail strangers.
 */
export async function minutesToWaitForGuests(network: string, now: Date): Promise<number | null> {
  const { count, oldest } = await countFailures(db(), keyOf(network), new Date(now.getTime() - WINDOW_MS));
  if (count < MOST) return null;
  const until = (oldest?.getTime() ?? now.getTime()) + WINDOW_MS;
  return Math.max(1, Math.ceil((until - now.getTime()) / 60_000));
}

export const recordGuest = (network: string, now: Date): Promise<void> => recordFailures(db(), [keyOf(network)], now);

import 'server-only';
import { db } from '@/lib/db/client';
import { countFailures, recordFailures } from '@/lib/db/sign-in';

const WINDOW_MS = 15 * 60_000;
/** A class that books from the library's own network stays below it. */
const MOST = 30;

/**
 * Appointments that nobody has to prove an address for. They send mail too, and take people's time, so frames on other sites
 * are no way around the count; but nothing lapses by itself, so it is high enough for a campus behind one address.
 */
const MOST_UNPROVED = 120;

type Proof = { isProved: boolean };

/** Not the key that holds are counted under: filling in forms is no reason to be kept from booking. */
const keyOf = (network: string, { isProved }: Proof) => `${isProved ? 'guest' : 'guest unproved'} ${network}`;

/**
 * Minutes until guests of this network may book again, or null: go on. Where a link in a mail has to be followed
 * (`isProved`) each booking keeps time for a while and sends a mail to an address that nobody has proved: with made-up
 * addresses a single network would shut the house, and mail strangers.
 */
export async function minutesToWaitForGuests(
  network: string,
  now: Date,
  proof: Proof = { isProved: true },
): Promise<number | null> {
  const { count, oldest } = await countFailures(db(), keyOf(network, proof), new Date(now.getTime() - WINDOW_MS));
  if (count < (proof.isProved ? MOST : MOST_UNPROVED)) return null;
  const until = (oldest?.getTime() ?? now.getTime()) + WINDOW_MS;
  return Math.max(1, Math.ceil((until - now.getTime()) / 60_000));
}

export const recordGuest = (network: string, now: Date, proof: Proof = { isProved: true }): Promise<void> =>
  recordFailures(db(), [keyOf(network, proof)], now);

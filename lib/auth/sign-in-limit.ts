import 'server-only';
import { db } from '@/lib/db/client';
import { countFailures, forgetFailures, recordFailures } from '@/lib/db/sign-in';
import { signature } from '@/lib/seal';

const WINDOW_MS = 15 * 60_000;

/**
 * What may be tried within fifteen minutes before somebody has to wait: for one account, and from one network; `link` counts
 * e-mails sent, not failures. A program (`token`) is counted by its id from that network: ids are small numbers, and whoever
 * sends wrong secrets for one is not to keep the program itself out.
 */
const LIMITS = {
  password: { account: 10, network: 50 },
  link: { account: 5, network: 30 },
  token: { account: 10, network: 50 },
} as const;

type Kind = keyof typeof LIMITS;

/** Keyed hashes: the table tells nobody who tried. */
const keysOf = (kind: Kind, account: string, network: string) => ({
  account: signature(kind === 'token' ? `${account} ${network}` : account.toLowerCase(), `sign-in:${kind}:account`),
  network: signature(network, `sign-in:${kind}:network`),
});

/** `account`: an e-mail address, or the id of a program. Minutes to wait, or null: go on. */
export async function minutesToWait(kind: Kind, account: string, network: string, now: Date): Promise<number | null> {
  const since = new Date(now.getTime() - WINDOW_MS);
  const keys = keysOf(kind, account, network);
  for (const scope of ['account', 'network'] as const) {
    const { count, oldest } = await countFailures(db(), keys[scope], since);
    if (count < LIMITS[kind][scope]) continue;
    const until = (oldest?.getTime() ?? now.getTime()) + WINDOW_MS;
    return Math.max(1, Math.ceil((until - now.getTime()) / 60_000));
  }
  return null;
}

export async function recordAttempt(kind: Kind, account: string, network: string, now: Date): Promise<void> {
  const keys = keysOf(kind, account, network);
  await recordFailures(db(), [keys.account, keys.network], now);
}

/** After success the account starts anew; the network's count stays, or one own account would reset it. */
export async function forgetAttempts(kind: Kind, account: string, network: string): Promise<void> {
  await forgetFailures(db(), keysOf(kind, account, network).account);
}

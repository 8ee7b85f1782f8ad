import 'server-only';
import { db } from '@/lib/db/client';
import { countFailures, forgetFailures, recordFailures } from '@/lib/db/sign-in';
import { signature } from '@/lib/seal';

const WINDOW_MS = 15 * 60_000;

/** What one address may do within fifteen minutes before it has to wait; `link` counts e-mails sent, not failures. */
const LIMITS = { password: { email: 10, network: 50 }, link: { email: 5, network: 30 } } as const;

type Kind = keyof typeof LIMITS;

/** Keyed hashes: the table tells nobody who tried. */
const keysOf = (kind: Kind, email: string, network: string) => ({
  email: signature(email.toLowerCase(), `sign-in:${kind}:email`),
  network: signature(network, `sign-in:${kind}:network`),
});

/** Minutes to wait, or null: go on. */
export async function minutesToWait(kind: Kind, email: string, network: string, now: Date): Promise<number | null> {
  const since = new Date(now.getTime() - WINDOW_MS);
  const keys = keysOf(kind, email, network);
  for (const scope of ['email', 'network'] as const) {
    const { count, oldest } = await countFailures(db(), keys[scope], since);
    if (count < LIMITS[kind][scope]) continue;
    const until = (oldest?.getTime() ?? now.getTime()) + WINDOW_MS;
    return Math.max(1, Math.ceil((until - now.getTime()) / 60_000));
  }
  return null;
}

export async function recordAttempt(kind: Kind, email: string, network: string, now: Date): Promise<void> {
  const keys = keysOf(kind, email, network);
  await recordFailures(db(), [keys.email, keys.network], now);
}

/** After success the address starts anew; the network's count stays, or one own account would reset it. */
export async function forgetAttempts(kind: Kind, email: string, network: string): Promise<void> {
  await forgetFailures(db(), keysOf(kind, email, network).email);
}

import { type ClientCredential, sameCredential } from '@/lib/client-credential';
import { db, transaction } from '@/lib/db/client';
import { mailAboutConnection, mailAboutRegistration } from '@/lib/db/connection-mail';
import { degradeLinks, markAllAppError, markConnection, readTokenRow } from '@/lib/db/connection-tokens';
import { BLOCKED_BY_POLICY } from '@/lib/db/connections';
import { claimAlarm, integrationSettings, recordCheck } from '@/lib/db/integration';
import { GraphFailure } from '@/lib/graph/failure';
import type { IdentityFailure } from '@/lib/graph/oauth';
import { log } from '@/lib/log';
import { microsoftCode } from '@/lib/microsoft-problems';
import { ConnectionUnusable } from './connection-unusable';
import { SECRET_REFUSED } from './take-over';

const BUG_PAUSE_MS = 5 * 60_000;

/**
 * The identity platform's no to a refresh (sync-design §10, entra-oauth §3.6), and what follows: nothing at all for a
 * passing trouble; the person's turn for a dead grant, if its version is still the stored one; one alarm and no question
 * to anybody for a refused registration. Always throws.
 */
export async function refuseToken(
  { connectionId, usedVersion, mode }: { connectionId: number; usedVersion: number; mode: 'delegated' | 'app' },
  failure: IdentityFailure,
  usedCredential: ClientCredential,
  now: Date,
): Promise<never> {
  const { kind, error, code } = failure;
  log.warn({ connectionId, kind, error, code }, 'token refresh refused');
  // Our own mistake is no reason to bother anybody either: it is said in the log, and asked less often.
  const waitMs = failure.retryAfterMs ?? (kind === 'bug' ? BUG_PAUSE_MS : null);
  if (kind === 'retry' || kind === 'bug') {
    throw new GraphFailure(waitMs ? 'throttled' : 'unavailable', { ambiguous: false, retryAfterMs: waitMs });
  }
  const said = code === null ? error : `${error} ${code}`;
  const reason = kind === 'policy' ? `${BLOCKED_BY_POLICY} ${said}` : said;
  const refused = { connectionId, usedVersion, reason, now };
  // The application has nobody who could sign in: whatever it is refused for, admins have to look.
  const byPerson = mode === 'delegated' && (kind === 'person' || kind === 'policy');
  const isTrue = byPerson ? await askPerson(refused) : await raiseAlarm(refused, failure, usedCredential);
  // A newer token, or a newer secret, was stored while the answer was on its way: with it all may be well.
  if (!isTrue) throw new GraphFailure('unavailable', { ambiguous: false });
  throw new ConnectionUnusable(byPerson ? 'needs_reauth' : 'app_error');
}

/**
 * Graph refuses tokens that the identity platform has just given out, again and again (§4.3): only a new sign-in can help
 * (entra-oauth §3.6, claims challenge). The application has nobody who could: its links stay degraded, and are tried on.
 */
export async function pauseConnection(connectionId: number, now: Date): Promise<void> {
  const row = await readTokenRow(db(), connectionId);
  if (row?.mode !== 'delegated' || row.status !== 'active') return;
  await askPerson({ connectionId, usedVersion: row.tokenVersion, reason: 'token_rejected', now });
}

type Refused = { connectionId: number; usedVersion: number; reason: string; now: Date };

/** Blocks stand as they were read, pushes wait; owner and admins are told at once (§11). */
const askPerson = ({ connectionId, usedVersion, reason, now }: Refused): Promise<boolean> =>
  transaction(async (tx) => {
    if (!(await markConnection(tx, connectionId, usedVersion, 'needs_reauth', reason, now))) return false;
    await degradeLinks(tx, connectionId, 'consent_lost');
    await mailAboutConnection(tx, connectionId, 0);
    return true;
  });

/** One expired secret is one alarm for the admins, whatever the number of connections that meet it. */
const raiseAlarm = (refused: Refused, failure: IdentityFailure, used: ClientCredential): Promise<boolean> =>
  transaction(async (tx) => {
    const { connectionId, usedVersion, reason, now } = refused;
    const stored = await integrationSettings(tx);
    if (!stored || !sameCredential(stored.settings.credential, used)) return false;
    if (!(await markConnection(tx, connectionId, usedVersion, 'app_error', reason, now))) return false;
    if (failure.error === SECRET_REFUSED) await markAllAppError(tx, reason, now);
    if (await claimAlarm(tx, now)) {
      const outcome = failure.problem ?? (failure.kind === 'policy' ? 'blocked_by_policy' : 'unexpected');
      await recordCheck(tx, outcome, now, microsoftCode(failure.code));
      await mailAboutRegistration(tx);
    }
    return true;
  });

import { db, sqlState, transaction } from '@/lib/db/client';
import {
  type ConnectionTokens,
  lockTokenRow,
  markConnection,
  openTokens,
  readTokenRow,
  storeTokens,
  type TokenRow,
} from '@/lib/db/connection-tokens';
import { integrationSettings } from '@/lib/db/integration';
import { GraphFailure } from '@/lib/graph/failure';
import { IdentityFailure, refreshTokens } from '@/lib/graph/oauth';
import { log } from '@/lib/log';

/** Nothing can be asked with this connection until a person acts; not a failure of one request. */
export class ConnectionUnusable extends Error {
  constructor(readonly reason: 'needs_reauth' | 'app_error' | 'disabled' | 'integration_missing') {
    super(`connection unusable: ${reason}`);
    this.name = 'ConnectionUnusable';
  }
}

export type AccessTokenOptions = {
  /** A token that Graph has just refused: a newer one is wanted, or the same if it is the newest there can be. */
  rejected?: string | undefined;
  /** Refresh whatever time is left, to keep an idle connection alive. */
  force?: boolean;
  refresh?: typeof refreshTokens;
  fetch?: typeof fetch | undefined;
};

const MINUTE_MS = 60_000;
const LOCK_NOT_AVAILABLE = '55P03';
const BUG_PAUSE_MS = 5 * MINUTE_MS;

/** Refreshes of this process that are under way: who comes meanwhile waits for the same answer. */
const underWay = new Map<string, Promise<string>>();

/**
 * A usable access token (sync-design §10). One refresh a connection at a time, over all processes: the row is locked, its
 * version read again, the answer stored first thing. A transient failure changes nothing (I15).
 * Throws {@link ConnectionUnusable}, and `GraphFailure` 'unavailable' when the identity platform cannot be reached now.
 */
export async function accessToken(connectionId: number, now: Date, options: AccessTokenOptions = {}): Promise<string> {
  const row = await readTokenRow(db(), connectionId);
  const held = usable(row);
  if (!options.force && held.accessToken !== options.rejected && isFresh(held.row, now)) return held.accessToken;

  const key = `${connectionId} ${held.row.tokenVersion}`;
  const running = underWay.get(key);
  if (running) return running;
  const refresh = refreshed(connectionId, held.row.tokenVersion, now, options).finally(() => underWay.delete(key));
  underWay.set(key, refresh);
  return refresh;
}

/** A refresh for its own sake: an idle connection stays alive, a mended one goes on. Says nothing of failures. */
export async function keepTokenAlive(connectionId: number, now: Date): Promise<void> {
  try {
    if ((await integrationSettings(db()))?.state !== 'active') return;
    await accessToken(connectionId, now, { force: true });
  } catch (error) {
    if (!(error instanceof ConnectionUnusable || error instanceof GraphFailure)) throw error;
  }
}

type Outcome = { token: string } | { failure: IdentityFailure; version: number };

async function refreshed(connectionId: number, seenVersion: number, now: Date, options: AccessTokenOptions) {
  try {
    const outcome = await transaction(async (tx): Promise<Outcome> => {
      const { row, ...tokens } = usable(await lockTokenRow(tx, connectionId));
      // Somebody was faster while we waited for the lock.
      if (row.tokenVersion !== seenVersion && isFresh(row, now)) return { token: tokens.accessToken };
      const integration = await integrationSettings(tx);
      if (!integration) throw new ConnectionUnusable('integration_missing');
      if (!tokens.refreshToken)
        return { failure: new IdentityFailure('person', 'no_refresh_token'), version: row.tokenVersion };
      try {
        // The one call made inside a transaction: this lock is what keeps it single, and nothing else is locked.
        const ask = options.refresh ?? refreshTokens;
        const settings = { ...integration.settings, ...(options.fetch && { fetch: options.fetch }) };
        const fresh = await ask(settings, tokens.refreshToken, row.scopes, now);
        const kept = { ...fresh, refreshToken: fresh.refreshToken ?? tokens.refreshToken };
        await storeTokens(tx, connectionId, row.tokenVersion, kept, now);
        return { token: fresh.accessToken };
      } catch (error) {
        if (error instanceof IdentityFailure) return { failure: error, version: row.tokenVersion };
        throw error;
      }
    });
    if ('token' in outcome) return outcome.token;
    return await refuse(connectionId, outcome.version, outcome.failure);
  } catch (error) {
    // Another process holds the lock: it is refreshing, so ask again a little later.
    if (sqlState(error) === LOCK_NOT_AVAILABLE) throw new GraphFailure('unavailable', { ambiguous: false });
    throw error;
  }
}

/** One expired secret is an alarm for the admin and asks nobody to reconnect; only a dead grant does (§10). */
async function refuse(connectionId: number, usedVersion: number, failure: IdentityFailure): Promise<never> {
  const { kind, error, code } = failure;
  log.warn({ connectionId, kind, error, code }, 'token refresh refused');
  // Our own mistake is no reason to bother anybody either: it is said in the log, and asked less often.
  const waitMs = failure.retryAfterMs ?? (kind === 'bug' ? BUG_PAUSE_MS : null);
  if (kind === 'retry' || kind === 'bug') {
    throw new GraphFailure(waitMs ? 'throttled' : 'unavailable', { ambiguous: false, retryAfterMs: waitMs });
  }
  const status = kind === 'person' || kind === 'policy' ? 'needs_reauth' : 'app_error';
  await markConnection(db(), connectionId, usedVersion, status, code === null ? error : `${error} ${code}`);
  throw new ConnectionUnusable(status);
}

function usable(row: TokenRow | null): ConnectionTokens & { row: TokenRow } {
  if (!row?.tokenEnc || row.status === 'disabled') throw new ConnectionUnusable('disabled');
  if (row.status === 'needs_reauth') throw new ConnectionUnusable('needs_reauth');
  return { row, ...openTokens(row.id, row.tokenEnc) };
}

/** Five minutes before the end, up to two later, spread so that connections made together do not refresh together. */
function isFresh(row: TokenRow, now: Date): boolean {
  const spreadMs = ((row.id * 37 + row.tokenVersion * 11) % 120) * 1_000;
  return (row.tokenExpiresAt?.getTime() ?? 0) - now.getTime() > 5 * MINUTE_MS - spreadMs;
}

import { db, sqlState, tokenTransaction } from '@/lib/db/client';
import {
  type ConnectionTokens,
  lockTokenRow,
  openTokens,
  readTokenRow,
  storeTokens,
  type TokenRow,
} from '@/lib/db/connection-tokens';
import { endAlarm, integrationSettings } from '@/lib/db/integration';
import { GraphFailure } from '@/lib/graph/failure';
import { appToken, IdentityFailure, type OAuthSettings, refreshTokens, type Tokens } from '@/lib/graph/oauth';
import { count } from '@/lib/metrics';
import { refuseToken } from './access-token-refused';
import { ConnectionUnusable } from './connection-unusable';
import { SECRET_REFUSED, takeOver } from './take-over';

export { ConnectionUnusable } from './connection-unusable';

export type AccessTokenOptions = {
  /** A token that Graph has just refused: a newer one is wanted, or the same if it is the newest there can be. */
  rejected?: string | undefined;
  /** Refresh whatever time is left, to keep an idle connection alive. */
  force?: boolean;
  refresh?: typeof refreshTokens;
  fetch?: typeof fetch | undefined;
  /** Refreshes that are under way in this process; tests with several processes in one bring one for each. */
  underWay?: Map<string, Promise<string>> | undefined;
};

const MINUTE_MS = 60_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** Who comes while a refresh is under way waits for the same answer. */
const ofThisProcess = new Map<string, Promise<string>>();

/**
 * A usable access token (sync-design §10): of a person's consent by its refresh token, of the application by client
 * credentials. One request a connection at a time, over all processes: the row is locked, its version read again, the
 * answer stored first thing. A transient failure changes nothing (I15).
 * Throws {@link ConnectionUnusable}, and `GraphFailure` 'unavailable' when the identity platform cannot be reached now.
 */
export async function accessToken(connectionId: number, now: Date, options: AccessTokenOptions = {}): Promise<string> {
  const row = usable(await readTokenRow(db(), connectionId));
  const held = tokensOf(row)?.accessToken ?? null;
  if (!options.force && held !== null && held !== options.rejected && isFresh(row, now)) return held;

  const key = `${connectionId} ${row.tokenVersion}`;
  const underWay = options.underWay ?? ofThisProcess;
  const running = underWay.get(key);
  if (running) return running;
  const refresh = refreshed(connectionId, row.tokenVersion, now, options).finally(() => underWay.delete(key));
  underWay.set(key, refresh);
  return refresh;
}

/** A refresh for its own sake: an idle connection stays alive, a mended one goes on. Says nothing of failures. */
export async function keepTokenAlive(connectionId: number, now: Date): Promise<void> {
  try {
    await accessToken(connectionId, now, { force: true });
  } catch (error) {
    if (!(error instanceof ConnectionUnusable || error instanceof GraphFailure)) throw error;
  }
}

type Outcome =
  /** `mode` null: nobody was asked, a newer token was there already. */
  | { token: string; mode: TokenRow['mode'] | null; mended: boolean }
  | { failure: IdentityFailure; mode: TokenRow['mode']; version: number; settings: OAuthSettings };

async function refreshed(
  connectionId: number,
  seenVersion: number,
  now: Date,
  options: AccessTokenOptions,
  isSecondTry = false,
): Promise<string> {
  const outcome = await locked(async (tx): Promise<Outcome> => {
    const row = usable(await lockTokenRow(tx, connectionId));
    const tokens = tokensOf(row);
    // Somebody was faster while we waited for the lock.
    if (tokens && row.tokenVersion !== seenVersion && isFresh(row, now))
      return { token: tokens.accessToken, mode: null, mended: false };
    const integration = await integrationSettings(tx);
    if (!integration) throw new ConnectionUnusable('integration_missing');
    // Switched off: not even a token is asked for (§11).
    if (integration.state !== 'active') throw new ConnectionUnusable('integration_inactive');
    const settings = { ...integration.settings, ...(options.fetch && { fetch: options.fetch }) };
    try {
      // The one call made inside a transaction: this lock is what keeps it single, and nothing else is locked.
      const fresh = await ask(row, tokens, settings, now, options.refresh ?? refreshTokens);
      await storeTokens(tx, connectionId, row.tokenVersion, fresh, now);
      return { token: fresh.accessToken, mode: row.mode, mended: row.status === 'app_error' };
    } catch (error) {
      if (error instanceof IdentityFailure) {
        return { failure: error, mode: row.mode, version: row.tokenVersion, settings };
      }
      throw error;
    }
  });
  const said = 'failure' in outcome ? outcome.failure.kind : 'ok';
  if (outcome.mode) count('sync_token_refresh_total', { mode: outcome.mode, outcome: said });
  if ('failure' in outcome) {
    const { failure, settings } = outcome;
    // A second secret or certificate that was tested before takes over here: whoever asks notices nothing.
    if (!isSecondTry && failure.error === SECRET_REFUSED && (await takeOver(settings.credential, now)))
      return refreshed(connectionId, seenVersion, now, options, true);
    const used = { connectionId, usedVersion: outcome.version, mode: outcome.mode };
    return refuseToken(used, failure, settings.credential, now);
  }
  // The registration is accepted again: the next refusal is news.
  if (outcome.mended) await endAlarm(db());
  return outcome.token;
}

/** A person's consent by its refresh token; the application by its secret alone, at its tenant's own address. */
async function ask(
  row: TokenRow,
  tokens: ConnectionTokens | null,
  settings: OAuthSettings,
  now: Date,
  refresh: typeof refreshTokens,
): Promise<Tokens> {
  if (row.mode === 'app') {
    return { ...(await appToken({ ...settings, tenantSegment: row.tenantId }, now)), refreshToken: null, scopes: [] };
  }
  if (!tokens?.refreshToken) throw new IdentityFailure('person', 'no_refresh_token');
  const fresh = await refresh(settings, tokens.refreshToken, row.scopes, now);
  return { ...fresh, refreshToken: fresh.refreshToken ?? tokens.refreshToken };
}

/** Another process holds the lock for long: it is refreshing, so ask again a little later. */
async function locked<T>(work: Parameters<typeof tokenTransaction<T>>[0]): Promise<T> {
  try {
    return await tokenTransaction(work);
  } catch (error) {
    if (sqlState(error) === LOCK_NOT_AVAILABLE) throw new GraphFailure('unavailable', { ambiguous: false });
    throw error;
  }
}

/** The application needs no stored token to get one. */
function usable(row: TokenRow | null): TokenRow {
  if (!row || row.status === 'disabled' || (row.mode === 'delegated' && !row.tokenEnc))
    throw new ConnectionUnusable('disabled');
  if (row.status === 'needs_reauth') throw new ConnectionUnusable('needs_reauth');
  return row;
}

const tokensOf = (row: TokenRow): ConnectionTokens | null => (row.tokenEnc ? openTokens(row.id, row.tokenEnc) : null);

/** Five minutes before the end, up to two later, spread so that connections made together do not refresh together. */
function isFresh(row: TokenRow, now: Date): boolean {
  const spreadMs = ((row.id * 37 + row.tokenVersion * 11) % 120) * 1_000;
  return (row.tokenExpiresAt?.getTime() ?? 0) - now.getTime() > 5 * MINUTE_MS - spreadMs;
}

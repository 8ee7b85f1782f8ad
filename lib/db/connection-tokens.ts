import type { Tx } from '@/lib/db/client';
import { seal, unseal } from '@/lib/seal';

/** The two tokens of a connection. The access token is opaque: never parse it. */
export type ConnectionTokens = { accessToken: string; refreshToken: string | null };

/** Sealed for one connection: a row copied to another connection does not open (sync-design §10, I12). */
export function sealTokens(connectionId: number, { accessToken, refreshToken }: ConnectionTokens): string {
  return seal(JSON.stringify({ accessToken, refreshToken }), purpose(connectionId));
}

/** Throws when the value was sealed for another connection or with a key that is no longer listed. */
export function openTokens(connectionId: number, sealed: string): ConnectionTokens {
  return JSON.parse(unseal(sealed, purpose(connectionId))) as ConnectionTokens;
}

const purpose = (connectionId: number) => `connection:${connectionId}`;

/** What a token's user has to know about its connection. */
export type TokenRow = {
  id: number;
  mode: 'delegated' | 'app';
  tenantId: string;
  scopes: string[];
  status: 'active' | 'needs_reauth' | 'app_error' | 'disabled';
  tokenEnc: string | null;
  tokenExpiresAt: Date | null;
  tokenVersion: number;
};

const columns = {
  id: true,
  mode: true,
  tenantId: true,
  scopes: true,
  status: true,
  tokenEnc: true,
  tokenExpiresAt: true,
  tokenVersion: true,
} as const;

export async function readTokenRow(tx: Tx, connectionId: number): Promise<TokenRow | null> {
  return tx.syncConnection.findUnique({ where: { id: connectionId }, select: columns });
}

export const readTokenRows = (tx: Tx, connectionIds: readonly number[]): Promise<TokenRow[]> =>
  tx.syncConnection.findMany({ where: { id: { in: [...connectionIds] } }, select: columns });

/**
 * The row under its lock, for the one refresh at a time (I15). Gives up after 5 s with SQLSTATE 55P03; the lock falls
 * by itself with the process that holds it.
 */
export async function lockTokenRow(tx: Tx, connectionId: number): Promise<TokenRow | null> {
  await tx.$executeRaw`SET LOCAL lock_timeout = '5s'`;
  await tx.$queryRaw`SELECT id FROM sync_connection WHERE id = ${connectionId} FOR UPDATE`;
  return readTokenRow(tx, connectionId);
}

/** Stores refreshed tokens if `usedVersion` is still the stored one; false when somebody stored newer ones. */
export async function storeTokens(
  tx: Tx,
  connectionId: number,
  usedVersion: number,
  tokens: ConnectionTokens & { expiresAt: Date; scopes: string[] },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.syncConnection.updateMany({
    where: { id: connectionId, tokenVersion: usedVersion, status: { not: 'disabled' } },
    data: {
      tokenEnc: sealTokens(connectionId, tokens),
      tokenExpiresAt: tokens.expiresAt,
      tokenVersion: { increment: 1 },
      ...(tokens.scopes.length > 0 ? { scopes: tokens.scopes } : {}),
      ...{ status: 'active', statusReason: null, brokenAt: null, reminders: 0 },
      lastOkAt: now,
    },
  });
  return count === 1;
}

/** A connection that refuses: only if no newer token was stored meanwhile (sync-design §10). */
export async function markConnection(
  tx: Tx,
  connectionId: number,
  usedVersion: number,
  status: 'needs_reauth' | 'app_error',
  reason: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.syncConnection.updateMany({
    where: { id: connectionId, tokenVersion: usedVersion, status: { not: 'disabled' } },
    data: { status, statusReason: reason, brokenAt: now, reminders: 0 },
  });
  return count === 1;
}

/** The registration's own secret is refused: nobody can get a token, and nobody is asked to reconnect (§10). */
export async function markAllAppError(tx: Tx, reason: string, now: Date): Promise<void> {
  await tx.syncConnection.updateMany({
    where: { status: 'active' },
    data: { status: 'app_error', statusReason: reason, brokenAt: now, reminders: 0 },
  });
}

/** Calendars of a connection that needs its person: their blocks stand as they were read (§11). */
export async function degradeLinks(tx: Tx, connectionId: number, reason: string): Promise<void> {
  await tx.calendarLink.updateMany({
    where: { connectionId, state: { in: ['backfilling', 'live', 'degraded'] } },
    data: { state: 'degraded', stateReason: reason },
  });
}

/** Connections whose tokens were not used since `idleSince`, and those that wait for a mended registration. */
export async function connectionsToRefresh(tx: Tx, idleSince: Date): Promise<number[]> {
  const rows = await tx.syncConnection.findMany({
    where: {
      OR: [
        { mode: 'delegated', status: 'active', tokenEnc: { not: null }, tokenExpiresAt: { lt: idleSince } },
        { status: 'app_error' },
      ],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => row.id);
}

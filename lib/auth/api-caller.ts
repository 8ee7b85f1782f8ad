import 'server-only';
import { readApiToken } from '@/lib/auth/api-token';
import type { Client } from '@/lib/auth/can';
import { apiClientById, countApiUse } from '@/lib/db/api-clients';
import { db } from '@/lib/db/client';

const MINUTE_MS = 60_000;

/** The program behind a request, and what it may ask. */
export type ApiCaller = { actor: Client; scopes: readonly string[] };

export type CallerAnswer =
  | { ok: true; caller: ApiCaller }
  | { ok: false; why: 'no_token' }
  | { ok: false; why: 'too_many'; retryAfterSeconds: number };

/**
 * Who asks by this `Authorization` header. What the client's row says now counts, not what it said when the token was
 * given: a revoked client is out at once. Each request is counted, in the minute it is made.
 */
export async function apiCaller(authorization: string | null, now: Date): Promise<CallerAnswer> {
  const token = /^Bearer +([\w.-]{20,400}) *$/i.exec(authorization ?? '')?.[1];
  const claims = token ? readApiToken(token, now) : null;
  const client = claims ? await apiClientById(db(), claims.clientId) : null;
  if (!claims || !client || client.revokedAt || claims.givenAt < client.tokensValidFrom)
    return { ok: false, why: 'no_token' };
  const calls = await countApiUse(db(), client.id, client.perMinute, now);
  if (calls > client.perMinute) return { ok: false, why: 'too_many', retryAfterSeconds: secondsLeft(now) };
  const actor: Client = { kind: 'client', id: client.id, name: client.name };
  return { ok: true, caller: { actor, scopes: client.scopes } };
}

/** Until the next minute begins. */
const secondsLeft = (now: Date) => Math.max(1, Math.ceil((MINUTE_MS - (now.getTime() % MINUTE_MS)) / 1_000));

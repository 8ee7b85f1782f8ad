import { z } from 'zod';
import { apiToken, TOKEN_SECONDS } from '@/lib/auth/api-token';
import { forgetAttempts, minutesToWait, recordAttempt } from '@/lib/auth/sign-in-limit';
import { apiClientById } from '@/lib/db/api-clients';
import { db } from '@/lib/db/client';
import { ok, type Result, refuse } from '@/lib/result';
import { hashToken, sameText } from '@/lib/seal';

const credentials = z.object({
  clientId: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  secret: z.string().min(1).max(200),
});

export type GivenToken = { token: string; seconds: number; scopes: readonly string[] };

/**
 * A token for a client's id and secret, the former secret too while it counts. Refusals: `not_allowed` (they are not right, or
 * it was revoked), `too_many_attempts` (so many wrong ones for this client from this network, `networkOf`).
 */
export async function giveApiToken(
  raw: { clientId: unknown; secret: unknown },
  network: string,
  now: Date,
): Promise<Result<GivenToken>> {
  const input = credentials.safeParse(raw);
  const asked = input.success ? `${input.data.clientId}` : 'none';
  const retryAfterMinutes = await minutesToWait('token', asked, network, now);
  if (retryAfterMinutes !== null) return refuse({ code: 'too_many_attempts', retryAfterMinutes });
  const client = input.success ? await apiClientById(db(), input.data.clientId) : null;
  if (!input.success || !client || client.revokedAt || !isSecretOf(client, input.data.secret, now)) {
    await recordAttempt('token', asked, network, now);
    return refuse({ code: 'not_allowed' });
  }
  await forgetAttempts('token', asked, network);
  return ok({ token: apiToken(client.id, now), seconds: TOKEN_SECONDS, scopes: client.scopes });
}

type Secrets = { secretHash: string; formerHash: string | null; formerUntil: Date | null };

function isSecretOf({ secretHash, formerHash, formerUntil }: Secrets, secret: string, now: Date): boolean {
  const given = hashToken(secret);
  if (sameText(secretHash, given)) return true;
  return formerHash !== null && formerUntil !== null && formerUntil > now && sameText(formerHash, given);
}

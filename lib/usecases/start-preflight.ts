import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { outlookRedirectUri } from '@/lib/clouds';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { addConnectAttempt } from '@/lib/db/connect-attempts';
import { integrationSettings, readIntegration } from '@/lib/db/integration';
import { beginPreflight } from '@/lib/db/preflight';
import { buildAuthorizeUrl, newConsent, scopesFor } from '@/lib/graph/oauth';
import { parse } from '@/lib/parse';
import { preflightAccess } from '@/lib/preflight';
import { ok, type Result, refuse } from '@/lib/result';
import { hashToken } from '@/lib/seal';

export const startPreflightInput = z.object({
  /** A room to try beside those that are linked; empty: none. */
  room: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'too_long')
    .pipe(z.union([z.literal(''), z.email('not_email')], 'not_email'))
    .transform((room) => room || null)
    .default(null),
});

/** What stays on Microsoft's page never comes back (entra-oauth §2.5): the page says which errors stand for what. */
const ATTEMPT_MS = 15 * 60_000;

/**
 * "Connect and test" (entra-oauth §4.5): an admin signs in as somebody who connects rooms would, whether or not the
 * integration is active. Nothing is connected by it. Answers where the browser must go.
 */
export async function startPreflight(actor: Actor, raw: unknown, now: Date): Promise<Result<{ redirectTo: string }>> {
  const input = parse(startPreflightInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  if (!row || !stored) return refuse({ code: 'integration_missing' });

  const { state, codeVerifier, codeChallenge, nonce } = await newConsent();
  const redirectTo = buildAuthorizeUrl(stored.settings, {
    redirectUri: outlookRedirectUri(),
    scopes: scopesFor(preflightAccess(row)),
    ...{ state, codeChallenge, nonce, prompt: 'select_account' as const },
  });
  return inTransaction(async (tx) => {
    const attempt = {
      ...{ stateHash: hashToken(state), personId: actor.id, purpose: 'rooms' as const },
      ...{ resourceId: null, connectionId: null, wish: null, isTest: true },
      expiresAt: new Date(now.getTime() + ATTEMPT_MS),
    };
    await addConnectAttempt(tx, attempt, { codeVerifier, nonce });
    await beginPreflight(tx, actor.id, input.value.room, now);
    await audit(tx, { personId: actor.id, act: 'integration.tested', subject: 'integration' });
    return ok({ redirectTo });
  });
}

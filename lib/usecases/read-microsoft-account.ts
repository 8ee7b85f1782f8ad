import { outlookRedirectUri } from '@/lib/clouds';
import { db } from '@/lib/db/client';
import type { AttemptSecrets } from '@/lib/db/connect-attempts';
import type { StoredCalendar } from '@/lib/db/connections';
import { type CheckOutcome, recordCheck } from '@/lib/db/integration';
import { GraphFailure } from '@/lib/graph/failure';
import { IdentityFailure, type OAuthSettings, redeemCode, type Tokens } from '@/lib/graph/oauth';
import { listCalendars, readMe } from '@/lib/graph/probe';
import { log } from '@/lib/log';
import { microsoftCode } from '@/lib/microsoft-problems';
import { ok, type Result, refuse } from '@/lib/result';
import { ConnectionUnusable } from '@/lib/sync/access-token';
import { type LookAddress, lookAddress, lookAtDirectory } from '@/lib/sync/look-address';
import { outcomeOf } from './probe-registration';
import { refuseSignIn } from './refuse-sign-in';

export type MicrosoftAccount = {
  tenantId: string;
  /** The mailbox's owner as Graph names them; for work accounts the token's `oid`. */
  principalOid: string;
  principalName: string;
  calendars: StoredCalendar[];
  tokens: Tokens;
};

/** Code → tokens → whose they are → their calendars. Each no of Microsoft's becomes a refusal. */
export async function readMicrosoftAccount(
  settings: OAuthSettings,
  query: URLSearchParams,
  { codeVerifier, nonce }: AttemptSecrets,
  now: Date,
): Promise<Result<MicrosoftAccount>> {
  try {
    const state = query.get('state') ?? '';
    const redemption = { callbackParams: query, redirectUri: outlookRedirectUri(), codeVerifier, nonce, state };
    const { identity, ...tokens } = await redeemCode(settings, redemption, now);
    const tenantId = identity.tid.toLowerCase();
    // The directory's word; the mailbox, which may be linked already, is asked in its third lane.
    const me = await asking(lookAtDirectory(tenantId), (graph) => readMe(graph, tokens.accessToken));
    const calendars = await asking(lookAddress(me.oid, tenantId), (graph) => listCalendars(graph, tokens.accessToken));
    if (!calendars.some(({ canEdit }) => canEdit)) return refuse({ code: 'no_mailbox' });
    const principalName = me.mail ?? me.userPrincipalName;
    return ok({ tenantId, principalOid: me.oid, principalName, calendars, tokens });
  } catch (error) {
    if (error instanceof IdentityFailure) return refuseIdentity(error, now);
    if (error instanceof GraphFailure) return refuseGraph(error);
    if (error instanceof ConnectionUnusable) return refuse({ code: 'integration_inactive' });
    throw error;
  }
}

async function asking<T>(graph: LookAddress, ask: (graph: LookAddress) => Promise<T>): Promise<T> {
  try {
    return await ask(graph);
  } finally {
    await graph.flush();
  }
}

async function refuseIdentity(failure: IdentityFailure, now: Date): Promise<Extract<Result<never>, { ok: false }>> {
  const { kind, error, code, traceId } = failure;
  log.warn({ kind, error, code, traceId }, 'code not redeemed');
  const blocked = refuseSignIn(error, code);
  if (blocked) return blocked;
  const outcome: CheckOutcome = outcomeOf(failure);
  if (outcome === 'unreachable') return refuse({ code: 'microsoft_unreachable' });
  if (kind !== 'admin') return refuse({ code: 'consent_failed', microsoftCode: microsoftCode(code) });
  await recordCheck(db(), outcome, now, microsoftCode(code));
  return refuse({ code: 'credentials_rejected', cause: outcome, microsoftCode: microsoftCode(code) });
}

function refuseGraph({ kind, status, code, requestId, clientRequestId }: GraphFailure) {
  log.warn({ kind, status, code, requestId, clientRequestId }, 'account not read');
  if (kind === 'mailbox_missing' || kind === 'not_found') return refuse({ code: 'no_mailbox' });
  if (kind === 'throttled' || kind === 'unavailable') return refuse({ code: 'microsoft_unreachable' });
  return refuse({ code: 'consent_failed', microsoftCode: code });
}

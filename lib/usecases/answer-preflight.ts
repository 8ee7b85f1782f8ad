import { type Actor, can, type Person } from '@/lib/auth/can';
import { outlookRedirectUri } from '@/lib/clouds';
import { db, transaction } from '@/lib/db/client';
import { type ConnectAttempt, readConnectAttempt, takeConnectAttempt } from '@/lib/db/connect-attempts';
import { openConnections } from '@/lib/db/connections';
import { integrationSettings, readIntegration, recordCheck } from '@/lib/db/integration';
import { enqueue } from '@/lib/db/outbox';
import { endPreflight, preflightSignedIn, readPreflight } from '@/lib/db/preflight';
import {
  clockOffsetMs,
  codeInDescription,
  IdentityFailure,
  missingScopes,
  redeemCode,
  scopesFor,
} from '@/lib/graph/oauth';
import { log } from '@/lib/log';
import { type MicrosoftProblem, microsoftCode, problemOf, problemOfCode } from '@/lib/microsoft-problems';
import {
  type Check,
  clockLine,
  failed,
  type PreflightLine,
  passed,
  preflightAccess,
  unknown,
  withTheRest,
} from '@/lib/preflight';
import { hashToken } from '@/lib/seal';
import { resumeConnections } from './resume-connections';

export const PREFLIGHT_PAGE = '/admin/integrations/test';

/**
 * The admin is back from Microsoft: what that alone proves is written down, and the worker asks the rest with the tokens
 * that were given (entra-oauth §4.5). Nothing is connected. False: this way back is not a test's, or not this person's.
 */
export async function answerPreflight(actor: Actor, query: URLSearchParams, now: Date): Promise<boolean> {
  const state = query.get('state');
  const attempt = state ? await readConnectAttempt(db(), hashToken(state)) : null;
  if (!attempt?.isTest || actor.kind !== 'person' || attempt.personId !== actor.id) return false;
  if (attempt.usedAt === null && attempt.expiresAt > now) await readBack(actor, attempt, query, now);
  return true;
}

async function readBack(
  person: Person,
  { stateHash }: ConnectAttempt,
  query: URLSearchParams,
  now: Date,
): Promise<void> {
  const test = await readPreflight(db());
  const row = await readIntegration(db());
  const stored = await integrationSettings(db());
  if (!can(person, 'manage_integration') || !test || !row || !stored) return;
  const secrets = await takeConnectAttempt(db(), stateHash, now);
  if (!secrets) return;
  const refused = query.has('error') || !query.get('code') ? ofRedirect(query) : null;
  if (refused) return endPreflight(db(), test.startedAt, withTheRest([passed('redirect'), refused]), now);

  try {
    const redemption = { callbackParams: query, redirectUri: outlookRedirectUri(), state: query.get('state') ?? '' };
    const { identity, ...tokens } = await redeemCode(stored.settings, { ...redemption, ...secrets }, now);
    const access = preflightAccess(row);
    const missing = missingScopes(access, tokens.scopes);
    const { oid: principalOid, username: account } = identity;
    const others = (await openConnections(db())).some(
      (one) => one.status === 'active' && one.principalOid !== principalOid,
    );
    const lines = [
      ...(['redirect', 'sign_in', 'account_type', 'credential'] as const).map((check) => passed(check)),
      ...scopesFor(access).map((about) =>
        missing.includes(about)
          ? failed('permission', 'permission_missing', { about })
          : passed('permission', { about }),
      ),
      tokens.refreshToken ? passed('lasting') : failed('lasting', 'not_lasting'),
      others ? passed('consent') : unknown('consent', 'consent_others'),
    ];
    await transaction(async (tx) => {
      const { accessToken, refreshToken } = tokens;
      const who = { account, tenantId: identity.tid.toLowerCase(), principalOid };
      await preflightSignedIn(tx, who, { accessToken, refreshToken }, lines);
      // A real sign-in proves redirect URI, account type, consent and secret together.
      await recordCheck(tx, 'verified', now);
      await resumeConnections(tx);
      await enqueue(tx, { kind: 'preflight' });
    });
  } catch (error) {
    if (!(error instanceof IdentityFailure)) throw error;
    const { kind, code, traceId } = error;
    log.warn({ kind, error: error.error, code, traceId }, 'test: code not redeemed');
    // An answer that cannot be verified is most often one from another time.
    const clock = clockLine(await clockOffsetMs(stored.settings));
    await endPreflight(db(), test.startedAt, withTheRest([passed('redirect'), lineOf(error), clock]), now);
  }
}

function lineOf({ kind, error, code }: IdentityFailure): PreflightLine {
  if (kind === 'retry') return unknown('sign_in', 'away');
  if (error === 'invalid_id_token') return failed('sign_in', 'unverified');
  return failed(CHECK_OF[problemOf(kind, code)] ?? 'sign_in', 'refused', codeOf(code));
}

/** Which of the checks a refusal is about; all others are about signing in. */
const CHECK_OF: Partial<Record<MicrosoftProblem, Check>> = {
  ...{ wrong_secret: 'credential', secret_expired: 'credential', no_credentials: 'credential' },
  ...{ certificate_unknown: 'credential', assertion_out_of_time: 'clock', assertion_malformed: 'credential' },
  ...{ one_directory_only: 'account_type', personal_only: 'account_type', work_only: 'account_type' },
  ...{ tenant_unclear: 'account_type', spa_redirect: 'redirect', redirect_mismatch: 'redirect' },
  ...{ permission_missing: 'permission', approval_needed: 'consent', risky_application: 'consent' },
  ...{ consent_missing: 'consent' },
};

/** An error, or nothing at all (entra-oauth §2.4): by its number where it has one. */
function ofRedirect(query: URLSearchParams): PreflightLine {
  const code = codeInDescription(query.get('error_description'));
  const problem = problemOfCode(code);
  if (problem) return failed(CHECK_OF[problem] ?? 'sign_in', 'refused', codeOf(code));
  const isAway = ['server_error', 'temporarily_unavailable'].includes(query.get('error') ?? '');
  return isAway ? unknown('sign_in', 'away') : failed('consent', 'declined', codeOf(code));
}

const codeOf = (code: number | null): { code?: string } => {
  const name = microsoftCode(code);
  return name ? { code: name } : {};
};

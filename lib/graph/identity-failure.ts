import type { CredentialsProblem } from '@/lib/identity-problems';
import { type IdentityFailureKind, kindOfCode } from '@/lib/microsoft-problems';

export type { IdentityFailureKind } from '@/lib/microsoft-problems';

type Facts = {
  code?: number | null;
  suberror?: string | null;
  problem?: CredentialsProblem | undefined;
  retryAfterMs?: number | null;
  traceId?: string | null;
};

/** The identity platform's no, in our words. Carries codes and ids, never its text: that may name people. */
export class IdentityFailure extends Error {
  readonly kind: IdentityFailureKind;
  /** Microsoft's `error` word, or ours: 'unreachable', 'unreadable_answer', 'invalid_id_token'. */
  readonly error: string;
  /** The AADSTS number, if one was given. */
  readonly code: number | null;
  readonly suberror: string | null;
  /** What it says about the registration's settings, for the page that tests them. */
  readonly problem: CredentialsProblem | undefined;
  readonly retryAfterMs: number | null;
  readonly traceId: string | null;

  constructor(kind: IdentityFailureKind, error: string, facts: Facts = {}) {
    super(`Microsoft identity platform: ${error}${facts.code ? ` (${facts.code})` : ''}`);
    this.name = 'IdentityFailure';
    this.kind = kind;
    this.error = error;
    this.code = facts.code ?? null;
    this.suberror = facts.suberror ?? null;
    this.problem = facts.problem;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.traceId = facts.traceId ?? null;
  }
}

/** Codes may change, so what lib/microsoft-problems does not list falls to this (entra-oauth §3.6). */
const BY_ERROR: Record<string, IdentityFailureKind> = {
  ...{ invalid_client: 'admin', unauthorized_client: 'admin', invalid_resource: 'admin', invalid_tenant: 'admin' },
  ...{ invalid_grant: 'person', interaction_required: 'person', consent_required: 'person', login_required: 'person' },
  ...{ temporarily_unavailable: 'retry', server_error: 'retry' },
  ...{ invalid_request: 'bug', invalid_scope: 'bug', unsupported_grant_type: 'bug' },
};

const PROBLEMS: Record<number, CredentialsProblem> = {
  ...{ 7000215: 'wrong_secret', 7000222: 'secret_expired', 700016: 'unknown_application' },
  ...{ 90002: 'unknown_tenant', 900023: 'unknown_tenant' },
  ...{ 50194: 'account_type_narrower', 50059: 'account_type_narrower' },
  ...{ 9002331: 'account_type_narrower', 9002332: 'account_type_narrower' },
  ...{ 53003: 'blocked_by_policy', 53000: 'blocked_by_policy', 530032: 'blocked_by_policy' },
};

/** Fifteen or more of the same request in five minutes: Microsoft asks for a pause (50196). */
const LOOP = 50196;
const LOOP_PAUSE_MS = 5 * 60_000;

/** Judges an answer of /token or discovery that is not a success; `headers` only for `Retry-After`. */
export function classify(status: number, body: unknown, headers?: Headers): IdentityFailure {
  const answer = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const error = wordOf(answer.error) ?? 'unreadable_answer';
  const code = codeOf(answer.error_codes);
  const kind = kindOf(status, error, code);
  const problem = (code !== null && PROBLEMS[code]) || (error === 'invalid_tenant' ? 'unknown_tenant' : undefined);
  return new IdentityFailure(kind, error, {
    code,
    suberror: wordOf(answer.suberror),
    problem: problem ?? (kind === 'admin' ? 'unexpected' : undefined),
    retryAfterMs: code === LOOP ? LOOP_PAUSE_MS : retryAfterMs(headers?.get('retry-after')),
    traceId: idOf(answer.trace_id),
  });
}

function kindOf(status: number, error: string, code: number | null): IdentityFailureKind {
  if (status === 429 || status >= 500) return code === LOOP ? 'bug' : 'retry';
  const byCode = code === null ? undefined : kindOfCode(code);
  // One expired secret must never ask every member of staff to reconnect.
  if (error === 'invalid_client' && byCode === 'person') return 'admin';
  return byCode ?? BY_ERROR[error] ?? 'retry';
}

/** The first number that the table knows, else the first; integers of bounded length only. */
function codeOf(codes: unknown): number | null {
  if (!Array.isArray(codes)) return null;
  const numbers = codes.slice(0, 8).filter((n): n is number => Number.isInteger(n) && n > 0 && n < 1e10);
  return numbers.find((n) => kindOfCode(n) !== undefined) ?? numbers[0] ?? null;
}

/** In a redirect the number stands in the description only; its words are never looked at (entra-oauth §2.4). */
export function codeInDescription(description: string | null | undefined): number | null {
  const found = /AADSTS(\d{4,10})/.exec(description ?? '');
  return found ? Number(found[1]) : null;
}

const wordOf = (value: unknown) => (typeof value === 'string' && /^[a-z_]{1,64}$/.test(value) ? value : null);
const idOf = (value: unknown) => (typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : null);

function retryAfterMs(header: string | null | undefined): number | null {
  const seconds = Number(header ?? Number.NaN);
  return header && Number.isFinite(seconds) ? Math.min(3600, Math.max(0, seconds)) * 1000 : null;
}

/** What can go wrong with Graph; the same closed list as `GraphFailure['kind']`, which the compiler compares. */
export type FailureKind =
  | 'throttled'
  | 'unavailable'
  | 'gone'
  | 'changed_meanwhile'
  | 'not_found'
  | 'mailbox_missing'
  | 'access_denied'
  | 'token_rejected'
  | 'duplicate_transaction'
  | 'rejected';

/** What to do about it (sync-design §4.3). */
export const onFailure = {
  throttled: 'wait_as_told',
  unavailable: 'retry_later',
  gone: 'full_resync',
  changed_meanwhile: 'reread_and_retry',
  duplicate_transaction: 'reread_and_retry',
  /** Its person is asked to sign in again; the application's own stays with backing off, its links shown as degraded. */
  token_rejected: 'pause_connection',
  access_denied: 'pause_link',
  /** Of a single event it never gets here (lib/graph/events): what is not there is the calendar, or nobody may see it. */
  not_found: 'pause_link',
  mailbox_missing: 'pause_link',
  rejected: 'set_aside_for_admin',
} as const satisfies Record<FailureKind, string>;

/** A refused request is repeated once, then set aside until somebody looks. */
export const TRIES_IF_REJECTED = 2;
/** Tokens fresh from the identity platform, refused so often in a row over minutes: the connection needs its person. */
export const TRIES_IF_TOKEN_REJECTED = 8;
/** A paused link is asked again this often. */
export const PROBE_PAUSED_MS = 3_600_000;

const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;

/** Full jitter from 2 s up to 15 min; `attempts` counts from 1, `random` is 0…1. Never less than half a second. */
export function backoffMs(attempts: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.max(500, Math.round(ceiling * random));
}

const UNTOLD_MS = 10_000;

/**
 * How long a throttled gate stays shut: as told; where the header is missing or below one second, ten seconds, and when
 * that happens again (`times` in a row), full jitter from there up to 15 min.
 */
export function gateMs(retryAfterMs: number | null, times = 1, random = 1): number {
  if (retryAfterMs !== null && retryAfterMs >= 1_000) return retryAfterMs;
  const ceiling = Math.min(LONGEST_MS, UNTOLD_MS * 2 ** Math.min(times - 1, 20));
  return Math.round(UNTOLD_MS + (ceiling - UNTOLD_MS) * random);
}

/** When a throttled job is due again: our own gate knows to the millisecond, and holds back who comes sooner. */
export const waitMs = ({ status, retryAfterMs }: { status: number; retryAfterMs: number | null }): number =>
  status === 0 && retryAfterMs !== null ? retryAfterMs : gateMs(retryAfterMs);

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
  not_found: 'reread_and_retry',
  duplicate_transaction: 'reread_and_retry',
  token_rejected: 'pause_connection',
  access_denied: 'pause_link',
  mailbox_missing: 'pause_link',
  rejected: 'set_aside_for_admin',
} as const satisfies Record<FailureKind, string>;

/** A refused request is repeated once, then set aside until somebody looks. */
export const TRIES_IF_REJECTED = 2;
/** A paused link is asked again this often. */
export const PROBE_PAUSED_MS = 3_600_000;

const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;

/** Full jitter from 2 s up to 15 min; `attempts` counts from 1, `random` is 0…1. Never less than half a second. */
export function backoffMs(attempts: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.max(500, Math.round(ceiling * random));
}

/** How long a throttled gate stays shut: as told, but ten seconds where the header is missing or below one second. */
export const gateMs = (retryAfterMs: number | null): number =>
  retryAfterMs === null || retryAfterMs < 1_000 ? 10_000 : retryAfterMs;

import { z } from 'zod';
import { type AccountType, takesPersonalAccounts } from './clouds';

/** What "Connect and test" looks at, in this order. */
export const CHECKS = [
  ...(['redirect', 'sign_in', 'account_type', 'credential', 'permission', 'lasting', 'consent', 'refresh'] as const),
  ...(['mailbox', 'room_read', 'room_write', 'room_policy', 'rooms_left', 'webhook', 'clock'] as const),
] as const;

export type Check = (typeof CHECKS)[number];

/** Why a line is not passed, where Microsoft gave no number of its own; the words are `setup.preflight.reason.*`. */
export const REASONS = [
  ...(['earlier', 'unverified', 'declined', 'permission_missing', 'not_lasting', 'consent_others'] as const),
  ...(['no_mailbox', 'no_room', 'room_missing', 'room_hidden', 'room_read_only', 'policy_hidden'] as const),
  ...(['allows_conflicts', 'rooms_left', 'address_private', 'address_refused', 'no_subscription'] as const),
  ...(['clock_off', 'clock_silent', 'away', 'refused'] as const),
] as const;

export type Reason = (typeof REASONS)[number];

const line = z.object({
  check: z.enum(CHECKS),
  outcome: z.enum(['passed', 'failed', 'unknown']),
  /** A permission, or a room's address. */
  about: z.string().optional(),
  reason: z.enum(REASONS).optional(),
  /** Microsoft's own word, e.g. AADSTS50011 or ErrorAccessDenied. */
  code: z.string().optional(),
  /** A figure that the words name: seconds, rooms. */
  count: z.number().optional(),
});

/** One thing that is true, is not, or cannot be known from here. */
export type PreflightLine = z.output<typeof line>;

export const preflightLines = z.array(line);

/** Whose turn each is; nobody's where it only cannot be known. */
export const REASON_OWNERS = {
  ...{ earlier: null, unverified: 'admin', declined: 'person', permission_missing: 'it', not_lasting: 'admin' },
  ...{ consent_others: 'it', no_mailbox: 'it', no_room: 'admin', room_missing: 'admin', room_hidden: 'it' },
  ...{ room_read_only: 'it', policy_hidden: 'it', allows_conflicts: 'it', rooms_left: null, address_private: 'server' },
  ...{ address_refused: 'server', no_subscription: null, clock_off: 'server', clock_silent: 'wait', away: 'wait' },
  refused: 'it',
} as const satisfies Record<Reason, 'admin' | 'it' | 'person' | 'server' | 'wait' | null>;

export const passed = (check: Check, more: Partial<PreflightLine> = {}): PreflightLine => ({
  ...{ check, outcome: 'passed' },
  ...more,
});
export const failed = (check: Check, reason: Reason, more: Partial<PreflightLine> = {}): PreflightLine => ({
  ...{ check, outcome: 'failed', reason },
  ...more,
});
export const unknown = (check: Check, reason: Reason, more: Partial<PreflightLine> = {}): PreflightLine => ({
  ...{ check, outcome: 'unknown', reason },
  ...more,
});

const MOST_SKEW_MS = 60_000;

/** By how much Microsoft's clock is ahead of ours; null: it did not say. Tokens are refused from minutes on. */
export function clockLine(offsetMs: number | null): PreflightLine {
  if (offsetMs === null) return unknown('clock', 'clock_silent');
  const count = Math.round(Math.abs(offsetMs) / 1000);
  return Math.abs(offsetMs) <= MOST_SKEW_MS ? passed('clock', { count }) : failed('clock', 'clock_off', { count });
}

/** What was not come to is not known; a line that failed after Microsoft sent the browser back replaces what it proved. */
export function withTheRest(lines: PreflightLine[]): PreflightLine[] {
  const last = new Map(lines.map((line) => [`${line.check} ${line.about ?? ''}`, line]));
  const known = [...last.values()];
  const missing = CHECKS.filter((check) => check !== 'rooms_left' && !known.some((line) => line.check === check));
  return [...known, ...missing.map((check) => unknown(check, 'earlier'))].sort(
    (a, b) => CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check),
  );
}

/** Rooms by an account need the permission for shared calendars, which personal accounts do not have (entra-oauth §8). */
export const preflightAccess = (row: { roomMode: 'delegated' | 'app'; accountType: AccountType }): 'rooms' | 'own' =>
  row.roomMode === 'delegated' && !takesPersonalAccounts(row.accountType) ? 'rooms' : 'own';

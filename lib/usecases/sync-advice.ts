import { isBlockedByPolicy } from '@/lib/db/connections';
import type { LinkOverview, Trouble } from '@/lib/db/sync-overview';

/** How a calendar stands, in one word that pages have a sentence for. */
export type Situation =
  | 'inactive'
  | 'reconnect'
  | 'blocked'
  | 'registration'
  | 'paused_by_person'
  | 'not_reachable'
  | 'closing'
  | 'waiting_as_told'
  | 'unreachable_now'
  | 'stale'
  | 'doubted'
  | 'unread'
  | 'writes_given_up'
  | 'cases_open'
  | 'rows_unreadable'
  | 'not_told'
  | 'beginning'
  | 'writing'
  | 'agreed';

/**
 * What a calendar asks of people, the most urgent first: a deed, one deed for all of them (the integration itself is
 * refused), nothing while Carrel goes on, their own choice, nothing.
 */
export const GROUPS = ['attention', 'held', 'waiting', 'paused', 'agreed'] as const;
export type SituationGroup = (typeof GROUPS)[number];

const GROUP: Record<Situation, SituationGroup> = {
  ...{ reconnect: 'attention', blocked: 'attention', registration: 'held', not_reachable: 'attention' },
  ...{ stale: 'attention', doubted: 'attention', unread: 'attention', writes_given_up: 'attention' },
  ...{ cases_open: 'attention', rows_unreadable: 'attention', not_told: 'attention' },
  ...{ closing: 'waiting', waiting_as_told: 'waiting', unreachable_now: 'waiting', beginning: 'waiting' },
  ...{ writing: 'waiting', inactive: 'paused', paused_by_person: 'paused', agreed: 'agreed' },
};

export const groupOf = (situation: Situation): SituationGroup => GROUP[situation];

/** The one thing to do about it; null: nothing, Carrel goes on by itself. */
export type Action =
  | 'activate'
  | 'ask_to_reconnect'
  | 'ask_it'
  | 'check_registration'
  | 'enable'
  | 'check_rights'
  | 'check_worker'
  | 'check_address'
  | 'look_at_log'
  | 'decide_cases'
  | 'look_in_outlook';

const ACTIONS: Record<Situation, Action | null> = {
  inactive: 'activate',
  reconnect: 'ask_to_reconnect',
  blocked: 'ask_it',
  registration: 'check_registration',
  paused_by_person: 'enable',
  not_reachable: 'check_rights',
  closing: null,
  waiting_as_told: null,
  unreachable_now: null,
  stale: 'check_worker',
  doubted: 'look_in_outlook',
  unread: 'look_at_log',
  writes_given_up: 'look_at_log',
  cases_open: 'decide_cases',
  rows_unreadable: 'look_in_outlook',
  not_told: 'check_address',
  beginning: null,
  writing: null,
  agreed: null,
};

/** What stops most comes first. */
export function situationOf(link: LinkOverview, integration: string | null): Situation {
  if (integration !== 'active') return 'inactive';
  if (link.connectionStatus === 'needs_reauth') return isBlocked(link) ? 'blocked' : 'reconnect';
  if (link.connectionStatus === 'app_error') return 'registration';
  if (link.state === 'closing') return 'closing';
  if (link.state === 'paused') return link.stateReason === 'by_person' ? 'paused_by_person' : 'not_reachable';
  if (link.isUnreachable) return 'unreachable_now';
  if (link.throttledUntil) return 'waiting_as_told';
  if (link.state === 'degraded') return DEGRADED[link.stateReason ?? ''] ?? 'unread';
  if (link.dead > 0) return 'writes_given_up';
  if (link.openConflicts > 0) return 'cases_open';
  if (link.skippedItems > 0) return 'rows_unreadable';
  if (link.isSilent) return 'not_told';
  if (link.state === 'backfilling') return 'beginning';
  return link.due > 0 ? 'writing' : 'agreed';
}

const isBlocked = ({ connectionStatus: status, connectionReason: statusReason }: LinkOverview) =>
  isBlockedByPolicy({ status, statusReason });

const DEGRADED: Record<string, Situation> = { stale: 'stale', unbelievable: 'doubted', consent_lost: 'reconnect' };

export const actionOf = (situation: Situation): Action | null => ACTIONS[situation];

/** Why Microsoft does not tell of changes (F1, F6, F14); null: it does. */
export type WhyPolled = 'other_calendar' | 'delegated_room' | 'no_public_address' | 'not_subscribed';

export function whyPolled(link: LinkOverview, webhooksReachUs: boolean): WhyPolled | null {
  if (link.changeMode === 'webhook') return null;
  if (!link.isDefaultCalendar) return 'other_calendar';
  if (link.connectionMode === 'delegated' && link.connectionPurpose === 'rooms') return 'delegated_room';
  return webhooksReachUs ? 'not_subscribed' : 'no_public_address';
}

/** What to make of a request that did not go well. */
export type TroubleAdvice =
  | 'passes'
  | 'not_told_of'
  | 'repeated'
  | 'check_rights'
  | 'check_mailbox'
  | 'reconnect'
  | 'blocked'
  | 'registration'
  | 'tell_support';

const ADVICE: Record<string, TroubleAdvice> = {
  ...{ throttled: 'passes', unavailable: 'passes', gone: 'repeated', changed_meanwhile: 'repeated' },
  ...{ not_found: 'repeated', duplicate_transaction: 'repeated', access_denied: 'check_rights' },
  ...{ mailbox_missing: 'check_mailbox', rejected: 'tell_support' },
};

/** An account is never told of the rooms it may edit (F1): to be refused that is no fault. */
export function adviceOn({ op, outcome }: Trouble, link: LinkOverview, why: WhyPolled | null): TroubleAdvice {
  if (why === 'delegated_room' && op === 'subscription.create' && outcome === 'access_denied') return 'not_told_of';
  if (outcome === 'token_rejected') return ofRejectedToken(link);
  return ADVICE[outcome] ?? 'tell_support';
}

/** What becomes of a token that is not accepted is said by the account: another is asked for until that is refused too. */
function ofRejectedToken(link: LinkOverview): TroubleAdvice {
  if (link.connectionStatus === 'app_error') return 'registration';
  if (link.connectionStatus === 'needs_reauth') return isBlocked(link) ? 'blocked' : 'reconnect';
  return 'passes';
}

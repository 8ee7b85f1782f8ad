/**
 * What an alert may be about: situations of a calendar that need a person, late writes, what
 * comparing put right, cases that nobody decides, and programs that do not take what they are told.
 */
const ALERT_KINDS = [
  ...(['reconnect', 'blocked', 'registration', 'not_reachable', 'stale', 'doubted', 'unread'] as const),
  'cases_undecided',
  ...(['writes_given_up', 'rows_unreadable', 'not_told', 'writes_late', 'corrected', 'webhooks_untaken'] as const),
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** Null: a later version wrote it, for which there are no words. */
export const alertKind = (kind: string): AlertKind | null => ALERT_KINDS.find((one) => one === kind) ?? null;

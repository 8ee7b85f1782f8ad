/** How often things run. Milliseconds. */
export const pace = {
  /** The safety net under LISTEN. */
  poll: 1_000,
  /** A change rarely comes alone: a marked calendar is read when it was marked this long ago (sync-design §5.1). */
  quiet: 2_000,
  links: { push: 6, pull: 6 },
  /** The job in hand may end; then the worker does. */
  stop: 10_000,
  heartbeat: 10_000,
  metrics: 10_000,
  settleHolds: 15_000,
  settleCases: 60_000,
  /** So much longer than it should a mail may wait for the link of its meeting. */
  meetings: 15_000,
  /** So long after a booking others are told of it. */
  webhooks: 1_000,
  requests: 30_000,
  /** A reminder, or a space given free, is late by no more than this. */
  checkIns: 15_000,
  subscriptions: 60_000,
  freshness: 60_000,
  /** Kinds and rules raise them at once when they are saved; this is for every other way that windows and rooms change. */
  horizons: 60_000,
  /** What needs a person is told when it has lasted five minutes. */
  health: 60_000,
  tokens: 60 * 60_000,
  /** A removal that was asked for is soon seen to be over. */
  closingLinks: 15_000,
  bookingReminders: 60_000,
  reminders: 60 * 60_000,
  daily: 24 * 60 * 60_000,
} as const;

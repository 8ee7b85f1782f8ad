import { choose } from './choose';

/** What is open about subscriptions and notifications. The first choice is the default. */
export const SUBSCRIPTIONS_SWITCHES = {
  notificationDelayMs: choose([250, 0, 2_000, 30_000, 180_000], 'V9: time from a change to its notification'),
  notificationsPerUpdate: choose([1, 3], 'how often one update knocks'),
  subscriptionGetShowsClientState: choose([false, true], 'clientState in GET /subscriptions'),
  calendarScopedSubscriptions: choose([true, false], 'resource /users/{id}/calendars/{id}/events'),
  readWriteSufficesToSubscribe: choose([true, false], 'Calendars.ReadWrite without Calendars.Read'),
} as const;

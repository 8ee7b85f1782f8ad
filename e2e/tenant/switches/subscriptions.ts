import { choose } from './choose';

/** What is open about subscriptions and notifications. The first choice is the default. */
export const SUBSCRIPTIONS_SWITCHES = {
  notificationDelayMs: choose([250, 0, 2_000, 30_000, 180_000], 'V9: time from a change to its notification'),
  notificationsPerUpdate: choose([1, 3], 'how often one update knocks'),
  updatesAfterCreate: choose([0, 1, 3], 'how many updated follow a created at once (GC 6.3)'),
  notificationsTogether: choose(
    [false, true],
    'several notifications in one POST, of other applications and tenants too when the address is the same',
  ),
  notificationOrder: choose(['as written', 'shuffled'], 'order of notifications'),
  notificationId: choose(['absent', 'present'], 'id of an item in a notification'),
  endpointStates: choose(['on', 'off'], 'addresses that answer slowly are served late, or not (GC 6.4)'),
  endpointThresholds: choose(
    ['3 s', '10 s'],
    'what a slow answer is: over 3 s and notifications 10 minutes late, or as older documents have it 10 s and 10 s',
  ),
  endpointJudgedFrom: choose([10, 1], 'how many answers within ten minutes make a judgement of an address'),
  reauthorization: choose(
    ['near the end', 'with the token', 'never'],
    'when reauthorizationRequired comes by itself: before the subscription ends, or before the token ends it was made with',
  ),
  ignoredReauthorization: choose(
    ['stops notifications', 'nothing'],
    'what follows a reauthorizationRequired that nobody heeds',
  ),
  renewAndReauthorize: choose(['accepted', 'refused'], 'renewal and /reauthorize within ten minutes'),
  lostRights: choose(
    ['subscriptionRemoved', 'silent', 'kept'],
    'subscriptions whose user, consent, application or calendar is gone',
  ),
  subscriptionGetShowsClientState: choose([false, true], 'GC15.10: clientState in GET /subscriptions'),
  duplicateSubscriptionCode: choose(
    ['ExtensionError', 'Conflict'],
    'GC15.10: code of the 409 for the same subscription again',
  ),
  eventsResourceCovers: choose(['default calendar', 'all calendars'], 'what /users/{id}/events tells of'),
  calendarScopedSubscriptions: choose([true, false], 'GC15.4: resource /users/{id}/calendars/{id}/events'),
  readWriteSufficesToSubscribe: choose([true, false], 'Calendars.ReadWrite without Calendars.Read'),
} as const;

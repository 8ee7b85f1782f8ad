/** Switches for what Microsoft's documents leave open, or what differs between real tenants. */
export type BehaviourName = keyof typeof SWITCHES;
export type BehaviourValue = string | number | boolean;
export type Behaviour = {
  get<Name extends BehaviourName>(name: Name): (typeof SWITCHES)[Name]['choices'][number];
  set(changes: Record<string, unknown>): string | undefined;
  list(): { name: string; value: BehaviourValue; choices: readonly BehaviourValue[]; about: string }[];
  reset(): void;
};

const SWITCHES = {
  duplicateTransactionStatus: choose([400, 409], 'V1: status of ErrorDuplicateTransactionId'),
  transactionAfterDelete: choose(['forgotten', 'refused'], 'V1: a transactionId whose event was deleted'),
  staleIfMatchStatus: choose([412, 409], 'V2: status of a stale If-Match'),
  ifMatchOnDelete: choose(['ignored', 'honoured'], 'V2: If-Match on DELETE'),
  markerFilterDelayMs: choose([0, 5_000, 30_000], 'V3: time until a $filter on extended properties finds a new event'),
  deltaOnOtherCalendars: choose([true, false], 'V4: calendarView/delta on calendars beside the default one'),
  announceDeletedOccurrences: choose([false, true], 'V5: @removed for a single deleted occurrence'),
  deltaReturnsTransactionId: choose([false, true], 'V6: transactionId on delta rows'),
  notificationDelayMs: choose([250, 0, 2_000, 30_000, 180_000], 'V9: time from a change to its notification'),
  concurrencyScope: choose(['mailbox', 'app'], 'V10: what the four concurrent requests are counted by'),
  throttling: choose(['on', 'off'], '4 at once and 10,000 in 10 minutes'),
  etagChurn: choose(['on', 'off'], 'changeKey moves by itself 1.5 to 5 s after create'),
  emptyFirstDeltaPage: choose([false, true], 'a full pass begins with an empty page and a nextLink'),
  outOfWindowRows: choose(['removed', 'row', 'silent'], 'delta: an event changed outside the frozen window'),
  sparseOccurrences: choose([true, false], 'delta: occurrences carry times only'),
  deltaRepeatsRows: choose([false, true], 'delta: the first row of a page is repeated at its end'),
  malformedDeltaTokenStatus: choose([410, 400], 'status for a delta token that is no token'),
  iCalUIdOfOccurrences: choose(['shared', 'distinct'], 'whether the occurrences of a series share one iCalUId'),
  workingElsewhereDigit: choose(['4', '0'], 'getSchedule: digit for workingElsewhere'),
  notificationsPerUpdate: choose([1, 3], 'how often one update knocks'),
  subscriptionGetShowsClientState: choose([false, true], 'clientState in GET /subscriptions'),
  calendarScopedSubscriptions: choose([true, false], 'resource /users/{id}/calendars/{id}/events'),
  readWriteSufficesToSubscribe: choose([true, false], 'Calendars.ReadWrite without Calendars.Read'),
  consentCancelError: choose(['consent_required', 'access_denied'], 'error after Cancel on the consent page'),
  scopeInTokenAnswer: choose(['prefixed', 'bare'], 'scope of a token answer'),
} as const;

export function createBehaviour(): Behaviour {
  const values = new Map<string, BehaviourValue>();
  const get = (name: BehaviourName) => values.get(name) ?? SWITCHES[name].choices[0];
  return {
    get: get as Behaviour['get'],
    set(changes) {
      const wrong = Object.entries(changes).map(problemWith).find(Boolean);
      if (wrong) return wrong;
      for (const [name, value] of Object.entries(changes)) values.set(name, value as BehaviourValue);
      return undefined;
    },
    list: () =>
      Object.entries(SWITCHES).map(([name, { choices, about }]) => ({
        name,
        value: get(name as BehaviourName),
        choices,
        about,
      })),
    reset: () => values.clear(),
  };
}

function problemWith([name, value]: [string, unknown]): string | undefined {
  if (!Object.hasOwn(SWITCHES, name)) return `unknown switch "${name}"; GET /_control/behaviour lists them`;
  const choices: readonly unknown[] = SWITCHES[name as BehaviourName].choices;
  return choices.includes(value) ? undefined : `"${name}" takes one of ${JSON.stringify(choices)}`;
}

function choose<const Choice extends BehaviourValue>(choices: readonly [Choice, ...Choice[]], about: string) {
  return { choices, about };
}

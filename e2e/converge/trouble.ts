import type { Act, FaultName } from './acts';
import type { Place } from './place';
import { createRandom } from './random';

const GRAPH_CALLS = { path: '/v1.0/users' };

const TROUBLE: Record<FaultName, { where: object; effect: unknown }> = {
  throttle: { where: GRAPH_CALLS, effect: { status: 429, headers: { 'Retry-After': '30' } } },
  throttle_soon: { where: GRAPH_CALLS, effect: { status: 429, headers: { 'Retry-After': '0' } } },
  throttle_untold: { where: GRAPH_CALLS, effect: { status: 429 } },
  unavailable: { where: GRAPH_CALLS, effect: { status: 503 } },
  unavailable_after_commit: { where: GRAPH_CALLS, effect: { status: 504, afterCommit: true } },
  reset_before: { where: GRAPH_CALLS, effect: 'reset_before' },
  reset_after_commit: { where: GRAPH_CALLS, effect: 'reset_after_commit' },
  cut_body: { where: GRAPH_CALLS, effect: { cutBodyAt: 40 } },
  gone: { where: {}, effect: 'gone' },
  token_refused: { where: GRAPH_CALLS, effect: { status: 401 } },
  precondition: { where: { method: 'PATCH', path: '/v1.0/users' }, effect: { status: 412 } },
  drop_notification: { where: {}, effect: 'drop' },
  duplicate_notification: { where: {}, effect: 'duplicate' },
  late_notification: { where: {}, effect: { delayNotificationMs: 3_600_000 } },
  token_endpoint_down: { where: { operation: 'token' }, effect: { status: 503 } },
};

/** The next requests that fit meet it. */
export async function makeTrouble(place: Place, { fault, times, on }: Extract<Act, { act: 'fault' }>): Promise<void> {
  const { where, effect } = TROUBLE[fault];
  const method = on && where === GRAPH_CALLS ? { method: on } : {};
  const wish = { where: { ...where, ...method }, effect, times };
  const { id } = await place.control<{ id: string }>('POST', '/faults', wish);
  place.troubles.set(id, fault);
}

/** How often each kind of trouble was really met. */
export async function troublesMet(place: Place): Promise<Record<string, number>> {
  type Fault = { id: string; used: number };
  const { faults, spent } = await place.control<{ faults: Fault[]; spent: Fault[] }>('GET', '/faults');
  const met: Record<string, number> = {};
  for (const { id, used } of [...faults, ...spent]) {
    const name = place.troubles.get(id);
    if (name && used > 0) met[name] = (met[name] ?? 0) + used;
  }
  return met;
}

/** The tenant as one of its possible selves: every open question is answered one way or the other. */
export async function chooseBehaviour(place: Place, seed: number): Promise<void> {
  const random = createRandom(seed ^ 0x5eed);
  const { switches } = await place.control<{ switches: { name: string; choices: unknown[] }[] }>('GET', '/behaviour');
  const chosen = switches
    .filter(({ name }) => TURNED.has(name))
    .map(({ name, choices }) => [name, random.pick(choices)]);
  await place.control('PUT', '/behaviour', Object.fromEntries(chosen));
}

const TURNED = new Set([
  ...['duplicateTransactionStatus', 'transactionAfterDelete', 'staleIfMatchStatus', 'ifMatchOnDelete'],
  ...['markerFilterDelayMs', 'announceDeletedOccurrences', 'deltaReturnsTransactionId', 'emptyFirstDeltaPage'],
  ...['outOfWindowRows', 'sparseOccurrences', 'deltaRepeatsRows', 'notificationsPerUpdate', 'etagChurn'],
  ...['iCalUIdOfOccurrences', 'notificationDelayMs', 'malformedDeltaTokenStatus', 'humanCopyKeeps', 'deltaRows'],
  ...[
    'deltaOrder',
    'deltaReplays',
    'deltaStateLost',
    'deltaPageSize',
    'errorBody',
    'notSharedAnswer',
    'throttledStatus',
  ],
  ...['retryAfterForm', 'restoredImmutableId', 'updatesAfterCreate', 'notificationOrder', 'notificationsTogether'],
  ...['calendarViewOrder', 'shortLivedEvents', 'randomPreconditionFailure'],
]);

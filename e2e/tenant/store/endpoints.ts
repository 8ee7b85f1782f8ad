/** How the hosts of notification addresses have answered lately, and what the service makes of it. */
export type EndpointState = 'ok' | 'slow' | 'drop';
export type Endpoint = {
  windowStart: number;
  answers: number;
  slow: number;
  verySlow: number;
  state: EndpointState;
  /** Subscriptions that lost a notification in the present spell. */
  losers: Set<string>;
};

export const WINDOW_MS = 600_000;
const VERY_SLOW_MS = 10_000;
const SLOW_SHARE = 0.1;
const DROP_SHARE = 0.15;

/** What counts as slow, how late a slow endpoint's notifications are, and how many answers make a judgement. */
export type Measure = { slowMs: number; delayMs: number; leastAnswers: number };

export function newEndpoint(now: number): Endpoint {
  return { windowStart: now, answers: 0, slow: 0, verySlow: 0, state: 'ok', losers: new Set() };
}

/** Brings the judgement up to date: every ten minutes by the tenant's clock, by the answers of those ten minutes. */
export function judge(endpoint: Endpoint, now: number, measure: Measure): EndpointState {
  const windows = Math.floor((now - endpoint.windowStart) / WINDOW_MS);
  if (windows < 1) return endpoint.state;
  endpoint.state = windows === 1 ? verdict(endpoint, measure) : 'ok';
  endpoint.windowStart += windows * WINDOW_MS;
  endpoint.answers = 0;
  endpoint.slow = 0;
  endpoint.verySlow = 0;
  return endpoint.state;
}

export function countAnswer(endpoint: Endpoint, tookMs: number, { slowMs }: Measure): void {
  endpoint.answers += 1;
  if (tookMs > slowMs) endpoint.slow += 1;
  if (tookMs > VERY_SLOW_MS) endpoint.verySlow += 1;
}

function verdict({ answers, slow, verySlow }: Endpoint, { leastAnswers }: Measure): EndpointState {
  if (answers < leastAnswers) return 'ok';
  if (verySlow > answers * DROP_SHARE) return 'drop';
  return slow > answers * SLOW_SHARE ? 'slow' : 'ok';
}

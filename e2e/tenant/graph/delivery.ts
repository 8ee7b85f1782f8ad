import { randomUUID } from 'node:crypto';
import { nameOfEffect } from '../faults/effects';
import { countAnswer, type Endpoint, judge, type Measure, newEndpoint, WINDOW_MS } from '../store/endpoints';
import type { World } from '../world';
import { type Letter, lifecycleLetter } from './letters';

/** Letters on their way to an address: together or one by one, again and again, and by how the address behaves. */
const IN_TIME_MS = 3_000;
const LATER_IN_TIME_MS = 10_000;
const PATIENCE_MS = 10_000;
const FIRST_WAIT_MS = 10_000;
const GIVE_UP_AFTER_MS = 4 * 3_600_000;
const MOST_TOGETHER = 100;

/** Several letters in one POST. While it waits for its hour, more may be put in. */
export type Parcel = { url: string; letters: Letter[]; dueAt: number };

export function sendAt(world: World, letter: Letter, dueAt: number): void {
  const lateBy = latenessOf(world, letter);
  if (lateBy === 'dropped') return;
  if (!world.behaviour.get('notificationsTogether')) {
    const parcel = { url: letter.url, letters: [letter], dueAt: dueAt + lateBy };
    world.clock.schedule(parcel.dueAt, () => deliver(world, parcel, 0));
    return;
  }
  const waiting = world.parcels.get(letter.url);
  if (waiting && waiting.letters.length < MOST_TOGETHER) {
    waiting.letters.push(letter);
    return;
  }
  const parcel = { url: letter.url, letters: [letter], dueAt: dueAt + lateBy };
  world.parcels.set(letter.url, parcel);
  world.clock.schedule(parcel.dueAt, () => {
    if (world.parcels.get(letter.url) === parcel) world.parcels.delete(letter.url);
    return deliver(world, parcel, 0);
  });
}

/** At once and once only; answers the status, 0 when nothing came back in time. */
export async function deliverNow(world: World, url: string, body: string): Promise<number> {
  const { status } = await post(world, url, body);
  return status;
}

async function deliver(world: World, parcel: Parcel, attempt: number): Promise<void> {
  const { url, letters } = parcel;
  const answer = await post(world, url, JSON.stringify({ value: letters.map(({ item }) => item) }));
  const slowed = slownessOf(world, letters);
  const tookMs = Math.max(answer.tookMs, slowed.tookMs);
  countAnswer(endpointOf(world, url), tookMs, measureOf(world));
  const status = tookMs > PATIENCE_MS ? 0 : answer.status;
  note(world, letters, { status, ms: tookMs, fault: slowed.fault ?? (attempt > 0 ? 'retry' : undefined) });
  const isInTime = tookMs <= (attempt === 0 ? IN_TIME_MS : LATER_IN_TIME_MS);
  if (isInTime && status >= 200 && status < 300) return;
  const retryAt = world.clock.now() + FIRST_WAIT_MS * 2 ** attempt;
  const writtenAt = Math.min(...letters.map((letter) => letter.writtenAt));
  if (retryAt > writtenAt + GIVE_UP_AFTER_MS) return;
  world.clock.schedule(retryAt, () => deliver(world, parcel, attempt + 1));
}

async function post(world: World, url: string, body: string): Promise<{ status: number; tookMs: number }> {
  const startedAt = performance.now();
  try {
    const answer = await world.deliver(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    return { status: answer.status, tookMs: performance.now() - startedAt };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return { status: 0, tookMs: timedOut ? PATIENCE_MS + 1 : performance.now() - startedAt };
  }
}

/** On request an answer counts as having taken so long: nobody has to wait for a slow address. */
function slownessOf(world: World, letters: Letter[]): { tookMs: number; fault: string | undefined } {
  const target = targetOf(world, letters[0]);
  const faults = world.faults.take(target, (effect) => typeof effect === 'object' && 'answerTookMs' in effect);
  const times = faults.map(({ effect }) =>
    typeof effect === 'object' && 'answerTookMs' in effect ? effect.answerTookMs : 0,
  );
  return { tookMs: Math.max(0, ...times), fault: faults.map(({ effect }) => nameOfEffect(effect)).join() || undefined };
}

export function targetOf(world: World, letter: Letter | undefined, operation = 'notification') {
  const url = letter ? new URL(letter.url) : null;
  return {
    now: world.clock.now(),
    method: 'POST',
    path: url?.pathname ?? '',
    query: url?.search ?? '',
    mailbox: letter?.mailbox ?? null,
    operation,
    inBatch: false,
  };
}

/** By how much the address's state holds a new letter back. */
function latenessOf(world: World, letter: Letter): number | 'dropped' {
  if (world.behaviour.get('endpointStates') === 'off') return 0;
  const endpoint = endpointOf(world, letter.url);
  const measure = measureOf(world);
  const state = judge(endpoint, world.clock.now(), measure);
  if (state === 'slow') return measure.delayMs;
  if (state === 'ok') return 0;
  note(world, [letter], { status: 0, ms: 0, fault: 'endpoint in drop state' });
  lose(world, endpoint, letter);
  return 'dropped';
}

/** What is lost cannot be had again; the subscription hears of it when the spell is over. */
function lose(world: World, endpoint: Endpoint, { subscription }: Letter): void {
  if (endpoint.losers.has(subscription.id)) return;
  endpoint.losers.add(subscription.id);
  world.clock.schedule(endpoint.windowStart + WINDOW_MS, () => {
    endpoint.losers.delete(subscription.id);
    const present = world.subscriptions.get(subscription.id);
    const letter = present && lifecycleLetter(world, present, 'missed');
    if (letter) sendAt(world, letter, world.clock.now());
  });
}

function endpointOf(world: World, url: string): Endpoint {
  const { host } = new URL(url);
  const present = world.endpoints.get(host);
  if (present) return present;
  const endpoint = newEndpoint(world.clock.now());
  world.endpoints.set(host, endpoint);
  return endpoint;
}

function measureOf({ behaviour }: World): Measure {
  const leastAnswers = behaviour.get('endpointJudgedFrom');
  return behaviour.get('endpointThresholds') === '3 s'
    ? { slowMs: 3_000, delayMs: 600_000, leastAnswers }
    : { slowMs: 10_000, delayMs: 10_000, leastAnswers };
}

export function note(
  world: World,
  letters: Letter[],
  { status, ms, fault }: { status: number; ms: number; fault?: string | undefined },
): void {
  const requestId = randomUUID();
  for (const letter of letters) {
    const names = [letter.fault, fault].filter(Boolean).join();
    world.log.add({
      at: new Date(world.clock.now()).toISOString(),
      mailbox: letter.mailbox,
      operation: 'notification',
      method: 'POST',
      path: letter.url,
      query: null,
      status,
      requestId,
      clientRequestId: null,
      appId: letter.subscription.clientId,
      user: null,
      actor: 'tenant',
      ms: Math.round(ms),
      detail: letter.what,
      ...(names ? { fault: names } : {}),
    });
  }
}

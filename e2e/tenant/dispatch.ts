import { randomUUID } from 'node:crypto';
import { type Fault, type FaultEffect, isRequestEffect, nameOfEffect } from './faults';
import { stateNotFound } from './graph/delta-token';
import { GraphProblem, unknownSegment } from './graph/problem';
import { graphRefusal } from './graph/serve';
import { notFoundPage } from './panel/layout';
import type { Call, createRouter, Route } from './router';
import type { createThrottle } from './throttle';
import type { World } from './world';

/** The connection breaks: no answer at all. */
export class ConnectionReset extends Error {}

/** An answer as it leaves the tenant; `fault` names what was injected into it. */
export type ObservedAnswer = { status: number; headers: Headers; body: string; fault?: string };
/** Hears every answer of Graph and of the identity platform, those within a batch too. */
export type Observer = (request: Request, answer: ObservedAnswer, operation: string) => void;

type Parts = {
  router: ReturnType<typeof createRouter>;
  throttle: ReturnType<typeof createThrottle>;
  observe?: Observer;
};

/** One way for every request: find the route, trouble if any is due, the handler, the log. */
export async function dispatch(world: World, parts: Parts, request: Request): Promise<Response> {
  const { router, throttle } = parts;
  const url = new URL(request.url);
  const call = newCall(world, request, url);
  const found = router.find(request.method, url.pathname);
  if (found.kind !== 'route') return observed(parts.observe, call, log(call, 'graph', notFound(call, found)));
  const { route } = found;
  call.params = found.params;
  call.note.operation = route.operation;
  call.note.mailbox = route.mailboxName?.(call) ?? null;
  if (route.surface === 'people' || route.surface === 'control')
    return log(call, route.surface, await route.handle(call));
  const target = { method: request.method, path: url.pathname, mailbox: call.note.mailbox, operation: route.operation };
  const faults = world.faults.take(target, (effect) => isRequestEffect(effect) && suits(effect, route));
  const fault = faults.map((one) => nameOfEffect(one.effect)).join() || undefined;
  const startedAt = performance.now();
  try {
    const response = await throttled(call, route, throttle, () => withTrouble(call, faults, () => route.handle(call)));
    const logged = log(call, route.surface, response, performance.now() - startedAt, fault);
    return observed(parts.observe, call, logged, fault);
  } catch (error) {
    if (!(error instanceof ConnectionReset)) throw error;
    log(call, route.surface, new Response(null, { status: 599 }), performance.now() - startedAt, fault);
    throw error;
  }
}

async function observed(
  observe: Observer | undefined,
  { request, note }: Call,
  response: Response,
  fault?: string,
): Promise<Response> {
  if (!observe || note.operation === '') return response;
  const body = await response.text();
  const { status, headers } = response;
  observe(request, { status, headers, body, ...(fault ? { fault } : {}) }, note.operation);
  return new Response(body === '' ? null : body, { status, headers });
}

function newCall(world: World, request: Request, url: URL): Call {
  const host = request.headers.get('host') ?? url.host;
  const note = {
    operation: '',
    mailbox: null,
    requestId: randomUUID(),
    appId: null,
    user: null,
    actor: 'app' as const,
  };
  return { world, request, url, origin: `${url.protocol}//${host}`, params: {}, note };
}

function notFound(call: Call, found: { kind: string; segment?: string }): Response {
  if (!/^\/v1\.0(\/|$)/i.test(call.url.pathname)) return notFoundPage(call);
  call.note.operation = 'unknown';
  const problem =
    found.kind === 'wrong_method'
      ? new GraphProblem(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.')
      : unknownSegment(found.segment ?? '');
  return graphRefusal(call, problem);
}

/** A slow answer holds its place among the four for as long as it takes. */
async function throttled(
  call: Call,
  route: Route,
  throttle: Parts['throttle'],
  handle: () => Promise<Response>,
): Promise<Response> {
  const { world, note } = call;
  const bearer = call.request.headers.get('authorization')?.replace(/^Bearer\s+/i, '') ?? '';
  const appId = world.issued.accessTokens.get(bearer)?.clientId;
  const isOutlook = route.surface === 'graph' && note.mailbox !== null && appId !== undefined;
  if (!isOutlook || world.behaviour.get('throttling') === 'off') return handle();
  const lane = throttle.enter(world, appId, note.mailbox ?? '');
  if ('leave' in lane) {
    try {
      return await handle();
    } finally {
      lane.leave();
    }
  }
  const headers: Record<string, string> = lane.retryAfter ? { 'Retry-After': lane.retryAfter } : {};
  const message = 'Application is over its MailboxConcurrency limit.';
  return graphRefusal(call, new GraphProblem(429, 'ApplicationThrottled', message, {}, headers));
}

function suits(effect: FaultEffect, route: Route): boolean {
  return effect !== 'gone' || route.operation === 'calendarView.delta';
}

async function withTrouble(call: Call, faults: Fault[], handle: () => Response | Promise<Response>): Promise<Response> {
  const effects = faults.map((fault) => fault.effect);
  for (const effect of effects) {
    if (typeof effect === 'object' && 'delayMs' in effect)
      await new Promise((done) => setTimeout(done, effect.delayMs));
  }
  if (effects.includes('reset_before')) throw new ConnectionReset();
  if (effects.includes('gone')) return graphRefusal(call, stateNotFound());
  const refusals = effects.filter((effect) => typeof effect === 'object' && 'status' in effect);
  const before = refusals.find((effect) => !effect.afterCommit);
  if (before) return injected(call, before);
  const response = await handle();
  if (effects.includes('reset_after_commit')) throw new ConnectionReset();
  const after = refusals.find((effect) => effect.afterCommit);
  if (after) return injected(call, after);
  const cut = effects.find((effect) => typeof effect === 'object' && 'cutBodyAt' in effect);
  if (!cut || typeof cut !== 'object' || !('cutBodyAt' in cut)) return response;
  return new Response((await response.text()).slice(0, cut.cutBodyAt), response);
}

function injected(call: Call, effect: { status: number; headers?: Record<string, string>; body?: unknown }): Response {
  const headers = new Headers(effect.headers);
  const { body } = effect;
  if (body === undefined && /^\/v1\.0\//i.test(call.url.pathname)) {
    const code = CODES[effect.status] ?? 'generalException';
    const problem = new GraphProblem(effect.status, code, 'Injected by the stand-in tenant.', {}, effect.headers);
    return graphRefusal(call, problem);
  }
  const text = typeof body === 'string' || body === null || body === undefined ? (body ?? null) : JSON.stringify(body);
  if (text !== null && typeof body !== 'string' && !headers.has('content-type'))
    headers.set('content-type', 'application/json');
  const hasNoBody = effect.status === 204 || effect.status === 304;
  return new Response(hasNoBody ? null : text, { status: effect.status, headers });
}

const CODES: Record<number, string> = {
  401: 'InvalidAuthenticationToken',
  403: 'ErrorAccessDenied',
  404: 'ErrorItemNotFound',
  409: 'Conflict',
  410: 'SyncStateNotFound',
  412: 'ErrorIrresolvableConflict',
  429: 'TooManyRequests',
  500: 'ErrorInternalServerError',
  503: 'serviceNotAvailable',
  504: 'UnknownError',
};

function log(call: Call, surface: Route['surface'], response: Response, ms = 0, fault?: string): Response {
  const { note, request, url, world } = call;
  if (note.operation === '') return response;
  const hidesQuery = surface === 'identity';
  const { operation, mailbox, requestId, appId, user, actor, eventId, code, detail } = note;
  world.log.add({
    at: new Date(world.clock.now()).toISOString(),
    mailbox,
    operation,
    method: request.method,
    path: url.pathname,
    query: hidesQuery ? null : url.search.slice(1) || null,
    status: response.status === 599 ? 0 : response.status,
    requestId,
    clientRequestId: request.headers.get('client-request-id'),
    appId,
    user,
    actor,
    ms: Math.round(ms),
    ...(eventId ? { eventId } : {}),
    ...(code ? { code } : {}),
    ...(fault ? { fault } : {}),
    ...(detail ? { detail } : {}),
  });
  return response;
}

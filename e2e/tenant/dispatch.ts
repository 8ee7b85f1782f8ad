import { randomUUID } from 'node:crypto';
import type { Fault } from './faults';
import { suitsRequest } from './faults/effects';
import { FAULT_HEADER, faultFromHeader } from './faults/from-header';
import { gatewayTimeout, isGraph } from './faults/refusals';
import { type Act, ConnectionReset, namesOf, withTrouble } from './faults/trouble';
import { bytesSentBy } from './graph/graph-call';
import { badRequest, throttledProblem } from './graph/problem';
import { graphRefusal, unknownRoute } from './graph/serve';
import { endOrphans } from './graph/subscription-endings';
import { notFoundPage } from './panel/layout';
import type { Call, createRouter, Route } from './router';
import type { createThrottle } from './throttle';
import type { World } from './world';

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
export async function dispatch(world: World, parts: Parts, request: Request, inBatch = false): Promise<Response> {
  const { router, observe } = parts;
  const url = new URL(request.url);
  const call = newCall(world, request, url);
  const found = router.find(request.method, url.pathname);
  if (found.kind !== 'route') return observed(observe, call, log(call, 'graph', notFound(call, found)));
  const { route } = found;
  call.params = found.params;
  call.note.operation = route.operation;
  call.note.mailbox = route.mailboxName?.(call) ?? null;
  if (route.surface === 'people' || route.surface === 'control') return outsideGraph(call, route);
  const faults = faultsFor(call, route, inBatch);
  if (faults === 'wrong') {
    return observed(observe, call, log(call, route.surface, wrongHeader(call)), FAULT_HEADER);
  }
  const fault = namesOf(faults);
  const startedAt = performance.now();
  const act: Act = (method, path, body) => dispatch(world, parts, actRequest(call, method, path, body));
  const handle = () => withTrouble(call, faults, (seen) => route.handle(seen), act);
  try {
    const response = await throttled(call, route, parts.throttle, handle);
    if (route.operation === 'calendar.delete') endOrphans(world);
    const logged = log(call, route.surface, response, performance.now() - startedAt, fault);
    return observed(observe, call, logged, fault);
  } catch (error) {
    if (!(error instanceof ConnectionReset)) throw error;
    const ms = performance.now() - startedAt;
    if (inBatch) return observed(observe, call, log(call, route.surface, gatewayTimeout(call), ms, fault), fault);
    log(call, route.surface, new Response(null, { status: 599 }), ms, fault);
    throw error;
  }
}

/** Persons and programs meet no faults. What they take away may be what a subscription stands on. */
async function outsideGraph(call: Call, route: Route): Promise<Response> {
  const response = await route.handle(call);
  if (call.request.method !== 'GET') endOrphans(call.world);
  return log(call, route.surface, response);
}

function faultsFor(call: Call, route: Route, inBatch: boolean): Fault[] | 'wrong' {
  const { world, request, url, note } = call;
  const own = faultFromHeader(request, route.operation, inBatch);
  if (own === 'wrong') return 'wrong';
  const target = {
    now: world.clock.now(),
    method: request.method,
    path: url.pathname,
    query: queryText(url),
    mailbox: note.mailbox,
    operation: route.operation,
    inBatch,
  };
  const taken = world.faults.take(target, (effect) => suitsRequest(effect, route.operation, inBatch));
  return own ? [...taken, own] : taken;
}

function queryText(url: URL): string {
  try {
    return decodeURIComponent(url.search);
  } catch {
    return url.search;
  }
}

function wrongHeader(call: Call): Response {
  const message = `${FAULT_HEADER}: not an effect that such a request can meet`;
  return isGraph(call) ? graphRefusal(call, badRequest(message)) : new Response(message, { status: 400 });
}

function actRequest(call: Call, method: string, path: string, body: unknown): Request {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  return new Request(`${call.origin}/_control${path.replace(/^\/_control/, '')}`, { method, ...sent });
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
    begunAt: world.clock.now(),
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
  return unknownRoute(call, found);
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
      lane.leave(bytesSentBy(call.request));
    }
  }
  return graphRefusal(call, throttledProblem(lane.status, lane.code, lane.message, lane.retryAfter));
}

function log(call: Call, surface: Route['surface'], response: Response, ms = 0, fault?: string): Response {
  const { note, request, url, world } = call;
  if (note.operation === '') return response;
  const hidesQuery = surface === 'identity';
  const { operation, mailbox, requestId, appId, user, actor, eventId, code, detail } = note;
  const retryAfter = response.headers.get('retry-after');
  world.log.add({
    at: new Date(world.clock.now()).toISOString(),
    begunAt: new Date(note.begunAt).toISOString(),
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
    ...(retryAfter ? { retryAfter } : {}),
    ...(eventId ? { eventId } : {}),
    ...(code ? { code } : {}),
    ...(fault ? { fault } : {}),
    ...(detail ? { detail } : {}),
  });
  return response;
}

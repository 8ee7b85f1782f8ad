import { randomUUID } from 'node:crypto';
import { Client, ResponseType } from '@microsoft/microsoft-graph-client';
import type { z } from 'zod';
import { failureOf, GraphFailure, type GraphFailureKind } from './failure';
import { chain, GRAPH, type Way } from './middleware';

/** What stands around requests. */
export type GraphHooks = {
  /** Asked before each request; throws when none may be made now (inactive, throttled). */
  beforeCall?: (call: { op: string; mailbox: string }) => Promise<void>;
  /** Told of each request that `beforeCall` let through, however it went. */
  onCall?: (call: GraphCall) => void | Promise<void>;
};

/** Where Graph answers: an origin without a path, or who says it once `beforeCall` has been asked. Tests may bring their own `fetch` and clock. */
export type GraphAddress = GraphHooks & {
  graphOrigin: string | (() => string);
  fetch?: typeof fetch;
  clock?: () => Date;
};

/** Everything a call needs to know about who asks. */
export type GraphSession = GraphAddress & {
  /** A usable token. Handed one that was just rejected, it gives a newer one, or the same if there is none. */
  accessToken: (rejected?: string) => Promise<string>;
};

/** One request as logs and metrics know it: no path, no body. */
export type GraphCall = {
  op: string;
  mailbox: string;
  /** 0: no answer. */
  status: number;
  outcome: 'ok' | GraphFailureKind;
  requestId: string | null;
  clientRequestId: string;
  retryAfterMs: number | null;
  ms: number;
};

export type GraphRequest<S extends z.ZodType> = {
  /** A word for logs, e.g. 'event.create'. */
  op: string;
  /** Whose mailbox it touches: a GUID or address; 'me' or 'directory' where there is none. */
  mailbox: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below /v1.0, values percent-encoded: the SDK encodes nothing (graph-calendar §11.2). */
  path: string;
  /** The answer's shape; what it does not name is dropped. */
  shape: S;
  /** Sent as JSON; text as it is, its type among `headers`. */
  body?: object | string;
  headers?: Record<string, string>;
  /** More `Prefer` words, e.g. odata.maxpagesize=100. */
  prefer?: string[];
  timeoutMs?: number;
};

/** sync-design §4.2; the live check at booking brings its own 1,500. */
const TIMEOUT_MS = 10_000;
/** Asked for in every request, never frozen in a link (F13, F16). */
const PREFER = ['IdType="ImmutableId"', 'outlook.timezone="UTC"'];

/**
 * One request to Graph. No retries, no waiting: jobs and gates do that. A 401 alone is tried once more with a newer
 * token, since nothing was done. Throws {@link GraphFailure}.
 */
export async function graphRequest<S extends z.ZodType>(
  session: GraphSession,
  request: GraphRequest<S>,
): Promise<z.output<S>> {
  const token = await session.accessToken();
  try {
    return await requestOnce(session, request, token);
  } catch (error) {
    if (!(error instanceof GraphFailure && error.kind === 'token_rejected')) throw error;
    const newer = await session.accessToken(token);
    if (newer === token) throw error;
    return requestOnce(session, request, newer);
  }
}

async function requestOnce<S extends z.ZodType>(
  session: GraphSession,
  request: GraphRequest<S>,
  token: string,
): Promise<z.output<S>> {
  await session.beforeCall?.({ op: request.op, mailbox: request.mailbox });
  const clock = session.clock ?? (() => new Date());
  const clientRequestId = randomUUID();
  const began = clock().getTime();
  const report = async (
    status: number,
    outcome: GraphCall['outcome'],
    failure?: GraphFailure,
    requestId?: string | null,
  ) =>
    session.onCall?.({
      op: request.op,
      mailbox: request.mailbox,
      status,
      outcome,
      requestId: failure?.requestId ?? requestId ?? null,
      clientRequestId,
      retryAfterMs: failure?.retryAfterMs ?? null,
      ms: clock().getTime() - began,
    });

  let answer: z.output<S>;
  let answered: { status: number; requestId: string | null };
  const way: Way = { isReached: true };
  try {
    const response = await send(session, request, token, clientRequestId, way);
    const text = await response.text();
    if (!response.ok) {
      const body = parsed(text);
      throw failureOf({ status: response.status, headers: response.headers, body, clientRequestId, now: clock() });
    }
    answered = { status: response.status, requestId: response.headers.get('request-id') };
    const read = request.shape.safeParse(text === '' ? undefined : parsed(text));
    // A cut or foreign body after a success says nothing about what was stored: as uncertain as no answer at all.
    if (!read.success) throw new GraphFailure('unavailable', { ...answered, clientRequestId });
    answer = read.data;
  } catch (error) {
    const failure =
      error instanceof GraphFailure
        ? error
        : new GraphFailure('unavailable', { clientRequestId, ambiguous: way.isReached });
    await report(failure.status, failure.kind, failure);
    throw failure;
  }
  await report(answered.status, 'ok', undefined, answered.requestId);
  return answer;
}

async function send(
  session: GraphSession,
  request: GraphRequest<z.ZodType>,
  token: string,
  clientRequestId: string,
  way: Way,
): Promise<Response> {
  const client = Client.initWithMiddleware({ middleware: chain(session, token, way) });
  const call = client
    .api(request.path)
    .responseType(ResponseType.RAW)
    .headers({
      ...request.headers,
      Prefer: [...PREFER, ...(request.prefer ?? [])].join(', '),
      'client-request-id': clientRequestId,
      'return-client-request-id': 'true',
    })
    .options({ signal: AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS), cache: 'no-store' });
  switch (request.method) {
    case 'GET':
      return call.get();
    case 'POST':
      return call.post(request.body ?? {});
    case 'PATCH':
      return call.patch(request.body ?? {});
    case 'DELETE':
      return call.delete();
  }
}

/** Next and delta links, whoever's address they begin with, as a path that {@link graphRequest} takes. */
export function pathOfLink(link: string): string {
  const url = new URL(link, GRAPH);
  return `${url.pathname.replace(/^\/v1\.0(?=\/)/, '')}${url.search}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { Call, Route } from '../router';
import { findUser } from '../store/directory';
import { enterGraph, type GraphCall, MOST_BYTES } from './graph-call';
import { GraphProblem, problemResponse, tooLarge, unknownSegment } from './problem';
import { checkOptions, NO_OPTIONS, type QueryOptions } from './query-options';

/** Wraps a Graph handler: bearer first, then the query's options; refusals in Graph's form, the headers of every answer. */
export function graphRoute(
  method: string,
  pattern: string,
  operation: string,
  run: (g: GraphCall) => Response | Promise<Response>,
  options: QueryOptions = NO_OPTIONS,
): Route {
  const handle = async (call: Call) => {
    let applied: string[] = [];
    const answer = async () => {
      if (Number(call.request.headers.get('content-length') ?? 0) > MOST_BYTES) throw tooLarge();
      const g = enterGraph(call);
      applied = g.prefer.applied;
      checkOptions(call.world, call.url, options);
      return run(g);
    };
    const response = await answer().catch((error: unknown) => {
      if (!(error instanceof GraphProblem)) throw error;
      return graphRefusal(call, error);
    });
    if (applied.length > 0) response.headers.set('Preference-Applied', applied.join(', '));
    return withGraphHeaders(call, response);
  };
  return { method, pattern, operation, surface: 'graph', handle, mailboxName };
}

export function graphRefusal(call: Call, problem: GraphProblem): Response {
  const { world, note, request } = call;
  note.code = problem.code;
  const at = new Date(world.clock.now()).toISOString();
  const clientId = request.headers.get('client-request-id') ?? note.requestId;
  const form = world.behaviour.get('errorBody');
  return withGraphHeaders(call, problemResponse(problem, { at, requestId: note.requestId, clientId, form }));
}

/** Nothing lies at that path; by a switch this is told only to those whose token is good. */
export function unknownRoute(call: Call, found: { kind: string; segment?: string }): Response {
  try {
    if (!call.world.behaviour.get('segmentsBeforeToken')) enterGraph(call);
  } catch (error) {
    if (error instanceof GraphProblem) return graphRefusal(call, error);
    throw error;
  }
  if (found.kind !== 'wrong_method') return graphRefusal(call, unknownSegment(found.segment ?? ''));
  const message = 'Specified HTTP method is not allowed for the request target.';
  return graphRefusal(call, new GraphProblem(405, 'Request_BadRequest', message));
}

function withGraphHeaders({ world, request, note }: Call, response: Response): Response {
  const { headers } = response;
  headers.set('request-id', note.requestId);
  headers.set('client-request-id', request.headers.get('client-request-id') ?? note.requestId);
  headers.set(
    'x-ms-ags-diagnostic',
    '{"ServerInfo":{"DataCenter":"Stand-in","Slice":"E","Ring":"0","ScaleUnit":"000"}}',
  );
  headers.set('Date', new Date(world.clock.now()).toUTCString());
  headers.set('Cache-Control', 'private');
  if (headers.get('content-type') === 'application/json') {
    headers.set(
      'Content-Type',
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    );
  }
  return response;
}

function mailboxName({ world, request, params, url }: Call): string | null {
  if (params.user !== undefined) return findUser(world.directory, params.user)?.upn ?? params.user;
  if (!/^\/v1\.0\/me(\/|$)/i.test(url.pathname)) return null;
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  const userId = world.issued.accessTokens.get(bearer.trim())?.userId;
  return (userId && world.directory.users.get(userId)?.upn) || null;
}

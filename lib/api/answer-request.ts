import 'server-only';
import { z } from 'zod';
import { type ApiCaller, apiCaller } from '@/lib/auth/api-caller';
import { networkOf } from '@/lib/auth/network-of';
import { log } from '@/lib/log';
import { unstorable } from '@/lib/parse';
import { isReadingOpen } from '@/lib/usecases/open-reading';
import { answerKeyed } from './answer-keyed';
import { type ApiAnswer, refusalResponse, refused, TROUBLE, tooMany } from './api-answer';
import type { Endpoint } from './endpoint';
import { ENDPOINTS } from './endpoints';
import { matchPath, segmentsOf } from './match-path';
import { queryOf, readBody } from './read-request';

/**
 * Answers one request to `/1.1/…` or `/api/1.1/…`: address, token, scope, the client's pace, what is asked, and then the
 * endpoint. Whatever happens, what is said is a value or words; causes stand in the log.
 */
export async function answerRequest(
  request: Request,
  now = new Date(),
  endpoints: readonly Endpoint[] = ENDPOINTS,
): Promise<Response> {
  const response = await responseTo(request, now, endpoints);
  response.headers.set('x-content-type-options', 'nosniff');
  return response;
}

async function responseTo(request: Request, now: Date, endpoints: readonly Endpoint[]): Promise<Response> {
  const accept = request.headers.get('accept');
  try {
    const url = new URL(request.url);
    const match = matchPath(endpoints, request.method, segmentsOf(url.pathname) ?? ['?']);
    if ('methods' in match) return notThere(match.methods, accept);
    const { endpoint, params } = match;
    const asked = { accept, always: endpoint.always };
    const caller = await callerOf(endpoint, request, now);
    if (caller instanceof Response) return caller;
    const input = await inputOf(endpoint, request, url);
    if (!input.ok) return refusalResponse(input, asked);
    const network = networkOf(request.headers);
    const run = () => runOf(endpoint)({ params, ...input.value, caller, network, now });
    const key = endpoint.method === 'POST' ? request.headers.get('idempotency-key') : null;
    if (key === null || !caller) return sayAnswer(await run(), asked);
    const keyed = { key, clientId: caller.actor.id, what: [endpoint.path, params, input.value] };
    const { answer, isRepeat } = await answerKeyed(keyed, now, run);
    return sayAnswer(answer, asked, isRepeat ? { 'idempotent-replayed': 'true' } : {});
  } catch (error) {
    log.error(
      { error: error instanceof Error ? error.name : 'unknown', stack: stackOf(error) },
      'api: a request failed',
    );
    return refusalResponse(refused(TROUBLE, 500), { accept });
  }
}

/** Of an endpoint whose types are forgotten: what its own schemas made of the request fits it. */
const runOf = ({ run }: Endpoint) => run as (asked: unknown) => Promise<ApiAnswer<unknown>>;

const sayAnswer = (
  answer: ApiAnswer<unknown>,
  asked: { accept: string | null; always?: 'json' },
  headers: Record<string, string> = {},
) =>
  answer.ok
    ? Response.json(answer.value, { headers: { ...headers, 'cache-control': 'no-store' } })
    : refusalResponse(answer, asked, headers);

/** Where it happened, and no line of what it says: messages of the database quote what was sent. */
const stackOf = (error: unknown) => {
  const lines = error instanceof Error ? (error.stack?.split('\n') ?? []) : [];
  return lines
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .join('\n');
};

function notThere(methods: string[], accept: string | null): Response {
  if (methods.length === 0) return refusalResponse(refused('There is nothing at this address.', 404), { accept });
  const words = `This address is asked by ${methods.join(' or ')}.`;
  return refusalResponse(refused(words, 405), { accept }, { allow: methods.join(', ') });
}

/** Undefined: none is needed. A response: not this one, or not now. */
async function callerOf(
  { scope, always, openable }: Endpoint,
  request: Request,
  now: Date,
): Promise<ApiCaller | Response | undefined> {
  if (!scope || (openable && !request.headers.has('authorization') && (await isReadingOpen()))) return undefined;
  const asked = { accept: request.headers.get('accept'), always };
  const answer = await apiCaller(request.headers.get('authorization'), now);
  if (!answer.ok && answer.why === 'no_token') {
    const words = 'The access token is missing, wrong or expired.';
    return refusalResponse(refused(words, 401), asked, { 'www-authenticate': 'Bearer' });
  }
  if (!answer.ok) return refusalResponse(tooMany('requests in this minute', answer.retryAfterSeconds), asked);
  if (answer.caller.scopes.includes(scope)) return answer.caller;
  return refusalResponse(refused(`The access token lacks the scope ${scope}.`, 403), asked);
}

type Input = { query: unknown; body: unknown };

/** What the endpoint's schemas make of query and body. The first problem of each name, a line each. */
async function inputOf(endpoint: Endpoint, request: Request, url: URL): Promise<ApiAnswer<Input>> {
  const given = await bodyOf(endpoint, request);
  if (!given.ok) return given;
  const shape = z.object({ query: endpoint.query ?? z.unknown(), body: endpoint.body ?? z.unknown() });
  const read = shape.safeParse({ query: queryOf(url), body: given.value }, { error: wordsFor });
  if (!read.success) return refused(linesOf(read.error.issues));
  const [bad] = unstorable(read.data);
  if (bad !== undefined) return refused(`invalid "${bad.replace(/^(query|body)\.?/, '')}" value`);
  return { ok: true, value: read.data as Input };
}

async function bodyOf(endpoint: Endpoint, request: Request): Promise<ApiAnswer<unknown>> {
  if (!endpoint.body) return { ok: true, value: undefined };
  const body = await readBody(request);
  if (body.kind === 'too_large') return refused('The request is too large.', 413);
  if (body.kind === 'empty') return refused('no data provided');
  const isRecord = body.kind === 'read' && typeof body.value === 'object' && !Array.isArray(body.value);
  return isRecord && body.value ? { ok: true, value: body.value } : refused('json syntax error');
}

/** For whatever a schema has no words of its own. */
const wordsFor = ({ path = [] }: { path?: PropertyKey[] }) => `invalid "${path.slice(1).map(String).join('.')}" value`;

function linesOf(issues: readonly z.core.$ZodIssue[]): string[] {
  const first = new Map<string, string>();
  for (const { path, message } of issues) {
    const name = path.map(String).join('.');
    if (!first.has(name)) first.set(name, message);
  }
  return [...new Set(first.values())];
}

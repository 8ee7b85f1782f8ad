import type { Route } from '../router';
import type { World } from '../world';
import { type BatchPart, mustBeKnownPattern, readBatch } from './batch-input';
import { type GraphCall, readJson } from './graph-call';
import { badRequest } from './problem';
import { graphRoute } from './serve';

/** Graph sends at most four of the parts to Outlook at a time. */
const AT_ONCE = 4;

type PartAnswer = { id: string; status: number; headers: Record<string, string>; body?: unknown };
export type Dispatch = (world: World, request: Request) => Promise<Response>;

/** Every part goes through the whole pipeline on its own; the answers come back in any order. */
export function batchRoute(dispatch: Dispatch): Route {
  return graphRoute('POST', '/v1.0/$batch', 'batch', async (g) => {
    const parts = readBatch(await readJson(g.request));
    if (g.world.behaviour.get('batchDependsOn') === 'known patterns') mustBeKnownPattern(parts);
    const answers = await runAll(parts, (part) => runPart(g, dispatch, part));
    const responses = shuffled(g, answers).map((answer) => inForm(g, answer));
    const isThrottled = answers.some(({ status }) => status === 429);
    return Response.json({ responses }, { status: isThrottled ? g.world.behaviour.get('batchOuterStatus') : 200 });
  });
}

async function runAll(parts: BatchPart[], run: (part: BatchPart) => Promise<PartAnswer>): Promise<PartAnswer[]> {
  const answers = new Map<string, PartAnswer>();
  let waiting = parts;
  while (waiting.length > 0) {
    const isReady = (part: BatchPart) => part.dependsOn.every((id) => answers.has(id));
    const ready = waiting.filter(isReady).slice(0, AT_ONCE);
    if (ready.length === 0) throw badRequest('The dependsOn members of the batch cannot be resolved.');
    const done = await Promise.all(
      ready.map(async (part) => {
        const failed = part.dependsOn.some((id) => (answers.get(id)?.status ?? 0) >= 400);
        return [part.key, failed ? failedDependency(part) : await run(part)] as const;
      }),
    );
    for (const [key, answer] of done) answers.set(key, answer);
    waiting = waiting.filter((part) => !ready.includes(part));
  }
  return [...answers.values()];
}

async function runPart(g: GraphCall, dispatch: Dispatch, part: BatchPart): Promise<PartAnswer> {
  const request = requestOf(g, part);
  if (typeof request === 'string') return refusal(part, 400, 'BadRequest', request);
  const response = await dispatch(g.world, request);
  const text = await response.text();
  const answer: PartAnswer = { id: part.id, status: response.status, headers: keptHeaders(response) };
  if (!text) return answer;
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { ...answer, body: isJson ? readable(text) : text };
}

/** The part as a request of its own; a text: why there can be none. A batch leads nowhere but to Graph. */
function requestOf(g: GraphCall, part: BatchPart): Request | string {
  const given = relativeUrl(g, part.url);
  if (/^[a-z][a-z0-9+.-]*:/i.test(given)) return 'The url of a part must be relative.';
  const url = new URL(`${g.origin}/v1.0/${given.replace(/^[/\\]+/, '')}`);
  if (!url.pathname.startsWith('/v1.0/')) return 'The url of a part is invalid.';
  if (/^\/v1\.0\/+\$batch(\/|$)/i.test(url.pathname)) return 'Batches cannot be nested.';
  const hasBody = part.body !== undefined && part.body !== null;
  if (hasBody && part.method === 'GET') return 'A part with the method GET cannot have a body.';
  const headers = headersOf(part);
  if (!headers) return 'The headers of a part are invalid.';
  const bearer = g.request.headers.get('authorization');
  if (bearer && !headers.has('authorization')) headers.set('authorization', bearer);
  headers.set('host', g.url.host);
  return new Request(url, {
    method: part.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(part.body) } : {}),
  });
}

function headersOf(part: BatchPart): Headers | null {
  try {
    return new Headers(part.headers);
  } catch {
    return null;
  }
}

/** A version in the url leads nowhere: it would stand there twice. */
function relativeUrl(g: GraphCall, url: string): string {
  return g.world.behaviour.get('batchUrlWithVersion') === 'accepted' ? url.replace(/^\/?v1\.0\//i, '/') : url;
}

function inForm(g: GraphCall, answer: PartAnswer): PartAnswer {
  const { behaviour } = g.world;
  const isLower = behaviour.get('batchHeaderCase') === 'lower';
  const headers = Object.entries(answer.headers).map(([name, value]) => [isLower ? name.toLowerCase() : name, value]);
  const isNull = answer.body === undefined && behaviour.get('batchEmptyBody') === 'null';
  return { ...answer, headers: Object.fromEntries(headers), ...(isNull ? { body: null } : {}) };
}

/** A body that was cut short on its way is handed on as it came. */
function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function keptHeaders(response: Response): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['Content-Type', 'Retry-After', 'Preference-Applied', 'Location', 'Cache-Control']) {
    const value = response.headers.get(name);
    if (value !== null) kept[name] = value;
  }
  return kept;
}

function failedDependency(part: BatchPart): PartAnswer {
  return refusal(part, 424, 'FailedDependency', 'The request depends on a request that failed.');
}

function refusal(part: BatchPart, status: number, code: string, message: string): PartAnswer {
  return { id: part.id, status, headers: { 'Content-Type': 'application/json' }, body: { error: { code, message } } };
}

function shuffled(g: GraphCall, answers: PartAnswer[]): PartAnswer[] {
  return answers
    .map((answer) => ({ answer, place: g.world.chance.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ answer }) => answer);
}

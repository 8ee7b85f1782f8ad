import { z } from 'zod';
import type { Route } from '../router';
import type { World } from '../world';
import { type GraphCall, readJson } from './graph-call';
import { badRequest } from './problem';
import { graphRoute } from './serve';

const MOST_REQUESTS = 20;
const AT_ONCE = 4;

const partSchema = z.object({
  id: z.string().min(1),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).nullish(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).nullish(),
});
const schema = z.object({ requests: z.array(partSchema).min(1) });

type Part = z.infer<typeof partSchema>;
type PartAnswer = { id: string; status: number; headers: Record<string, string>; body?: unknown };
export type Dispatch = (world: World, request: Request) => Promise<Response>;

/** Every part goes through the whole pipeline on its own; the answers come back in any order. */
export function batchRoute(dispatch: Dispatch): Route {
  return graphRoute('POST', '/v1.0/$batch', 'batch', async (g) => {
    const parsed = schema.safeParse(await readJson(g.request));
    if (!parsed.success) throw badRequest('Invalid batch payload format.');
    const { requests } = parsed.data;
    if (requests.length > MOST_REQUESTS) {
      throw badRequest(`Number of batch request steps exceeds the maximum value of ${MOST_REQUESTS}.`);
    }
    const ids = requests.map((part) => part.id.toLowerCase());
    if (new Set(ids).size !== ids.length) throw badRequest('Request Id is reused. Each request id must be unique.');
    const answers = await runAll(requests, (part) => runPart(g, dispatch, part));
    return Response.json({ responses: shuffled(g, answers) });
  });
}

async function runAll(parts: Part[], run: (part: Part) => Promise<PartAnswer>): Promise<PartAnswer[]> {
  const answers = new Map<string, PartAnswer>();
  let waiting = parts;
  while (waiting.length > 0) {
    const isReady = (part: Part) => (part.dependsOn ?? []).every((id) => answers.has(id.toLowerCase()));
    const ready = waiting.filter(isReady).slice(0, AT_ONCE);
    if (ready.length === 0) throw badRequest('The dependsOn members of the batch cannot be resolved.');
    const done = await Promise.all(
      ready.map((part) => {
        const failed = (part.dependsOn ?? []).some((id) => (answers.get(id.toLowerCase())?.status ?? 0) >= 400);
        return failed ? failedDependency(part) : run(part);
      }),
    );
    for (const answer of done) answers.set(answer.id.toLowerCase(), answer);
    waiting = waiting.filter((part) => !ready.includes(part));
  }
  return [...answers.values()];
}

async function runPart(g: GraphCall, dispatch: Dispatch, part: Part): Promise<PartAnswer> {
  if (/\$batch/i.test(part.url))
    return {
      id: part.id,
      status: 400,
      headers: {},
      body: { error: { code: 'BadRequest', message: 'Batches cannot be nested.' } },
    };
  const headers = new Headers(part.headers ?? {});
  const bearer = g.request.headers.get('authorization');
  if (bearer && !headers.has('authorization')) headers.set('authorization', bearer);
  headers.set('host', g.url.host);
  const hasBody = part.body !== undefined && part.body !== null;
  const request = new Request(`${g.origin}/v1.0/${part.url.replace(/^\//, '')}`, {
    method: part.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(part.body) } : {}),
  });
  const response = await dispatch(g.world, request);
  const text = await response.text();
  const answer: PartAnswer = { id: part.id, status: response.status, headers: keptHeaders(response) };
  return text
    ? { ...answer, body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text }
    : answer;
}

function keptHeaders(response: Response): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['Content-Type', 'Retry-After', 'Preference-Applied', 'Location', 'Cache-Control']) {
    const value = response.headers.get(name);
    if (value !== null) kept[name] = value;
  }
  return kept;
}

function failedDependency(part: Part): PartAnswer {
  const error = { code: 'FailedDependency', message: 'The request depends on a request that failed.' };
  return { id: part.id, status: 424, headers: { 'Content-Type': 'application/json' }, body: { error } };
}

function shuffled(g: GraphCall, answers: PartAnswer[]): PartAnswer[] {
  return answers
    .map((answer) => ({ answer, place: g.world.chance.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ answer }) => answer);
}

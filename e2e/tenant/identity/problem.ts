import type { Call } from '../router';
import type { World } from '../world';
import { PROBLEMS, type ProblemFacts } from './problem-codes';

type Changed = { status?: number; error?: string; suberror?: string; claims?: string };

/** A refusal of the identity platform, told by its AADSTS number; words and names come from the list unless given. */
export class IdentityProblem extends Error {
  readonly status: number;
  readonly error: string;
  readonly suberror: string | undefined;
  readonly text: string;
  readonly facts: ProblemFacts;

  constructor(
    readonly code: number,
    text?: string,
    readonly changed: Changed = {},
  ) {
    const facts = PROBLEMS[code] ?? { status: 400, error: 'invalid_request', text: 'The request was refused.' };
    super(`AADSTS${code}: ${text ?? facts.text}`);
    this.facts = facts;
    this.text = text ?? facts.text;
    this.status = changed.status ?? facts.status;
    this.error = changed.error ?? facts.error;
    this.suberror = changed.suberror ?? facts.suberror;
  }
}

export function problemJson(call: Call, problem: IdentityProblem): Response {
  const { world, note, request } = call;
  note.code = `AADSTS${problem.code}`;
  const { status, error } = asAnswered(world, problem);
  const timestamp = new Date(platformTime(world))
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z/, 'Z');
  const trace = note.requestId;
  const correlation = request.headers.get('client-request-id') ?? trace;
  const tail = [`Trace ID: ${trace}`, `Correlation ID: ${correlation}`, `Timestamp: ${timestamp}`];
  const between = world.behaviour.get('errorDescriptionLines') === 'crlf' ? '\r\n' : ' ';
  const claims = problem.changed.claims ?? claimsOf(problem);
  const body = {
    error,
    error_description: [problem.message, ...tail].join(between),
    error_codes: [problem.code],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `${call.origin}/error?code=${problem.code}`,
    ...(problem.suberror ? { suberror: problem.suberror } : {}),
    ...(claims ? { claims } : {}),
  };
  return Response.json(body, { status, headers: tokenHeaders(call, problem.code) });
}

/** What is not confirmed, or differs between recordings, is told as the switches say. */
export function asAnswered(world: World, problem: IdentityProblem): { status: number; error: string } {
  const { facts, changed } = problem;
  const other = world.behaviour.get('unconfirmedAnswers') === 'other' ? facts.other : undefined;
  const byPolicy = facts.policy && world.behaviour.get('policyErrorName');
  const ofLoop = problem.code === 50196 && world.behaviour.get('requestLoopError');
  return {
    status: changed.status ?? other?.status ?? problem.status,
    error: changed.error ?? (byPolicy || ofLoop || other?.error || problem.error),
  };
}

/** A block carries a challenge: JSON as a string. */
function claimsOf({ facts }: IdentityProblem): string | undefined {
  if (facts.policy !== 'with claims') return undefined;
  return JSON.stringify({ access_token: { capolids: { essential: true, values: ['stand-in-policy'] } } });
}

export function tokenHeaders({ note }: Call, code = 0): Record<string, string> {
  return {
    'Cache-Control': 'no-store, no-cache',
    Pragma: 'no-cache',
    Expires: '-1',
    'Content-Type': 'application/json; charset=utf-8',
    'x-ms-request-id': note.requestId,
    'x-ms-ests-server': '2.1.0 - Stand-in',
    'x-ms-clitelem': `1,${code},0,,`,
  };
}

/** The platform's clock, which a control may put ahead of the tenant's or behind it. */
export function platformTime(world: World): number {
  return world.clock.now() + world.issued.clockOffsetMs;
}

import type { Call } from '../router';

/** A refusal of the identity platform, told by its AADSTS code. */
export class IdentityProblem extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    readonly code: number,
    readonly text: string,
    readonly suberror?: string,
  ) {
    super(`AADSTS${code}: ${text}`);
  }
}

export function problemJson(call: Call, problem: IdentityProblem): Response {
  const { world, note, request } = call;
  note.code = `AADSTS${problem.code}`;
  const timestamp = new Date(world.clock.now())
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z/, 'Z');
  const trace = note.requestId;
  const correlation = request.headers.get('client-request-id') ?? trace;
  const body = {
    error: problem.error,
    error_description: `${problem.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [problem.code],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `${call.origin}/error?code=${problem.code}`,
    ...(problem.suberror ? { suberror: problem.suberror } : {}),
  };
  return Response.json(body, { status: problem.status, headers: tokenHeaders(call) });
}

export function tokenHeaders({ note }: Call): Record<string, string> {
  return {
    'Cache-Control': 'no-store, no-cache',
    Pragma: 'no-cache',
    Expires: '-1',
    'Content-Type': 'application/json; charset=utf-8',
    'x-ms-request-id': note.requestId,
    'x-ms-ests-server': '2.1.0 - Stand-in',
    'x-ms-clitelem': '1,0,0,,',
  };
}

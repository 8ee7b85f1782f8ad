import type { z } from 'zod';
import { GraphProblem } from '../graph/problem';
import type { Call, Handler, Route } from '../router';

/** A refusal of a control call: plain words, status 400 unless said otherwise. */
export class ControlProblem extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** A route for programs. With an `operation` it counts as a person's act and is logged. */
export function controlRoute(method: string, pattern: string, run: (call: Call) => unknown, operation = ''): Route {
  const handle: Handler = async (call) => {
    if (operation) call.note.actor = 'person';
    try {
      const answer = await run(call);
      return answer instanceof Response ? answer : Response.json(answer ?? {});
    } catch (error) {
      if (error instanceof ControlProblem) return refusal(error.status, error.message);
      if (error instanceof GraphProblem) {
        call.note.code = error.code;
        return refusal(error.status, `${error.code}: ${error.message}`, error.code);
      }
      throw error;
    }
  };
  return { method, pattern: `/_control${pattern}`, operation, surface: 'control', handle };
}

/** An empty body counts as an empty object. */
export async function readBody<Schema extends z.ZodType>(call: Call, schema: Schema): Promise<z.infer<Schema>> {
  const text = await call.request.text();
  let body: unknown;
  try {
    body = text.trim() ? JSON.parse(text) : {};
  } catch {
    throw new ControlProblem('The body is not JSON.');
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw new ControlProblem(said.join('; '));
}

function refusal(status: number, message: string, code?: string): Response {
  return Response.json({ error: { message, ...(code ? { code } : {}) } }, { status });
}

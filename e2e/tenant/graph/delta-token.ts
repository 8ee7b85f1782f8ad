import { z } from 'zod';
import type { Calendar } from '../store/mailbox';
import type { World } from '../world';
import { badRequest, GraphProblem } from './problem';

/** The frozen window and the point reached. Nothing is kept on the server for it. */
const schema = z.object({
  generation: z.string(),
  calendarId: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  since: z.number(),
  /** Set during a full pass: where the calendar stood when it began. */
  initialHigh: z.number().nullable(),
});
export type DeltaToken = z.infer<typeof schema>;

export function writeDeltaToken(token: DeltaToken): string {
  return `R0us${Buffer.from(JSON.stringify(token)).toString('base64url')}`;
}

export function readDeltaToken(world: World, text: string, calendar: Calendar): DeltaToken {
  const token = decode(text);
  if (!token && world.behaviour.get('malformedDeltaTokenStatus') === 400) {
    throw badRequest('Badly formed token.');
  }
  const isHere = token?.generation === world.generation && token.calendarId === calendar.id;
  if (!token || !isHere || Math.max(token.since, token.initialHigh ?? 0) < calendar.forgottenBefore)
    throw stateNotFound();
  return token;
}

export function stateNotFound(): GraphProblem {
  return new GraphProblem(
    410,
    'SyncStateNotFound',
    'The sync state generation is not found; generation=149;[highest=157][lowest=151].',
  );
}

function decode(text: string): DeltaToken | null {
  try {
    return schema.parse(JSON.parse(Buffer.from(text.slice(4), 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

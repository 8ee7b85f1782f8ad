import { z } from 'zod';
import type { Call } from '../router';
import { giveLink, knowsLink } from '../store/links';
import type { Calendar } from '../store/mailbox';
import type { World } from '../world';
import { option } from './odata-query';
import { badRequest, GraphProblem } from './problem';

/** The frozen window and the point reached; the server keeps only a mark of having given it out. */
const schema = z.object({
  generation: z.string(),
  kind: z.enum(['view', 'events']),
  calendarId: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  /** Where the round began, and how far it has come. */
  base: z.number(),
  since: z.number(),
  /** Set during a full pass: where the calendar stood when it began. */
  initialHigh: z.number().nullable(),
  issuedAt: z.number(),
});
export type DeltaToken = z.infer<typeof schema>;

export function writeDeltaToken(world: World, token: DeltaToken): string {
  return giveLink(world.links, `R0us${Buffer.from(JSON.stringify(token)).toString('base64url')}`);
}

type Expected = { text: string; isNext: boolean; calendar: Calendar; kind: DeltaToken['kind'] };

export function readDeltaToken(call: Call, { text, isNext, calendar, kind }: Expected): DeltaToken {
  const { world } = call;
  const token = decode(text);
  if (!token && world.behaviour.get('malformedDeltaTokenStatus') === 400) {
    throw badRequest('Badly formed token.');
  }
  const isHere = token?.generation === world.generation && token.calendarId === calendar.id && token.kind === kind;
  const isKnown = isHere && knowsLink(world.links, text);
  if (!token || !isKnown || isTooOld(world, token, calendar, isNext)) throw stateLost(call);
  return token;
}

/** The state behind a link is gone, said in one of the ways that were seen. */
export function stateLost({ world, url, origin }: Call): GraphProblem {
  const how = world.behaviour.get('deltaStateLost');
  const generation = 'generation=149;[highest=157][lowest=151]';
  if (how === '410 SyncStateNotFound' || how === '404 syncStateNotFound') {
    const [status, code] = how.split(' ');
    return new GraphProblem(Number(status), code ?? '', `The sync state generation is not found; ${generation}.`);
  }
  if (how === '400 SyncStateInvalid') {
    return new GraphProblem(400, 'SyncStateInvalid', 'The sync state data is invalid.');
  }
  const message = 'Resync required. Replace any local items with the versions returned by the service.';
  const token = decode(option(url, '$skiptoken') ?? option(url, '$deltatoken') ?? '');
  const window = token ? `startDateTime=${isoText(token.fromMs)}&endDateTime=${isoText(token.toMs)}&` : '';
  const location = `${origin}${url.pathname}?${window}$deltatoken=`;
  const headers: Record<string, string> = how === '410 ResyncRequired with Location' ? { Location: location } : {};
  return new GraphProblem(410, 'ResyncRequired', message, {}, headers);
}

function isTooOld(world: World, token: DeltaToken, calendar: Calendar, isNext: boolean): boolean {
  if (Math.max(token.since, token.initialHigh ?? 0) < calendar.forgottenBefore) return true;
  const lifeMs = world.behaviour.get(isNext ? 'nextLinkLifeMs' : 'deltaLinkLifeMs');
  return lifeMs > 0 && world.clock.now() - token.issuedAt > lifeMs;
}

const isoText = (atMs: number) => new Date(atMs).toISOString();

function decode(text: string): DeltaToken | null {
  try {
    return schema.parse(JSON.parse(Buffer.from(text.slice(4), 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

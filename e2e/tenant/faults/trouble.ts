import type { Fault } from '../faults';
import { stateLost } from '../graph/delta-token';
import { notifyEarly } from '../graph/early-notice';
import { graphRefusal } from '../graph/serve';
import type { Call } from '../router';
import { type FaultEffect, nameOfEffect, type StatusEffect } from './effects';
import { distortListing } from './listing';
import { claimsChallenge, injected, validationRefused } from './refusals';
import { underSwitches } from './under-switches';

/** The connection breaks: no answer at all. */
export class ConnectionReset extends Error {}

/** Does an act of a person or program, a control call, in the midst of a request. */
export type Act = (method: string, path: string, body: unknown) => Promise<Response>;

/** One request with the trouble that is due for it: before it, in its place, or after what it does is done. */
export async function withTrouble(
  call: Call,
  faults: Fault[],
  handle: (call: Call) => Response | Promise<Response>,
  act: Act,
): Promise<Response> {
  if (faults.length === 0) return handle(call);
  const effects = faults.map((fault) => fault.effect);
  await pause(call, effects, act, false);
  if (effects.includes('reset_before')) throw new ConnectionReset();
  if (effects.includes('expire_token')) expireToken(call);
  const refusal = refusalBefore(call, effects);
  if (refusal) return refusal;

  const answer = await handle(asSeenLate(call, effects));

  if (effects.includes('notify_early')) await notifyEarly(call, answer);
  await pause(call, effects, act, true);
  if (effects.includes('reset_after_commit')) throw new ConnectionReset();
  const after = statusEffects(effects).find((effect) => effect.afterCommit);
  if (after) return injected(call, after);
  return cutBody(await distortListing(answer, faults, call.origin + call.url.pathname + call.url.search), effects);
}

function refusalBefore(call: Call, effects: FaultEffect[]): Response | undefined {
  for (const effect of effects) {
    if (effect === 'claims_challenge') return claimsChallenge(call);
    if (effect === 'validation_failed' || effect === 'validation_timeout') return validationRefused(call, effect);
    if (effect === 'gone') return graphRefusal(call, stateLost(call));
    if (typeof effect !== 'object') continue;
    if ('gone' in effect) return graphRefusal(call, stateLost(underSwitches(call, { deltaStateLost: effect.gone })));
    if ('status' in effect && !effect.afterCommit) return injected(call, effect);
  }
  return undefined;
}

function statusEffects(effects: FaultEffect[]): StatusEffect[] {
  return effects.filter((effect): effect is StatusEffect => typeof effect === 'object' && 'status' in effect);
}

/** What takes its time before the work is done, or between the work and the answer. */
async function pause(call: Call, effects: FaultEffect[], act: Act, afterCommit: boolean): Promise<void> {
  const { clock } = call.world;
  for (const effect of effects) {
    if (typeof effect !== 'object') continue;
    const isHere = 'afterCommit' in effect ? Boolean(effect.afterCommit) === afterCommit : !afterCommit;
    if (!isHere) continue;
    if ('delayMs' in effect) await new Promise((done) => setTimeout(done, effect.delayMs));
    if ('holdMs' in effect)
      await new Promise<void>((done) => clock.schedule(clock.now() + effect.holdMs, () => done()));
    if ('act' in effect) await act(effect.act.method, effect.act.path, effect.act.body);
  }
}

function expireToken({ world, request }: Call): void {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trim() ?? '';
  const token = world.issued.accessTokens.get(bearer);
  if (token) token.expiresAt = world.clock.now();
}

/** Reads that do not know of the newest writes yet. */
function asSeenLate(call: Call, effects: FaultEffect[]): Call {
  for (const effect of effects) {
    if (typeof effect === 'object' && 'lateVisibilityMs' in effect)
      return underSwitches(call, { viewsSeeWritesAfterMs: effect.lateVisibilityMs });
  }
  return call;
}

async function cutBody(response: Response, effects: FaultEffect[]): Promise<Response> {
  for (const effect of effects) {
    const isCut = typeof effect === 'object' && 'cutBodyAt' in effect;
    if (!isCut && effect !== 'empty_body') continue;
    const text = await response.text();
    return new Response(isCut ? text.slice(0, effect.cutBodyAt) : '', response);
  }
  return response;
}

export function namesOf(faults: Fault[]): string | undefined {
  return faults.map((one) => nameOfEffect(one.effect)).join() || undefined;
}

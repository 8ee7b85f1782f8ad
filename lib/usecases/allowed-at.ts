import { type Act, type Actor, can, canSomewhere } from '@/lib/auth/can';
import type { Tx } from '@/lib/db/client';
import type { HoursOwner } from '@/lib/db/hours-owners';
import { locationsOf, type Thing } from '@/lib/db/location-of';
import { ok, type Result, refuse } from '@/lib/result';

export type { Thing };

/** Whose hours, as rights are asked about them. */
export const hoursThing = ({ level, id }: HoursOwner): Thing => [level === 'space' ? 'resource' : level, id];

/**
 * Whether somebody may do this to all of these things, wherever they are. Whose role counts everywhere is asked about none
 * of them; for the others each has a location, and none at all is the whole library's. `not_found`: one is not there.
 */
export async function allowedAt(
  tx: Tx,
  actor: Actor,
  act: Act,
  things: readonly Thing[] = [],
): Promise<Result<undefined>> {
  if (can(actor, act)) return ok();
  if (!canSomewhere(actor, act) || things.length === 0) return refuse({ code: 'not_allowed' });
  const places = await locationsOf(tx, things);
  if (places.length === 0) return refuse({ code: 'not_found' });
  return places.every((at) => can(actor, act, at)) ? ok() : refuse({ code: 'not_allowed' });
}

/** The same as a yes or no. */
export const mayAt = async (tx: Tx, actor: Actor, act: Act, ...things: Thing[]): Promise<boolean> =>
  (await allowedAt(tx, actor, act, things)).ok;

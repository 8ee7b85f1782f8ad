import { type Actor, canSomewhere, within } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type MediatedLocation, type MediatorName, mediatedLocations, possibleMediators } from '@/lib/db/mediators';
import { ok, type Result, refuse } from '@/lib/result';

export type MediatorsView = { locations: MediatedLocation[]; people: MediatorName[] };

/** Every location with the categories that take requests, who is named for them, and who may be. */
export async function viewMediators(actor: Actor): Promise<Result<MediatorsView>> {
  if (!canSomewhere(actor, 'mediate_any')) return refuse({ code: 'not_allowed' });
  return ok({
    locations: within(actor, await mediatedLocations(db()), ({ id }) => id),
    people: await possibleMediators(db()),
  });
}

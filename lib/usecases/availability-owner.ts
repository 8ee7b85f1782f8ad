import { type Actor, can } from '@/lib/auth/can';
import type { Tx } from '@/lib/db/client';
import { type ResourceRecord, resourceById, resources } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';

/** Somebody whom patrons can meet, and whether it is who asks. */
export type AvailabilityOwner = ResourceRecord & { isOwn: boolean };

/**
 * Whose availability, absences and places: staff keep their own (the resource whose account is theirs), admins anybody's.
 * `asked` null: one's own; `not_found`: there is no appointment page.
 */
export async function availabilityOwner(
  tx: Tx,
  actor: Actor,
  asked: number | null,
): Promise<Result<AvailabilityOwner>> {
  if (actor.kind !== 'person' || !can(actor, 'offer_appointments')) return refuse({ code: 'not_allowed' });
  const found =
    asked === null
      ? (await resources(tx, { kind: 'person' })).find(({ personId }) => personId === actor.id)
      : await resourceById(tx, asked);
  const isOwn = found?.personId === actor.id;
  if (!isOwn && asked !== null && !can(actor, 'manage_appointments', found?.locationId))
    return refuse({ code: 'not_allowed' });
  if (found?.kind !== 'person') return refuse({ code: 'not_found' });
  return ok({ ...found, isOwn });
}

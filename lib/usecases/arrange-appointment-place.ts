import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/client';
import { orderPlaces, ownerOfPlace, placesOfPerson, updatePlace } from '@/lib/db/own-places';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { availabilityOwner } from './availability-owner';

const arrangeInput = z.object({
  placeId: z.coerce.number().int().positive().max(2_147_483_647),
  act: z.enum(['up', 'down', 'activate', 'deactivate']),
});

type Arranged = { resourceId: number; isOwn: boolean; name: string };

/**
 * A step up or down among a person's places, whose first active one is the usual one; or not offered any more, or again.
 * A place never goes: appointments there keep what was said when they were booked, and are still to come.
 */
export async function arrangeAppointmentPlace(actor: Actor, raw: unknown): Promise<Result<Arranged>> {
  const input = parse(arrangeInput, raw);
  if (!input.ok) return input;
  const { placeId, act } = input.value;
  return inTransaction(async (tx) => {
    const whose = await ownerOfPlace(tx, placeId);
    if (whose === null) return refuse({ code: 'not_found' });
    const owner = await availabilityOwner(tx, actor, whose);
    if (!owner.ok) return owner;
    const places = await placesOfPerson(tx, whose);
    const before = places.map(({ id }) => id);
    const personId = actor.kind === 'person' ? actor.id : null;
    const entry = { personId, subject: `appointment_place:${placeId}` };
    if (act === 'up' || act === 'down') {
      const after = before.filter((id) => id !== placeId);
      after.splice(Math.max(0, before.indexOf(placeId) + (act === 'up' ? -1 : 1)), 0, placeId);
      await orderPlaces(tx, whose, after);
      await audit(tx, { ...entry, act: 'appointment_place.ordered', detail: { person: whose, before, after } });
    } else {
      await updatePlace(tx, placeId, { active: act === 'activate' });
      await audit(tx, { ...entry, act: `appointment_place.${act}d`, detail: { person: whose } });
    }
    const name = places.find(({ id }) => id === placeId)?.name ?? '';
    return ok({ resourceId: whose, isOwn: owner.value.isOwn, name });
  });
}

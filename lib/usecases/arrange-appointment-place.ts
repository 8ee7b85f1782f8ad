import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { audit } from '@/lib/db/audit';
import { nameThePlace } from '@/lib/db/availability-rules';
import { inTransaction, type Tx } from '@/lib/db/client';
import { raiseHorizons } from '@/lib/db/horizons';
import { orderPlaces, ownerOfPlace, placesOfPerson, updatePlace } from '@/lib/db/own-places';
import { lockResources, type ResourceRecord, resourceById } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { availabilityOwner } from './availability-owner';
import { roomsFor } from './rooms-for-appointments';

const arrangeInput = z.object({
  placeId: z.coerce.number().int().positive().max(2_147_483_647),
  act: z.enum(['up', 'down', 'activate', 'deactivate']),
});

type Arranged = { resourceId: number; isOwn: boolean; name: string };

/**
 * A step up or down among a person's places, whose first active one is the usual one; or not offered any more, or again.
 * A place never goes: appointments there keep what was said when they were booked, and are still to come. Nobody's time
 * moves because another place is the usual one now: rules that named none name the former one, while it is offered.
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
    await lockResources(tx, [whose]);
    const usualPlaceId = (await appointmentWorld(tx, [owner.value]))(owner.value).usualPlaceId;
    const places = await placesOfPerson(tx, whose);
    const before = places.map(({ id }) => id);
    const personId = actor.kind === 'person' ? actor.id : null;
    const entry = { personId, subject: `appointment_place:${placeId}` };
    if (act === 'up' || act === 'down') {
      const after = before.filter((id) => id !== placeId);
      after.splice(Math.max(0, before.indexOf(placeId) + (act === 'up' ? -1 : 1)), 0, placeId);
      await orderPlaces(tx, whose, after);
      const named = await keepAtFormer(tx, owner.value, usualPlaceId);
      await audit(tx, { ...entry, act: 'appointment_place.ordered', detail: { person: whose, before, after, named } });
    } else {
      const spaceId = places.find(({ id }) => id === placeId)?.spaceId ?? null;
      if (act === 'activate' && spaceId !== null && !(await isRoomFor(tx, owner.value, spaceId)))
        return refuse({ code: 'invalid', fields: { space: 'room_elsewhere' } });
      await updatePlace(tx, placeId, { active: act === 'activate' });
      if (act === 'activate') await raiseHorizons(tx);
      const named = await keepAtFormer(tx, owner.value, usualPlaceId);
      await audit(tx, { ...entry, act: `appointment_place.${act}d`, detail: { person: whose, named } });
    }
    const name = places.find(({ id }) => id === placeId)?.name ?? '';
    return ok({ resourceId: whose, isOwn: owner.value.isOwn, name });
  });
}

/** It may have been switched off since, or its person gone to another location. */
async function isRoomFor(tx: Tx, person: ResourceRecord, spaceId: number): Promise<boolean> {
  const space = await resourceById(tx, spaceId);
  return space !== null && roomsFor(person, [space]).length > 0;
}

/** Where `former` was the usual place, is not any more and is offered still. Answers how many rules name it now. */
async function keepAtFormer(tx: Tx, person: ResourceRecord, former: number | null): Promise<number> {
  const { places, usualPlaceId } = (await appointmentWorld(tx, [person]))(person);
  const isKept = former !== null && former !== usualPlaceId && places.some(({ id }) => id === former);
  return isKept ? nameThePlace(tx, person.id, former) : 0;
}

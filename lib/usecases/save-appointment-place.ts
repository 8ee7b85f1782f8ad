import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/client';
import { raiseHorizons } from '@/lib/db/horizons';
import {
  activeLocations,
  insertPlace,
  type NewPlace,
  ownerOfPlace,
  placesOfPerson,
  updatePlace,
} from '@/lib/db/own-places';
import { resourceById } from '@/lib/db/resources';
import type { FieldProblem } from '@/lib/field-problem';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { type AvailabilityOwner, availabilityOwner } from './availability-owner';
import { placeInput } from './place-input';
import { roomsFor } from './rooms-for-appointments';

/**
 * A place of a person's appointments, new or changed. What it is (desk, room, online) stays; appointments booked there
 * keep what was said when they were booked.
 */
export async function saveAppointmentPlace(
  actor: Actor,
  raw: unknown,
): Promise<Result<{ resourceId: number; isOwn: boolean; placeId: number }>> {
  const input = parse(placeInput, raw);
  if (!input.ok) return input;
  const { person, placeId, place } = input.value;
  return inTransaction(async (tx) => {
    const whose = placeId === null ? person : await ownerOfPlace(tx, placeId);
    if (placeId !== null && whose === null) return refuse({ code: 'not_found' });
    const owner = await availabilityOwner(tx, actor, whose);
    if (!owner.ok) return owner;
    const problem = await problemOf(tx, owner.value, place, placeId);
    if (problem) return refuse({ code: 'invalid', fields: problem });
    const before = (await placesOfPerson(tx, owner.value.id)).find(({ id }) => id === placeId) ?? null;
    const id = placeId ?? (await insertPlace(tx, owner.value.id, place));
    if (placeId !== null) await updatePlace(tx, placeId, place);
    await raiseHorizons(tx);
    const personId = actor.kind === 'person' ? actor.id : null;
    const detail = { person: owner.value.id, before, after: place };
    await audit(tx, { personId, act: 'appointment_place.saved', subject: `appointment_place:${id}`, detail });
    return ok({ resourceId: owner.value.id, isOwn: owner.value.isOwn, placeId: id });
  });
}

async function problemOf(
  tx: Tx,
  owner: AvailabilityOwner,
  { kind, name, locationId, spaceId }: NewPlace,
  placeId: number | null,
): Promise<Record<string, FieldProblem> | null> {
  const places = await placesOfPerson(tx, owner.id);
  const old = places.find(({ id }) => id === placeId);
  if (old && old.kind !== kind) return { kind: 'invalid' };
  const isNamed = (other: string) => other.localeCompare(name, undefined, { sensitivity: 'base' }) === 0;
  if (places.some((one) => one.id !== placeId && isNamed(one.name))) return { name: 'name_taken' };
  const locations = await activeLocations(tx);
  if (locationId !== null && !locations.some(({ id }) => id === locationId)) return { location: 'invalid' };
  if (spaceId === null || old?.spaceId === spaceId) return null;
  const space = await resourceById(tx, spaceId);
  return space && roomsFor(owner, [space]).length > 0 ? null : { space: 'invalid' };
}

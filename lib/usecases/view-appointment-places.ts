import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { rulesOfPerson } from '@/lib/db/availability-rules';
import { db } from '@/lib/db/client';
import { meetingsPossible } from '@/lib/db/online-meetings';
import { upcomingAtPlaces } from '@/lib/db/own-appointments';
import { activeLocations, type OwnPlace, ownerOfPlace, placesOfPerson } from '@/lib/db/own-places';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { localDateOf } from '@/lib/time/zone';
import { type AvailabilityOwner, availabilityOwner } from './availability-owner';
import { roomsFor } from './rooms-for-appointments';
import { isToCome } from './view-availability';

const id = z.coerce.number().int().positive().max(2_147_483_647);
const viewPlacesInput = z.object({ person: id.optional(), placeId: id.optional() });

/**
 * `upcoming`: appointments still to come there. Of rules still to come, `onlyHere`: those that name no other place that is
 * offered; `unnamed`: those that name none at all, which is this one while it is the usual place.
 */
export type PlaceView = OwnPlace & { isUsual: boolean; upcoming: number; onlyHere: number; unnamed: number };

export type PlacesView = {
  person: Pick<AvailabilityOwner, 'id' | 'isOwn' | 'name' | 'locationId' | 'locationName'>;
  places: PlaceView[];
  /** The one that was asked for; null: none was. */
  place: PlaceView | null;
  /** The usual one, if that were not offered any more. */
  nextUsual: string;
  /** Where else a desk may stand. */
  locations: { id: number; name: string }[];
  rooms: { id: number; name: string; capacity: number | null }[];
  /** Whether a Teams meeting would be made with an appointment now. */
  teamsPossible: boolean;
};

/** Where somebody meets patrons, and what they may choose from. */
export async function viewAppointmentPlaces(actor: Actor, raw: unknown, now: Date): Promise<Result<PlacesView>> {
  const input = parse(viewPlacesInput, raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  const { person, placeId } = input.value;
  const whose = placeId === undefined ? (person ?? null) : await ownerOfPlace(db(), placeId);
  if (placeId !== undefined && whose === null) return refuse({ code: 'not_found' });
  const owner = await availabilityOwner(db(), actor, whose);
  if (!owner.ok) return owner;
  const { id: resourceId, locationId, timeZone } = owner.value;
  const all = await placesOfPerson(db(), resourceId);
  const active = new Set(all.filter((one) => one.active).map((one) => one.id));
  const today = localDateOf(now, timeZone);
  const rules = (await rulesOfPerson(db(), resourceId)).filter((rule) => isToCome(rule, today));
  const { usualPlaceId, places: offered } = (await appointmentWorld(db(), [owner.value]))(owner.value);
  const upcoming = await upcomingAtPlaces(db(), resourceId, now);
  const places = all.map((one) => ({
    ...one,
    isUsual: one.id === usualPlaceId,
    upcoming: upcoming.get(one.id) ?? 0,
    onlyHere: rules.filter(
      ({ placeIds }) => placeIds.includes(one.id) && !placeIds.some((other) => other !== one.id && active.has(other)),
    ).length,
    unnamed: one.id === usualPlaceId ? rules.filter(({ placeIds }) => placeIds.length === 0).length : 0,
  }));
  const spaces = await resources(db(), { kind: 'space', locationId, activeOnly: true });
  return ok({
    ...{ person: owner.value, places, place: places.find((one) => one.id === placeId) ?? null },
    nextUsual: offered[1]?.name ?? owner.value.locationName,
    locations: (await activeLocations(db())).filter((one) => one.id !== locationId),
    rooms: roomsFor(owner.value, spaces).map(({ id, name, capacity }) => ({ id, name, capacity })),
    teamsPossible: await meetingsPossible(db(), resourceId),
  });
}

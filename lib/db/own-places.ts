import type { Tx } from '@/lib/db/client';

/** A place as its person keeps it; `spaceName` and `locationName` say where it is, if elsewhere than at the desk. */
export type OwnPlace = {
  id: number;
  resourceId: number;
  kind: PlaceKind;
  name: string;
  directions: string;
  /** Of a desk in another building. */
  locationId: number | null;
  locationName: string | null;
  /** Of a room. */
  spaceId: number | null;
  spaceName: string | null;
  link: string;
  teams: boolean;
  active: boolean;
};

export type PlaceKind = 'desk' | 'room' | 'online';

export type NewPlace = Pick<OwnPlace, 'kind' | 'name' | 'directions' | 'locationId' | 'spaceId' | 'link' | 'teams'>;

const WITH_NAMES = { space: { select: { name: true } }, location: { select: { name: true } } } as const;

/** Of one person, in their own order: the first active one is the usual place. */
export async function placesOfPerson(tx: Tx, resourceId: number): Promise<OwnPlace[]> {
  const orderBy = [{ position: 'asc' }, { id: 'asc' }] as const;
  const rows = await tx.appointmentPlace.findMany({
    where: { resourceId },
    orderBy: [...orderBy],
    include: WITH_NAMES,
  });
  return rows.map(({ kind, space, location, position: _, ...row }) => ({
    ...{ ...row, kind: kind as PlaceKind, spaceName: space?.name ?? null, locationName: location?.name ?? null },
  }));
}

/** Whose place it is; null: there is none. */
export async function ownerOfPlace(tx: Tx, id: number): Promise<number | null> {
  const row = await tx.appointmentPlace.findUnique({ where: { id }, select: { resourceId: true } });
  return row?.resourceId ?? null;
}

/** After those that are there. Answers its id. */
export async function insertPlace(tx: Tx, resourceId: number, place: NewPlace): Promise<number> {
  const last = await tx.appointmentPlace.aggregate({ where: { resourceId }, _max: { position: true } });
  const data = { resourceId, ...place, position: (last._max.position ?? -1) + 1 };
  return (await tx.appointmentPlace.create({ data, select: { id: true } })).id;
}

export async function updatePlace(tx: Tx, id: number, change: Partial<NewPlace & { active: boolean }>): Promise<void> {
  await tx.appointmentPlace.update({ where: { id }, data: change });
}

/** Numbered anew in this order of ids. */
export async function orderPlaces(tx: Tx, resourceId: number, ids: readonly number[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE appointment_place SET position = wanted.place - 1
    FROM unnest(${[...ids]}::int[]) WITH ORDINALITY AS wanted(id, place)
    WHERE appointment_place.id = wanted.id AND resource_id = ${resourceId}`;
}

/** A person's rooms that are not at this location are not offered any more. Answers which places they were. */
export async function withdrawRoomsElsewhere(tx: Tx, resourceId: number, locationId: number): Promise<number[]> {
  const space = { category: { locationId: { not: locationId } } };
  const rows = await tx.appointmentPlace.updateManyAndReturn({
    where: { resourceId, active: true, space },
    data: { active: false },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Where a desk may stand. */
export const activeLocations = (tx: Tx): Promise<{ id: number; name: string }[]> =>
  tx.location.findMany({
    where: { active: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  });

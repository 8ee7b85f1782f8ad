import type { Tx } from '@/lib/db/client';
import type { LocationRecord } from '@/lib/db/library';
import type { Access } from '@/lib/db/resources';

/** People who offer the same help, with a page of their own at /appointments/{slug}. */
export type GroupRecord = {
  id: number;
  name: string;
  slug: string;
  description: string;
  access: Access;
  /** Patrons may leave it to the library whom they meet. */
  anyMember: boolean;
  /** Of people's resources, whether these are active or not. */
  memberIds: number[];
};

/** The groups that are in use, in the library's own order. */
export async function appointmentGroups(tx: Tx): Promise<GroupRecord[]> {
  const rows = await tx.appointmentGroup.findMany({
    where: { active: true },
    orderBy: [{ position: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, name: true, slug: true, description: true, access: true, anyMember: true },
      members: { select: { resourceId: true }, orderBy: { resourceId: 'asc' } },
    },
  });
  return rows.map(({ members, ...group }) => ({ ...group, memberIds: members.map(({ resourceId }) => resourceId) }));
}

/** Where people may be met in person; in the library's own order. */
export const activeLocations = (tx: Tx): Promise<LocationRecord[]> =>
  tx.location.findMany({
    where: { active: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, address: true, timeZone: true, access: true },
  });

/** At which location each place of these people is, by its id; those online are at none and left out. */
export async function placeLocations(tx: Tx, resourceIds: readonly number[]): Promise<Map<number, PlaceAt>> {
  const rows = await tx.$queryRaw<(PlaceAt & { placeId: number })[]>`
    SELECT place.id AS "placeId", location.id, location.name
    FROM appointment_place place JOIN resource person ON person.id = place.resource_id
      LEFT JOIN resource space ON space.id = place.space_id
      JOIN category ON category.id = coalesce(space.category_id, person.category_id)
      JOIN location ON location.id = coalesce(place.location_id, category.location_id)
    WHERE place.resource_id = ANY(${[...resourceIds]}::int[]) AND place.kind <> 'online' AND location.active`;
  return new Map(rows.map(({ placeId, ...at }) => [placeId, at]));
}

export type PlaceAt = { id: number; name: string };

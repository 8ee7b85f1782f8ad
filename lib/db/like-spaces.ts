import type { Tx } from '@/lib/db/client';

/**
 * Spaces of the same location that can stand in for one: as many people at least, with all of its features, and what it
 * says of access (step-free, hearing loop, adjustable desk). First those of its own category, then the nearest in size.
 * Parts and wholes of it are among them, and are only free when it is. No containers; a seat for a seat only.
 */
export async function likeSpaces(tx: Tx, spaceId: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT other.id FROM resource space
    JOIN category ON category.id = space.category_id
    JOIN category place ON place.location_id = category.location_id AND place.kind = 'space' AND place.active
    JOIN resource other ON other.category_id = place.id AND other.kind = 'space' AND other.active
    WHERE space.id = ${spaceId} AND other.id <> space.id
      AND NOT other.is_container AND other.is_seat = space.is_seat
      AND (place.access <> 'staff' OR category.access = 'staff')
      AND coalesce(other.capacity, 0) >= coalesce(space.capacity, 0)
      AND NOT EXISTS (
        SELECT feature_id FROM resource_feature WHERE resource_id = space.id
        EXCEPT SELECT feature_id FROM resource_feature WHERE resource_id = other.id)
      AND (space.step_free IS NOT TRUE OR other.step_free) AND (space.hearing_loop IS NOT TRUE OR other.hearing_loop)
      AND (space.adjustable_desk IS NOT TRUE OR other.adjustable_desk)
    ORDER BY other.category_id <> space.category_id, coalesce(other.capacity, 0), other.position, other.name, other.id`;
  return rows.map(({ id }) => id);
}

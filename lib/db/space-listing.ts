import type { Tx } from '@/lib/db/client';

/** What other programs are told of a space beside its record. */
export type SpaceListing = {
  id: number;
  /** Of a seat without one its container's. */
  zoneId: number | null;
  featureIds: number[];
  /** Of each level by itself; empty: none. */
  terms: string;
  categoryTerms: string;
  locationTerms: string;
  /** It, or what holds it, asks questions of its own; and its category does. */
  asks: boolean;
  categoryAsks: boolean;
  /** The address of the room in Outlook; null: linked to none. */
  mailbox: string | null;
};

/** In one query, by the space's id. */
export async function spaceListings(tx: Tx, ids: readonly number[]): Promise<Map<number, SpaceListing>> {
  const rows = await tx.$queryRaw<SpaceListing[]>`
    SELECT resource.id, coalesce(resource.zone_id, container.zone_id) AS "zoneId",
      ARRAY(SELECT feature_id FROM resource_feature JOIN feature ON feature.id = feature_id
        WHERE resource_id = resource.id ORDER BY feature.position, feature.id) AS "featureIds",
      resource.terms, category.terms AS "categoryTerms", location.terms AS "locationTerms",
      EXISTS (SELECT FROM question WHERE question.resource_id IN (resource.id, held.whole_id)) AS asks,
      EXISTS (SELECT FROM question WHERE question.category_id = category.id) AS "categoryAsks",
      (SELECT mailbox_address FROM calendar_link link
        WHERE link.resource_id = resource.id AND link.state NOT IN ('unlinked', 'closing')
        ORDER BY link.writes DESC, link.id LIMIT 1) AS mailbox
    FROM resource JOIN category ON category.id = resource.category_id JOIN location ON location.id = category.location_id
      LEFT JOIN resource_part held ON held.part_id = resource.id AND resource.is_seat
      LEFT JOIN resource container ON container.id = held.whole_id
    WHERE resource.id = ANY(${[...ids]}::int[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

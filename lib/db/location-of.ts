import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** What rights are asked about, by its kind and id. */
export type Thing = readonly [kind: keyof typeof LOCATION_OF, id: number];

const RESOURCE = Prisma.sql`resource JOIN category ON category.id = resource.category_id`;

const LOCATION_OF = {
  location: Prisma.sql`SELECT id AS key, id AS at FROM location`,
  category: Prisma.sql`SELECT id AS key, location_id AS at FROM category`,
  zone: Prisma.sql`SELECT id AS key, location_id AS at FROM zone`,
  resource: Prisma.sql`SELECT resource.id AS key, location_id AS at FROM ${RESOURCE}`,
  /** An appointment is where its person is, wherever its room; another booking everywhere where it takes something. */
  booking: Prisma.sql`
    SELECT booking_id AS key, location_id AS at FROM booking_item JOIN ${RESOURCE} ON resource.id = resource_id
    WHERE resource.kind = 'person'
      OR NOT EXISTS (SELECT FROM appointment WHERE appointment.booking_id = booking_item.booking_id)`,
  series: Prisma.sql`
    SELECT series_id AS key, location_id AS at FROM series_occurrence JOIN ${RESOURCE} ON resource.id = resource_id
    UNION SELECT series_id, location_id FROM booking JOIN booking_item ON booking_id = booking.id
      JOIN ${RESOURCE} ON resource.id = resource_id WHERE series_id IS NOT NULL`,
  ban: Prisma.sql`SELECT id AS key, location_id AS at FROM ban`,
  case: Prisma.sql`
    SELECT sync_conflict.id AS key, location_id AS at FROM sync_conflict JOIN ${RESOURCE} ON resource.id = resource_id`,
  kind: Prisma.sql`
    SELECT kind.id AS key, category.location_id AS at FROM appointment_kind kind
    LEFT JOIN resource ON resource.id = kind.resource_id
    JOIN category ON category.id = coalesce(kind.category_id, resource.category_id)`,
  question: Prisma.sql`
    SELECT question.id AS key, category.location_id AS at FROM question
    LEFT JOIN appointment_kind kind ON kind.id = question.kind_id
    LEFT JOIN resource ON resource.id = coalesce(question.resource_id, kind.resource_id)
    JOIN category ON category.id = coalesce(question.category_id, kind.category_id, resource.category_id)`,
  hours_change: Prisma.sql`
    SELECT change.id AS key, coalesce(change.location_id, category.location_id) AS at FROM hours_change change
    LEFT JOIN resource ON resource.id = change.resource_id
    LEFT JOIN category ON category.id = coalesce(change.category_id, resource.category_id)`,
} as const;

/** The locations of all of them, each once; null: of the whole library. Empty: one of them is not there. */
export async function locationsOf(tx: Tx, things: readonly Thing[]): Promise<(number | null)[]> {
  const found = new Set<number | null>();
  for (const [kind, id] of things) {
    const rows = await tx.$queryRaw<{ at: number | null }[]>`
      SELECT DISTINCT at FROM (${LOCATION_OF[kind]}) AS thing WHERE key = ${id}::bigint`;
    if (rows.length === 0) return [];
    for (const { at } of rows) found.add(at);
  }
  return [...found];
}

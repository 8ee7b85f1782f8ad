import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** What has a place among its like: locations and features in the library, all else within what it belongs to. */
export type Ordered = 'location' | 'category' | 'zone' | 'space' | 'feature' | 'question';

const TABLES = {
  location: { table: Prisma.raw('location'), parent: Prisma.raw('NULL::int'), order: Prisma.raw('position, id') },
  feature: { table: Prisma.raw('feature'), parent: Prisma.raw('NULL::int'), order: Prisma.raw('position, id') },
  category: { table: Prisma.raw('category'), parent: Prisma.raw('location_id'), order: Prisma.raw('position, id') },
  zone: { table: Prisma.raw('zone'), parent: Prisma.raw('location_id'), order: Prisma.raw('position, id') },
  // Told by what it asks. Of a category, or of a space, whose number stands below zero here.
  question: {
    table: Prisma.raw('question'),
    parent: Prisma.raw('coalesce(category_id, -resource_id)'),
    order: Prisma.raw('position, id'),
  },
  space: { table: Prisma.raw('resource'), parent: Prisma.raw('category_id'), order: Prisma.raw('position, name, id') },
} as const;

/** The place after the last of its like. */
export async function lastPlace(tx: Tx, kind: Ordered, parentId: number | null): Promise<number> {
  const { table, parent } = TABLES[kind];
  const [row] = await tx.$queryRaw<{ place: number }[]>`
    SELECT (coalesce(max(position), -1) + 1)::int AS place FROM ${table} WHERE ${parent} IS NOT DISTINCT FROM ${parentId}::int`;
  return row?.place ?? 0;
}

/**
 * One step up or down among its like, which are numbered anew. Answers its name, and the order of ids before and
 * after; null: there is no such thing. At the end of the row nothing moves.
 */
export async function moveInOrder(tx: Tx, kind: Ordered, id: number, step: -1 | 1) {
  const { table, parent, order } = TABLES[kind];
  const name = Prisma.raw(kind === 'question' ? 'label' : 'name');
  const rows = await tx.$queryRaw<{ id: number; name: string }[]>`
    SELECT id, ${name} AS name FROM ${table}
    WHERE ${parent} IS NOT DISTINCT FROM (SELECT ${parent} FROM ${table} WHERE id = ${id})
    ORDER BY ${order} FOR UPDATE`;
  const before = rows.map((row) => row.id);
  const place = before.indexOf(id);
  if (place < 0) return null;
  const after = before.filter((one) => one !== id);
  after.splice(Math.max(0, place + step), 0, id);
  await tx.$executeRaw`
    UPDATE ${table} SET position = wanted.place - 1
    FROM unnest(${after}::int[]) WITH ORDINALITY AS wanted(id, place) WHERE ${table}.id = wanted.id`;
  return { name: rows[place]?.name ?? '', before, after };
}

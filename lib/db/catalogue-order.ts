import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/**
 * What has a place among its like: locations, features and groups of appointments in the library, all else within what it
 * belongs to.
 */
export type Ordered =
  | 'location'
  | 'category'
  | 'zone'
  | 'space'
  | 'person'
  | 'feature'
  | 'question'
  | 'kind'
  | 'appointment_group';

/** Rows of which table, what they belong to as a text, and their order. */
const rows = (table: string, parent: string, order = 'position, id') => ({
  ...{ table: Prisma.raw(table), parent: Prisma.raw(parent), order: Prisma.raw(order) },
});

const NOTHING = "''";
const IN_CATEGORY = rows('resource', 'category_id::text', 'position, name, id');

const TABLES = {
  location: rows('location', NOTHING),
  feature: rows('feature', NOTHING),
  appointment_group: rows('appointment_group', NOTHING),
  category: rows('category', "location_id || ' ' || kind"),
  zone: rows('zone', 'location_id::text'),
  question: rows('question', "coalesce('category ' || category_id, 'space ' || resource_id, 'kind ' || kind_id)"),
  kind: rows('appointment_kind', "coalesce('category ' || category_id, 'person ' || resource_id)"),
  ...{ space: IN_CATEGORY, person: IN_CATEGORY },
} as const satisfies Record<Ordered, unknown>;

/** What it belongs to, by which its like are found: nothing, a number, or one of several kinds of things. */
export type OrderedIn =
  | null
  | number
  | `${'category' | 'space' | 'kind' | 'person'} ${number}`
  | `${number} ${'space' | 'person'}`;

/** The place after the last of its like. */
export async function lastPlace(tx: Tx, kind: Ordered, within: OrderedIn): Promise<number> {
  const { table, parent } = TABLES[kind];
  const [row] = await tx.$queryRaw<{ place: number }[]>`
    SELECT (coalesce(max(position), -1) + 1)::int AS place FROM ${table} WHERE ${parent} = ${String(within ?? '')}`;
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
    WHERE ${parent} = (SELECT ${parent} FROM ${table} WHERE id = ${id})
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

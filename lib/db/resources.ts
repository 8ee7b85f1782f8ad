import type { Policy } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** What can be booked, with where it is and the rules of its category. */
export type ResourceRecord = {
  id: number;
  kind: 'space' | 'person';
  /** The staff account behind a person. */
  personId: number | null;
  name: string;
  slug: string | null;
  description: string;
  directions: string;
  capacity: number | null;
  features: string[];
  subjects: string[];
  active: boolean;
  picture: string;
  categoryId: number;
  categoryName: string;
  locationId: number;
  locationName: string;
  locationAddress: string;
  timeZone: string;
  policy: Policy;
  /** Answers to disagreements with Outlook, as stored: for `syncPolicy` of lib/booking. */
  syncPolicy: unknown;
};

/** Which resources to read; everything named must hold. */
export type ResourceFilter = {
  ids?: readonly number[];
  slug?: string;
  kind?: 'space' | 'person';
  locationId?: number;
  categoryId?: number;
  activeOnly?: boolean;
};

type Row = Omit<ResourceRecord, 'policy'> & Policy;

/** One query, in the library's own order: category, then position, then name. */
export async function resources(tx: Tx, filter: ResourceFilter): Promise<ResourceRecord[]> {
  const { ids, slug, kind, locationId, categoryId, activeOnly } = filter;
  const conditions = [
    Prisma.sql`true`,
    ...(ids ? [Prisma.sql`resource.id = ANY(${[...ids]}::int[])`] : []),
    ...(slug === undefined ? [] : [Prisma.sql`resource.slug = ${slug}`]),
    ...(kind ? [Prisma.sql`resource.kind = ${kind}::resource_kind`] : []),
    ...(locationId === undefined ? [] : [Prisma.sql`category.location_id = ${locationId}`]),
    ...(categoryId === undefined ? [] : [Prisma.sql`resource.category_id = ${categoryId}`]),
    ...(activeOnly ? [Prisma.sql`resource.active`] : []),
  ];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT resource.id, resource.kind::text AS kind, resource.person_id AS "personId", resource.name, resource.slug,
      resource.description, resource.directions, resource.capacity, resource.features, resource.subjects,
      resource.active, resource.sync_policy AS "syncPolicy", category.picture, category.id AS "categoryId", category.name AS "categoryName",
      location.id AS "locationId", location.name AS "locationName", location.address AS "locationAddress",
      location.time_zone AS "timeZone", category.step_minutes AS "stepMinutes", category.min_minutes AS "minMinutes",
      category.max_minutes AS "maxMinutes", category.default_minutes AS "defaultMinutes",
      category.min_notice_minutes AS "minNoticeMinutes", category.window_days AS "windowDays",
      category.max_minutes_per_day AS "maxMinutesPerDay", category.setup_minutes AS "setupMinutes",
      category.cleanup_minutes AS "cleanupMinutes", category.cancel_by_minutes AS "cancelByMinutes"
    FROM resource JOIN category ON category.id = resource.category_id JOIN location ON location.id = category.location_id
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY location.position, category.position, category.id, resource.position, resource.name, resource.id`;
  return rows.map(asRecord);
}

export async function resourceById(tx: Tx, id: number): Promise<ResourceRecord | null> {
  const [found] = await resources(tx, { ids: [id] });
  return found ?? null;
}

/**
 * Relatives of a resource, however deep. `partIds` below it, `wholeIds` above it; `blockerIds`: itself, its parts, and
 * all wholes of any of these, since what Outlook blocks goes down from a whole to its parts (sync-design §2).
 */
export type Family = { partIds: number[]; wholeIds: number[]; blockerIds: number[] };

type Relation = keyof Family;

export async function familiesOf(tx: Tx, ids: readonly number[]): Promise<(id: number) => Family> {
  const rows = await tx.$queryRaw<{ id: number; other: number; relation: Relation }[]>`
    WITH RECURSIVE below(id, other) AS (
      SELECT unnest, unnest FROM unnest(${[...ids]}::int[])
      UNION SELECT below.id, part_id FROM below JOIN resource_part ON whole_id = below.other
    ), above(id, other) AS (
      SELECT unnest, unnest FROM unnest(${[...ids]}::int[])
      UNION SELECT above.id, whole_id FROM above JOIN resource_part ON part_id = above.other
    ), blocker(id, other) AS (
      SELECT id, other FROM below
      UNION SELECT blocker.id, whole_id FROM blocker JOIN resource_part ON part_id = blocker.other
    )
    SELECT id, other, 'partIds' AS relation FROM below WHERE other <> id
    UNION ALL SELECT id, other, 'wholeIds' FROM above WHERE other <> id
    UNION ALL SELECT id, other, 'blockerIds' FROM blocker
    ORDER BY other`;
  const families = new Map<number, Family>(ids.map((id) => [id, { partIds: [], wholeIds: [], blockerIds: [] }]));
  for (const { id, other, relation } of rows) families.get(id)?.[relation].push(other);
  return (id) => families.get(id) ?? { partIds: [], wholeIds: [], blockerIds: [id] };
}

/**
 * Whoever changes taken time locks first: the resources, their parts and their wholes, in id order (sync-design §2). So
 * a booking sees the block that a pull put, or the pull sees the booking. Returns the ids locked.
 */
export async function lockResources(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    WITH RECURSIVE below(id) AS (
      SELECT unnest(${[...ids]}::int[])
      UNION SELECT part_id FROM below JOIN resource_part ON whole_id = below.id
    ), above(id) AS (
      SELECT unnest(${[...ids]}::int[])
      UNION SELECT whole_id FROM above JOIN resource_part ON part_id = above.id
    )
    SELECT id FROM resource WHERE id IN (SELECT id FROM below UNION SELECT id FROM above) ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

function asRecord(row: Row): ResourceRecord {
  const {
    stepMinutes,
    minMinutes,
    maxMinutes,
    defaultMinutes,
    minNoticeMinutes,
    windowDays,
    maxMinutesPerDay,
    setupMinutes,
    cleanupMinutes,
    cancelByMinutes,
    ...rest
  } = row;
  return {
    ...rest,
    policy: {
      ...{ stepMinutes, minMinutes, maxMinutes, defaultMinutes, minNoticeMinutes, windowDays, maxMinutesPerDay },
      ...{ setupMinutes, cleanupMinutes, cancelByMinutes },
    },
  };
}

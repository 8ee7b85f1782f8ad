import type { Policy } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { type ResourceRow, recordOf } from '@/lib/db/resource-row';

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
  /** The icon of each feature, in the same order (lib/feature-icons). */
  featureIcons: string[];
  subjects: string[];
  /** It, its category and its location. */
  active: boolean;
  /** The stricter of its category's and its location's. */
  access: Access;
  /** Its category's own: what is listed within a location that one has the address of. */
  categoryAccess: Access;
  /** As the nearest level that says has it: resource, its container, category, location. */
  signInRequired: boolean;
  /** Its own picture's address, else the name of its category's drawing. */
  picture: string;
  /** What its own picture shows; empty: it has none of its own. */
  pictureAlt: string;
  zone: string | null;
  isSeat: boolean;
  /** Of a seat: what holds it, whose groups, terms, hours and questions are the seat's too. */
  container: { id: number; name: string } | null;
  /** Booked by its seats only. */
  isContainer: boolean;
  accessibility: Accessibility;
  /** To accept before booking, of the location, the category, its container and itself, those that say something. */
  terms: string[];
  /** Guests follow a link in a mail within so many minutes; null: not asked for. */
  verifyMinutes: number | null;
  /** A chosen time is kept so long while its form is filled in; null: not at all. */
  holdMinutes: number | null;
  /** Of a person: only patrons with an address there may book, lower case, without @; none: all. */
  emailDomains: string[];
  /** Patrons may give a name for the door sign. */
  nicknames: boolean;
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

/** Who is shown it. public: everybody; unlisted: whoever has the address; staff: staff only. */
export type Access = 'public' | 'unlisted' | 'staff';

/** Facts about getting in and using it; null: not known. */
export type Accessibility = {
  stepFree: boolean | null;
  doorWidthCm: number | null;
  hearingLoop: boolean | null;
  deskHeightCm: number | null;
  adjustableDesk: boolean | null;
};

/** Which resources to read; everything named must hold. */
export type ResourceFilter = {
  ids?: readonly number[];
  slug?: string;
  kind?: 'space' | 'person';
  locationId?: number;
  categoryId?: number;
  categoryIds?: readonly number[];
  /** It, its category and its location. */
  activeOnly?: boolean;
  /** Of a category with this access. */
  categoryAccess?: readonly Access[];
};

/** One query, in the library's own order: category, then position, then name. */
export async function resources(tx: Tx, filter: ResourceFilter): Promise<ResourceRecord[]> {
  const { ids, slug, kind, locationId, categoryId, categoryIds, activeOnly, categoryAccess } = filter;
  const conditions = [
    Prisma.sql`true`,
    ...(ids ? [Prisma.sql`resource.id = ANY(${[...ids]}::int[])`] : []),
    ...(slug === undefined ? [] : [Prisma.sql`resource.slug = ${slug}`]),
    ...(kind ? [Prisma.sql`resource.kind = ${kind}::resource_kind`] : []),
    ...(locationId === undefined ? [] : [Prisma.sql`category.location_id = ${locationId}`]),
    ...(categoryId === undefined ? [] : [Prisma.sql`resource.category_id = ${categoryId}`]),
    ...(categoryIds ? [Prisma.sql`resource.category_id = ANY(${[...categoryIds]}::int[])`] : []),
    ...(activeOnly ? [Prisma.sql`resource.active AND category.active AND location.active`] : []),
    ...(categoryAccess ? [Prisma.sql`category.access::text = ANY(${[...categoryAccess]}::text[])`] : []),
  ];
  const rows = await tx.$queryRaw<ResourceRow[]>`
    SELECT resource.id, resource.kind::text AS kind, resource.person_id AS "personId", resource.name, resource.slug,
      resource.description, resource.directions, resource.capacity, resource.subjects,
      offered.names AS features, offered.icons AS "featureIcons", resource.sync_policy AS "syncPolicy",
      resource.active AND category.active AND location.active AS active,
      greatest(category.access, location.access)::text AS access, category.access::text AS "categoryAccess",
      coalesce('/api/pictures/' || picture.id, category.picture) AS picture, coalesce(picture.alt, '') AS "pictureAlt",
      zone.name AS zone, resource.is_seat AS "isSeat", resource.is_container AS "isContainer",
      resource.step_free AS "stepFree", resource.door_width_cm AS "doorWidthCm", resource.hearing_loop AS "hearingLoop",
      resource.desk_height_cm AS "deskHeightCm", resource.adjustable_desk AS "adjustableDesk",
      coalesce(resource.sign_in_required, container.sign_in_required, category.sign_in_required,
        location.sign_in_required) AS "signInRequired",
      array_remove(ARRAY[location.terms, category.terms, coalesce(container.terms, ''), resource.terms], '') AS terms,
      container.id AS "containerId", container.name AS "containerName",
      location.verify_minutes AS "verifyMinutes", location.hold_minutes AS "holdMinutes", category.nicknames,
      coalesce(said.email_domains, '{}') AS "emailDomains",
      category.id AS "categoryId", category.name AS "categoryName",
      location.id AS "locationId", location.name AS "locationName", location.address AS "locationAddress",
      location.time_zone AS "timeZone", category.step_minutes AS "stepMinutes", category.min_minutes AS "minMinutes",
      category.max_minutes AS "maxMinutes", category.default_minutes AS "defaultMinutes",
      category.min_notice_minutes AS "minNoticeMinutes", category.lead_until_end AS "leadUntilEnd",
      category.window_days AS "windowDays", category.rollover_minute AS "rolloverMinute",
      category.fixed_periods AS "fixedPeriods", category.setup_minutes AS "setupMinutes",
      category.cleanup_minutes AS "cleanupMinutes", category.gap_minutes AS "gapMinutes",
      category.gap_scope::text AS "gapScope", category.cancel_by_minutes AS "cancelByMinutes", category.mediation
    FROM resource JOIN category ON category.id = resource.category_id JOIN location ON location.id = category.location_id
      LEFT JOIN zone ON zone.id = resource.zone_id LEFT JOIN picture ON picture.id = resource.picture_id
      LEFT JOIN appointment_settings said ON said.resource_id = resource.id
      LEFT JOIN resource_part held ON held.part_id = resource.id AND resource.is_seat
      LEFT JOIN resource container ON container.id = held.whole_id
      CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(feature.name ORDER BY feature.position, feature.id), '{}') AS names,
          coalesce(array_agg(feature.icon ORDER BY feature.position, feature.id), '{}') AS icons
        FROM resource_feature JOIN feature ON feature.id = feature_id WHERE resource_id = resource.id
      ) offered
    WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY location.position, category.position, category.id, resource.position, resource.name, resource.id`;
  return rows.map(recordOf);
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

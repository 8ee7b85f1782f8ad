import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

export type MediatorPlace = { locationId: number } | { categoryId: number };

/** Closed accounts, and those that are patrons now, decide nothing. */
const ACTIVE = {
  disabledAt: null,
  role: { notIn: ['patron', 'read_only'] },
} as const satisfies Prisma.PersonWhereInput;

/**
 * Who decides on a request: those named for one of its categories or for its location; where nobody is, the admins, so
 * that no request waits for nobody (libcal-domain §2.7).
 */
export async function mediatorsOf(tx: Tx, bookingId: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    WITH place AS (
      SELECT DISTINCT category.id AS category_id, category.location_id FROM booking_item item
      JOIN resource ON resource.id = item.resource_id JOIN category ON category.id = resource.category_id
      WHERE item.booking_id = ${bookingId}
    ), named AS (
      SELECT DISTINCT person.id FROM place
      JOIN mediator ON mediator.category_id = place.category_id OR mediator.location_id = place.location_id
      JOIN person ON person.id = mediator.person_id AND person.disabled_at IS NULL AND person.role NOT IN ('patron', 'read_only')
    )
    SELECT id FROM named
    UNION SELECT id FROM person WHERE role = 'admin' AND disabled_at IS NULL AND NOT EXISTS (SELECT FROM named)
    ORDER BY id`;
  return rows.map(({ id }) => id);
}

export type MediatorName = { id: number; name: string };

/** A location with its categories, and who is named where. */
export type MediatedLocation = {
  id: number;
  name: string;
  digest: boolean;
  mediators: MediatorName[];
  categories: { id: number; name: string; mediation: boolean; mediators: MediatorName[] }[];
};

const named = {
  where: { person: ACTIVE },
  select: { person: { select: { id: true, name: true } } },
  orderBy: { person: { name: 'asc' } },
} as const;

/** In the library's own order; categories that take requests, and those somebody is named for. */
export async function mediatedLocations(tx: Tx): Promise<MediatedLocation[]> {
  const rows = await tx.location.findMany({
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: {
      ...{ id: true, name: true, mediationDigest: true, mediators: named },
      categories: {
        where: { OR: [{ mediation: true }, { mediators: { some: {} } }] },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: { id: true, name: true, mediation: true, mediators: named },
      },
    },
  });
  const people = (mediators: { person: MediatorName }[]) => mediators.map(({ person }) => person);
  return rows.map(({ mediationDigest, mediators, categories, ...location }) => ({
    ...location,
    digest: mediationDigest,
    mediators: people(mediators),
    categories: categories.map((category) => ({ ...category, mediators: people(category.mediators) })),
  }));
}

/** Those who may be named. */
export const possibleMediators = (tx: Tx): Promise<MediatorName[]> =>
  tx.person.findMany({ where: ACTIVE, orderBy: [{ name: 'asc' }, { id: 'asc' }], select: { id: true, name: true } });

/** Categories whose requests nobody is named for: only admins are asked there. */
export const unmediatedCategories = (
  tx: Tx,
): Promise<{ id: number; name: string; locationId: number; locationName: string }[]> =>
  tx.$queryRaw`
    SELECT category.id, category.name, location.id AS "locationId", location.name AS "locationName" FROM category
    JOIN location ON location.id = category.location_id
    WHERE category.mediation AND category.active AND NOT EXISTS (
      SELECT FROM mediator JOIN person ON person.id = mediator.person_id
        AND person.disabled_at IS NULL AND person.role NOT IN ('patron', 'read_only')
      WHERE mediator.category_id = category.id OR mediator.location_id = category.location_id)
    ORDER BY location.position, category.position, category.id`;

/** As it stands, for the record: the ids of those who are named, and of a location how they hear of requests. */
export async function namedMediators(tx: Tx, place: MediatorPlace): Promise<{ personIds: number[]; digest?: string }> {
  const rows = await tx.mediator.findMany({ where: place, orderBy: { personId: 'asc' }, select: { personId: true } });
  const personIds = rows.map(({ personId }) => personId);
  if (!('locationId' in place)) return { personIds };
  const row = await tx.location.findUnique({ where: { id: place.locationId }, select: { mediationDigest: true } });
  return { personIds, digest: row?.mediationDigest ? 'hourly' : 'at_once' };
}

/** These and no others from now on. Whoever may not be named is left out. False: there is no such place. */
export async function nameMediators(tx: Tx, place: MediatorPlace, personIds: readonly number[]): Promise<boolean> {
  const found =
    'locationId' in place
      ? await tx.location.count({ where: { id: place.locationId } })
      : await tx.category.count({ where: { id: place.categoryId } });
  if (found === 0) return false;
  const people = await tx.person.findMany({ where: { ...ACTIVE, id: { in: [...personIds] } }, select: { id: true } });
  await tx.mediator.deleteMany({ where: place });
  await tx.mediator.createMany({ data: people.map(({ id }) => ({ personId: id, ...place })) });
  return true;
}

export const setDigest = (tx: Tx, locationId: number, digest: boolean) =>
  tx.location.updateMany({ where: { id: locationId }, data: { mediationDigest: digest } });

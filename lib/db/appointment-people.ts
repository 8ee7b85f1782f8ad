import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** Somebody whom patrons may meet, as programs are told of them. */
export type AppointmentPerson = {
  id: number;
  /** What they go by on their page; `fullName` is their account's. */
  name: string;
  fullName: string;
  email: string;
  slug: string;
  description: string;
};

/** Everybody with an appointment page that is on, in the library's order; one of them where `id` is given. */
export async function appointmentPeople(tx: Tx, id?: number): Promise<AppointmentPerson[]> {
  return tx.$queryRaw<AppointmentPerson[]>`
    SELECT resource.id, resource.name, coalesce(person.name, resource.name) AS "fullName",
      coalesce(person.email, '') AS email, coalesce(resource.slug, '') AS slug, resource.description
    FROM resource JOIN category ON category.id = resource.category_id
      JOIN location ON location.id = category.location_id LEFT JOIN person ON person.id = resource.person_id
    WHERE resource.kind = 'person' AND resource.active AND category.active AND location.active
      ${id === undefined ? Prisma.empty : Prisma.sql`AND resource.id = ${id}`}
    ORDER BY location.position, category.position, category.id, resource.position, resource.name, resource.id`;
}

/** In which location a person's places are: a desk may be in another building than their own. */
export async function locationsOfPlaces(tx: Tx, resourceId: number): Promise<Map<number, number>> {
  const where = { resourceId, locationId: { not: null } };
  const rows = await tx.appointmentPlace.findMany({ where, select: { id: true, locationId: true } });
  return new Map(rows.flatMap(({ id, locationId }) => (locationId === null ? [] : [[id, locationId] as const])));
}

/** Those who have a desk in a building that is not their own, in use or not: by their resources. */
export async function peopleWithDesksAt(tx: Tx, locationId: number): Promise<number[]> {
  const rows = await tx.appointmentPlace.findMany({
    where: { locationId, kind: 'desk' },
    distinct: ['resourceId'],
    select: { resourceId: true },
  });
  return rows.map(({ resourceId }) => resourceId);
}

/** Of an appointment at a desk in another building than the person's own: whose, and where. */
export async function deskElsewhere(
  tx: Tx,
  bookingId: number,
): Promise<{ resourceId: number; locationId: number } | null> {
  const row = await tx.appointment.findFirst({
    where: { bookingId, place: { kind: 'desk', locationId: { not: null } } },
    select: { resourceId: true, place: { select: { locationId: true } } },
  });
  const locationId = row?.place?.locationId;
  return row && locationId ? { resourceId: row.resourceId, locationId } : null;
}

/** Whether somebody is one of an active group. */
export const isMemberOf = async (tx: Tx, groupId: number, resourceId: number): Promise<boolean> =>
  (await tx.appointmentGroup.count({ where: { id: groupId, active: true, members: { some: { resourceId } } } })) > 0;

/** Every kind of appointment that is on, with its length in real minutes: of categories, and people's own. */
export const allKinds = (tx: Tx): Promise<{ id: number; name: string; minutes: number }[]> =>
  tx.appointmentKind.findMany({
    where: { active: true, OR: [{ category: { active: true } }, { resource: { active: true } }] },
    orderBy: [
      { categoryId: { sort: 'asc', nulls: 'last' } },
      { resourceId: 'asc' },
      { position: 'asc' },
      { id: 'asc' },
    ],
    select: { id: true, name: true, minutes: true },
  });

import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** A space or a seat as statistics know it. */
export type CountedSpace = {
  id: number;
  name: string;
  /** Of a seat: what holds it. */
  containerId: number | null;
  isContainer: boolean;
  categoryId: number;
  categoryName: string;
  locationId: number;
  locationName: string;
  timeZone: string;
  /** It, its category and its location. */
  active: boolean;
};

/** All spaces and seats of these locations, in the library's order. */
export const countedSpaces = (tx: Tx, locationIds: readonly number[]): Promise<CountedSpace[]> => tx.$queryRaw<
  CountedSpace[]
>`
  SELECT resource.id, resource.name, held.whole_id AS "containerId", resource.is_container AS "isContainer",
    category.id AS "categoryId", category.name AS "categoryName", location.id AS "locationId",
    location.name AS "locationName", location.time_zone AS "timeZone",
    resource.active AND category.active AND location.active AS active
  FROM resource
  JOIN category ON category.id = resource.category_id AND category.location_id = ANY(${[...locationIds]}::int[])
  JOIN location ON location.id = category.location_id
  LEFT JOIN resource_part held ON held.part_id = resource.id AND resource.is_seat
  WHERE resource.kind = 'space'
  ORDER BY location.position, location.id, category.position, category.id, resource.position, resource.name, resource.id`;

/** What was booked of a space or seat by itself; real minutes. */
export type BookedSpace = { spaceId: number; bookings: number; minutes: number };

/** Of `told` (`lib/db/statistics-outcomes`): those that were booked at all. */
export const bookedSpaceRows = Prisma.sql`
  SELECT resource_id AS "spaceId", count(*)::int AS bookings, sum(minutes)::float8 AS minutes
  FROM told WHERE stood GROUP BY resource_id`;

import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { StatisticsRange } from '@/lib/db/statistics-items';

/**
 * What became of an appointment: it stood; staff noted that nobody came; it was cancelled by its patron, by staff or by a change
 * in Outlook; Outlook said no before it stood; a request was denied or lapsed, or a link not followed; or it still waits.
 */
export type AppointmentEnding =
  | ('stood' | 'no_show' | 'cancelled_patron' | 'cancelled_staff' | 'cancelled_outlook' | 'refused_outlook')
  | ('denied' | 'lapsed' | 'waiting');

/**
 * `appointments` stood, `noShows` among them; beside them `cancelled`, and `others`, which never stood or still wait. `minutes`:
 * real ones, of those that stood.
 */
export type AppointmentTally = Record<'appointments' | 'minutes' | 'cancelled' | 'noShows' | 'others', number>;

/** What they are told apart by, as text; null: not known, or none was named. */
const BY = {
  day: { key: Prisma.sql`local_date::text` },
  ending: { key: Prisma.sql`ending` },
  subject: { key: Prisma.sql`lower(nullif(subject, ''))`, name: Prisma.sql`nullif(subject, '')` },
  category: { key: Prisma.sql`category_id::text`, name: Prisma.sql`category_name` },
  kind: { key: Prisma.sql`lower(nullif(kind_name, ''))`, name: Prisma.sql`nullif(kind_name, '')` },
  place: {
    key: Prisma.sql`CASE place_kind WHEN 'online' THEN 'online' ELSE place_at::text END`,
    name: Prisma.sql`place_name`,
  },
  /** When they begin, by the clock of their location: Monday's first hour is 24. */
  weekHour: { key: Prisma.sql`(extract(isodow FROM begins) * 24 + extract(hour FROM begins))::int::text` },
  /** Less than an hour, or so many days of the calendar. */
  lead: {
    key: Prisma.sql`CASE WHEN starts_at - created_at < interval '1 hour' THEN 'hour' ELSE greatest(0, local_date - made_on)::text END`,
  },
  minutes: { key: Prisma.sql`round(minutes)::text` },
} as const satisfies Record<string, { key: Prisma.Sql; name?: Prisma.Sql }>;

export type AppointmentsBy = keyof typeof BY;
/** `name`: as it is mostly written. */
export type AppointmentRow = AppointmentTally & { by: AppointmentsBy; key: string | null; name: string | null };

const tally = Prisma.sql`
  (count(*) FILTER (WHERE ending IN ('stood', 'no_show')))::int AS appointments,
  coalesce(sum(minutes) FILTER (WHERE ending IN ('stood', 'no_show')), 0)::float8 AS minutes,
  (count(*) FILTER (WHERE ending LIKE 'cancelled%' OR ending = 'refused_outlook'))::int AS cancelled,
  (count(*) FILTER (WHERE ending = 'no_show'))::int AS "noShows",
  (count(*) FILTER (WHERE ending IN ('denied', 'lapsed', 'waiting')))::int AS others`;

/**
 * Every appointment that begins in the range, a row each, and nothing of whose it is: neither of whoever came nor of whom they
 * met (docs/decisions/0047). It is of the location of whoever is met; `place_name`: where they meet.
 */
const told = ({ start, end, locationIds }: StatisticsRange) => Prisma.sql`
  SELECT appointment.subject, appointment.kind_name, appointment.place_kind, category.id AS category_id,
    category.name AS category_name, coalesce(elsewhere.name, of_room.name, location.name) AS place_name,
    coalesce(elsewhere.id, of_room.id, location.id) AS place_at,
    item.starts_at, extract(epoch FROM item.ends_at - item.starts_at)::float8 / 60 AS minutes, booking.created_at,
    item.starts_at AT TIME ZONE location.time_zone AS begins,
    (item.starts_at AT TIME ZONE location.time_zone)::date AS local_date,
    (booking.created_at AT TIME ZONE location.time_zone)::date AS made_on,
    CASE WHEN booking.status IN ('pending_remote', 'to_confirm', 'confirmed', 'released')
        THEN CASE WHEN booking.no_show_at IS NULL THEN 'stood' ELSE 'no_show' END
      WHEN booking.status = 'cancelled' AND booking.status_reason IN ('taken_in_outlook', 'calendar_unreachable')
        THEN 'refused_outlook'
      WHEN booking.status = 'cancelled' THEN CASE booking.cause WHEN 'user' THEN 'cancelled_patron'
        WHEN 'remote' THEN 'cancelled_outlook' ELSE 'cancelled_staff' END
      WHEN booking.status = 'denied' THEN 'denied' WHEN booking.status = 'expired' THEN 'lapsed' ELSE 'waiting' END AS ending
  FROM booking_item item
  JOIN appointment ON appointment.booking_id = item.booking_id AND appointment.resource_id = item.resource_id
  JOIN booking ON booking.id = item.booking_id AND booking.status <> 'hold'
  JOIN resource ON resource.id = item.resource_id
  JOIN category ON category.id = resource.category_id AND category.location_id = ANY(${[...locationIds]}::int[])
  JOIN location ON location.id = category.location_id
  LEFT JOIN appointment_place place ON place.id = appointment.place_id
  LEFT JOIN location elsewhere ON elsewhere.id = place.location_id
  LEFT JOIN resource room ON room.id = place.space_id
  LEFT JOIN category room_category ON room_category.id = room.category_id
  LEFT JOIN location of_room ON of_room.id = room_category.location_id
  WHERE item.starts_at >= ${start}::timestamptz AND item.starts_at < ${end}::timestamptz`;

/** The appointments of a range by each of these, one after the other; one query, which reads each of them once. */
export function appointmentsBy(tx: Tx, range: StatisticsRange): Promise<AppointmentRow[]> {
  const parts = (Object.entries(BY) as [AppointmentsBy, { key: Prisma.Sql; name?: Prisma.Sql }][]).map(
    ([by, { key, name = Prisma.sql`NULL::text` }]) =>
      Prisma.sql`SELECT ${by}::text AS by, ${key} AS key, mode() WITHIN GROUP (ORDER BY ${name}) AS name, ${tally}
        FROM told GROUP BY 2`,
  );
  return tx.$queryRaw<AppointmentRow[]>`
    WITH told AS MATERIALIZED (${told(range)}) ${Prisma.join(parts, ' UNION ALL ')}`;
}

/** All of them together. */
export async function appointmentTally(tx: Tx, range: StatisticsRange): Promise<AppointmentTally> {
  const [row] = await tx.$queryRaw<AppointmentTally[]>`SELECT ${tally} FROM (${told(range)}) told`;
  if (!row) throw new Error('a query without a grouping answers with one row');
  return row;
}

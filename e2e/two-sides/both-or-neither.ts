import { db } from '@/lib/db/client';
import type { Verdict } from './verdict';

/** Those that close time (sync-design §2), said once more and apart from the rules. */
const CLOSING = ['hold', 'unverified', 'pending_remote', 'to_confirm', 'mediation', 'confirmed'];

type Row = { id: number; closes: boolean; items: number; times: number; closed: number; room: boolean; spaces: number };

/**
 * Of a booking with several resources all are closed or none is, at one time; an appointment in a room has its person and
 * one room, whatever was moved or exchanged.
 */
export async function bothOrNeither(): Promise<Verdict> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT booking.id, booking.status::text = ANY(${CLOSING}) AS closes, count(*)::int AS items,
      count(DISTINCT (item.starts_at, item.ends_at))::int AS times,
      count(*) FILTER (WHERE EXISTS (SELECT FROM occupancy WHERE occupancy.booking_id = booking.id AND active
        AND NOT pad AND occupancy.resource_id = item.resource_id AND occupancy.starts_at = item.starts_at
        AND occupancy.ends_at = item.ends_at))::int AS closed,
      coalesce(met.place_kind = 'room', false) AS room,
      count(*) FILTER (WHERE resource.kind = 'space')::int AS spaces
    FROM booking JOIN booking_item item ON item.booking_id = booking.id
      JOIN resource ON resource.id = item.resource_id
      LEFT JOIN appointment met ON met.booking_id = booking.id
    GROUP BY booking.id, met.place_kind ORDER BY booking.id`;
  const wrong = rows.flatMap(({ id, closes, items, times, closed, room, spaces }) => [
    ...(closes && closed < items ? [`booking ${id} closes ${closed} of its ${items} resources`] : []),
    ...(!closes && closed > 0 ? [`booking ${id} is over and closes ${closed} resources`] : []),
    ...(times > 1 ? [`booking ${id} has ${times} times`] : []),
    ...(room && (items !== 2 || spaces !== 1) ? [`appointment ${id} has ${spaces} rooms among ${items}`] : []),
  ]);
  return { invariant: 'I1', looked: rows.length, at: 'bookings and all they are of', wrong };
}

/** Nobody is in two places: no two bookings of one person that close time meet, by their items. */
export async function peopleInTwoPlaces(): Promise<Verdict> {
  const rows = await db().$queryRaw<{ a: number; b: number; name: string }[]>`
    SELECT one.booking_id AS a, other.booking_id AS b, resource.name FROM booking_item one
    JOIN resource ON resource.id = one.resource_id AND resource.kind = 'person'
    JOIN booking first ON first.id = one.booking_id AND first.status::text = ANY(${CLOSING})
    JOIN booking_item other ON other.resource_id = one.resource_id AND other.booking_id > one.booking_id
      AND other.starts_at < one.ends_at AND other.ends_at > one.starts_at
    JOIN booking second ON second.id = other.booking_id AND second.status::text = ANY(${CLOSING})`;
  const wrong = rows.map(({ a, b, name }) => `${name} is in bookings ${a} and ${b} at once`);
  return { invariant: 'I1', looked: await db().appointment.count(), at: 'appointments', wrong };
}

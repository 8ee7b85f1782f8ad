import { type OwnBooking, UNCOUNTED_STATUSES } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { asRecord, type BookingRecord, WITH_ITEMS } from './booking-rows';

/**
 * Who a patron is for limits and "my bookings": the account, and the (lower-cased) address. `visitId`: of the bookings that
 * are being made with the one in question, which may stand side by side. `vouched`: a program answers for who it is, so that
 * this counts as being signed in.
 */
export type Patron = { personId: number | null; email: string; visitId?: string; vouched?: boolean };

/** The latest `take` bookings of an account and of its address, by start, last first. */
export async function bookingsOfPatron(tx: Tx, patron: Patron, take: number): Promise<BookingRecord[]> {
  const rows = await tx.booking.findMany({
    where: { OR: ownedBy(patron) },
    orderBy: { id: 'desc' },
    take,
    include: WITH_ITEMS,
  });
  return rows.map(asRecord).sort((a, b) => startOf(b) - startOf(a));
}

/**
 * What a patron has from `since` on, in whatever category: under the account, its address, and an account that has the
 * given address. Refused, cancelled and expired ones do not count; no-shows do, but hold nothing. The room of an appointment
 * is no booking of a space by its patron.
 */
export async function ownBookings(
  tx: Tx,
  { personId, email, visitId }: Patron,
  since: Date,
  without = 0,
): Promise<OwnBooking[]> {
  return tx.$queryRaw<OwnBooking[]>`
    WITH who AS (SELECT id, email FROM person WHERE id = ${personId}::int OR (email = ${email} AND email <> ''))
    SELECT item.starts_at AS start, item.ends_at AS end, category.id AS "categoryId",
      category.location_id AS "locationId", booking.status <> 'released' AS holds,
      coalesce(booking.visit_id = coalesce(${visitId ?? null}::uuid,
        (SELECT visit_id FROM booking WHERE id = ${without})), false) AS together
    FROM booking JOIN booking_item item ON item.booking_id = booking.id
      JOIN resource ON resource.id = item.resource_id JOIN category ON category.id = resource.category_id
    WHERE (booking.person_id = ANY(ARRAY(SELECT id FROM who))
        OR booking.patron_email = ANY(ARRAY(SELECT email FROM who UNION SELECT ${email} WHERE ${email} <> '')))
      AND booking.status::text <> ALL(${[...UNCOUNTED_STATUSES]}::text[])
      AND booking.id <> ${without} AND item.ends_at > ${since}::timestamptz
      AND NOT (resource.kind = 'space' AND EXISTS (SELECT FROM appointment WHERE booking_id = booking.id))
    ORDER BY item.starts_at`; // Arrays, not IN: only so do both sides of the OR find an index.
}

/**
 * One booking of a patron at a time, so that limits hold when two are made at once. Guests have no row to lock, and an
 * account may also book as a guest: so account and addresses are locked by name.
 */
export async function lockPatron(tx: Tx, { personId, email }: Patron): Promise<void> {
  const people = await tx.person.findMany({
    where: { OR: [...(personId === null ? [] : [{ id: personId }]), ...(email ? [{ email }] : [])] },
    select: { id: true, email: true },
  });
  const keys = people.flatMap((person) => [`email ${person.email}`, `person ${person.id}`]);
  for (const key of [...new Set([...keys, ...(email ? [`email ${email}`] : [])])].sort())
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 7))`;
}

const ownedBy = ({ personId, email }: Patron): Prisma.BookingWhereInput[] => [
  ...(personId === null ? [] : [{ personId }]),
  ...(email ? [{ patronEmail: email }] : []),
];

const startOf = ({ items }: BookingRecord) => items[0]?.start.getTime() ?? 0;

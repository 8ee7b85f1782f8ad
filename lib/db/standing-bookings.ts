import { type OwnBooking, UNCOUNTED_STATUSES } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Interval } from '@/lib/time/interval';

/** A booking of some categories that stands and is not over. */
export type StandingBooking = Interval & {
  bookingId: number;
  publicId: string;
  patronName: string;
  /** Lower case; empty once it was scrubbed. */
  patronEmail: string;
  resourceId: number;
  resourceName: string;
  /** Of the bookings that were made in one go. */
  visitId: string | null;
  /** Of an appointment that was made by a kind: its length and padding are the kind's, not the category's. */
  byKind: boolean;
};

/** The room that an appointment takes: no rule of its category is about that. */
const roomOfAppointment = Prisma.sql`(resource.kind = 'space' AND EXISTS (SELECT FROM appointment WHERE booking_id = booking.id))`;

/** In order of time. Time that staff blocked is left out: no rule is about it. */
export const standingBookings = (tx: Tx, categoryIds: readonly number[], now: Date): Promise<StandingBooking[]> =>
  tx.$queryRaw<StandingBooking[]>`
    SELECT booking.id AS "bookingId", booking.public_id AS "publicId", booking.patron_name AS "patronName",
      booking.patron_email AS "patronEmail", resource.id AS "resourceId", resource.name AS "resourceName",
      booking.visit_id AS "visitId", appointment.kind_id IS NOT NULL AS "byKind",
      item.starts_at AS start, item.ends_at AS end
    FROM booking_item item JOIN booking ON booking.id = item.booking_id JOIN resource ON resource.id = item.resource_id
      LEFT JOIN appointment ON appointment.booking_id = booking.id
    WHERE resource.category_id = ANY(${[...categoryIds]}::int[]) AND item.ends_at > ${now}::timestamptz AND NOT booking.is_block
      AND NOT ${roomOfAppointment}
      AND booking.status IN ('unverified', 'pending_remote', 'to_confirm', 'mediation', 'confirmed')
    ORDER BY item.starts_at, resource.position, resource.id`;

export type BookingOf = OwnBooking & { bookingId: number; patronEmail: string; visitId: string | null };

/** All that counts towards limits of many patrons since then, whatever the category, in the order it was booked. */
export const bookingsOfPatrons = (tx: Tx, emails: readonly string[], since: Date): Promise<BookingOf[]> =>
  tx.$queryRaw<BookingOf[]>`
    SELECT booking.id AS "bookingId", booking.patron_email AS "patronEmail", item.starts_at AS start, item.ends_at AS end,
      category.id AS "categoryId", category.location_id AS "locationId", booking.status <> 'released' AS holds,
      booking.visit_id AS "visitId", false AS together
    FROM booking JOIN booking_item item ON item.booking_id = booking.id
      JOIN resource ON resource.id = item.resource_id JOIN category ON category.id = resource.category_id
    WHERE booking.patron_email = ANY(${[...emails]}::text[]) AND item.ends_at > ${since}::timestamptz
      AND booking.status::text <> ALL(${[...UNCOUNTED_STATUSES]}::text[]) AND NOT ${roomOfAppointment}
    ORDER BY booking.id`;

export type UseOf = Interval & { bookingId: number; resourceId: number };

/** What bookings use of these resources from now on, padding left out. */
export const usesFrom = (tx: Tx, resourceIds: readonly number[], now: Date): Promise<UseOf[]> =>
  tx.$queryRaw<UseOf[]>`
    SELECT booking_id AS "bookingId", resource_id AS "resourceId", starts_at AS start, ends_at AS end FROM occupancy
    WHERE resource_id = ANY(${[...resourceIds]}::int[]) AND active AND NOT pad AND ends_at > ${now}::timestamptz`;

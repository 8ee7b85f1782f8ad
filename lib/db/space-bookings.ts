import type { BookingCause, BookingStatus } from '@/lib/booking/types';
import { answersOf } from '@/lib/db/answers';
import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Answer } from '@/lib/question';
import type { Interval } from '@/lib/time/interval';
import type { LocalDate } from '@/lib/time/zone';
import { bookedRows, takenRows } from './space-bookings-where';

/** One space of a booking, with where it is; a seat stands with what holds it. */
export type SpaceBooking = Interval & {
  resourceId: number;
  name: string;
  isSeat: boolean;
  container: { id: number; name: string } | null;
  categoryId: number;
  categoryName: string;
  locationId: number;
  locationName: string;
  timeZone: string;
} & (
    | ({ kind: 'booking' } & BookedAs)
    /** Time that staff blocked, or that a calendar says is busy; `id` tells it from others and says nothing else. */
    | { kind: 'blocked' | 'outlook'; id: string }
  );

export type BookedAs = {
  bookingId: number;
  publicId: string;
  visitId: string | null;
  status: BookingStatus;
  cause: BookingCause;
  mediatedAt: Date | null;
  createdAt: Date;
  settledAt: Date | null;
  cancelledAt: Date | null;
  patronName: string;
  givenName: string;
  patronEmail: string;
  account: string;
  nickname: string;
  answers: Answer[];
  staffNote: string;
  checkInCode: string | null;
  checkedInAt: Date | null;
  checkedOutAt: Date | null;
};

/** Everything named must hold. Places: the seats of a container count as its own. */
export type SpaceBookingFilter = {
  publicIds?: readonly string[];
  /** Beside those of `publicIds`. */
  visitIds?: readonly string[];
  spaceIds?: readonly number[];
  seatIds?: readonly number[];
  categoryIds?: readonly number[];
  locationId?: number;
  /** Lower case. */
  email?: string;
  statuses?: readonly BookingStatus[];
  /** By the clock of the server (`booking.changed_at`). */
  changedSince?: Date;
  /** What takes time of `days` days from `date` on, each in the zone of its location; null: from its today on. */
  dates?: { date: LocalDate | null; days: number; now: Date };
  /** Blocked and busy time too. */
  withTaken?: boolean;
  page?: { take: number; skip: number };
};

type Row = Interval &
  Omit<BookedAs, 'answers'> & {
    answers: Prisma.JsonValue;
    taken: string | null;
    resourceId: number;
    name: string;
    isSeat: boolean;
    containerId: number | null;
    containerName: string | null;
    categoryId: number;
    categoryName: string;
    locationId: number;
    locationName: string;
    timeZone: string;
  };

/** In order of start, one query however many there are. Of an appointment in a room the room is one of them; holds are not. */
export async function spaceBookings(tx: Tx, filter: SpaceBookingFilter): Promise<SpaceBooking[]> {
  const taken = filter.withTaken ? Prisma.sql`UNION ALL ${takenRows(filter)}` : Prisma.empty;
  const page = filter.page ? Prisma.sql`LIMIT ${filter.page.take} OFFSET ${filter.page.skip}` : Prisma.empty;
  const rows = await tx.$queryRaw<Row[]>`
    WITH listed AS (
      ${bookedRows(filter)} ${taken} ORDER BY start, "bookingId" NULLS LAST, "resourceId", taken ${page}
    )
    SELECT listed.start, listed."end", listed."resourceId", listed."bookingId", listed.taken, space.name,
      space.is_seat AS "isSeat", container.id AS "containerId", container.name AS "containerName",
      category.id AS "categoryId", category.name AS "categoryName", location.id AS "locationId",
      location.name AS "locationName", location.time_zone AS "timeZone", booking.public_id AS "publicId",
      booking.visit_id::text AS "visitId", booking.status::text AS status, booking.cause::text AS cause,
      booking.mediated_at AS "mediatedAt", booking.created_at AS "createdAt", booking.settled_at AS "settledAt",
      booking.cancelled_at AS "cancelledAt", booking.patron_name AS "patronName", booking.given_name AS "givenName",
      booking.patron_email AS "patronEmail", booking.account, booking.nickname, booking.answers,
      booking.staff_note AS "staffNote", booking.checked_in_at AS "checkedInAt",
      -- Where nobody checks in, a code is good for nothing.
      CASE WHEN location.check_in_before IS NOT NULL THEN booking.check_in_code END AS "checkInCode",
      booking.checked_out_at AS "checkedOutAt"
    FROM listed JOIN resource space ON space.id = listed."resourceId"
      JOIN category ON category.id = space.category_id JOIN location ON location.id = category.location_id
      LEFT JOIN resource_part held ON held.part_id = space.id AND space.is_seat
      LEFT JOIN resource container ON container.id = held.whole_id
      LEFT JOIN booking ON booking.id = listed."bookingId"
    ORDER BY listed.start, listed."bookingId" NULLS LAST, listed."resourceId", listed.taken`;
  return rows.map(asSpaceBooking);
}

function asSpaceBooking(row: Row): SpaceBooking {
  const { start, end, resourceId, name, isSeat, categoryId, categoryName, locationId, locationName, timeZone } = row;
  const container = row.containerId === null ? null : { id: row.containerId, name: row.containerName ?? '' };
  const place = { resourceId, name, isSeat, container, categoryId, categoryName, locationId, locationName, timeZone };
  if (row.taken !== null)
    return { kind: row.bookingId === null ? 'outlook' : 'blocked', id: row.taken, start, end, ...place };
  const { bookingId, publicId, visitId, status, cause, mediatedAt, createdAt, settledAt, cancelledAt } = row;
  const { patronName, givenName, patronEmail, account, nickname, staffNote } = row;
  const { checkInCode, checkedInAt, checkedOutAt } = row;
  return {
    ...{ kind: 'booking', start, end, ...place, bookingId, publicId, visitId, status, cause },
    ...{ mediatedAt, createdAt, settledAt, cancelledAt, patronName, givenName, patronEmail, account, nickname },
    ...{ answers: answersOf(row.answers), staffNote, checkInCode, checkedInAt, checkedOutAt },
  };
}

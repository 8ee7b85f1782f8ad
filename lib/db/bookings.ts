import type { BookingCause, BookingOrigin, BookingStatus, OccupancyRow } from '@/lib/booking/types';
import { forgetOthers, insertAppointment, type NewAppointment } from '@/lib/db/appointments';
import { giveCheckInCode } from '@/lib/db/check-in-codes';
import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { insertOccupancy } from '@/lib/db/occupancy';
import { tellTogether } from '@/lib/db/tell-of-outcome';
import { tellStaffIfOver } from '@/lib/db/tell-staff';
import type { Answer } from '@/lib/question';
import type { Interval } from '@/lib/time/interval';
import { asRecord, type BookingRecord, WITH_ITEMS } from './booking-rows';

export type NewBooking = {
  publicId: string;
  status: BookingStatus;
  statusReason: string | null;
  cause: BookingCause;
  /** By what way it is made. A hold, which is no booking yet, has none. */
  origin?: BookingOrigin;
  holdUntil: Date | null;
  settledAt: Date | null;
  createdAt: Date;
  personId: number | null;
  patronName: string;
  givenName?: string;
  patronEmail: string;
  account?: string;
  note: string;
  nickname?: string;
  /** To the questions of the space and its category, in the words in which they were asked. */
  answers?: Answer[];
  /** Shared by bookings that were made in one go. */
  visitId?: string | null;
  locale: string;
  /** Patron rules that staff went beyond. */
  beyond?: string[];
  /** Why staff booked over a meeting in Outlook. */
  anywayReason?: string;
  /** Staff close the time; there is no patron. */
  isBlock?: boolean;
  /** Staff chose to make it without a mail. */
  quiet?: boolean;
  seriesId?: number | null;
  /** Of a booking of a person. */
  appointment?: NewAppointment;
  items: readonly (Interval & { resourceId: number })[];
  occupancy: readonly OccupancyRow[];
};

/** The new id; null when the public id is taken (nothing is written, the transaction goes on). */
export async function insertBooking(
  tx: Tx,
  { items, occupancy, appointment, ...booking }: NewBooking,
): Promise<number | null> {
  const [row] = await tx.booking.createManyAndReturn({ data: [booking], skipDuplicates: true, select: { id: true } });
  if (!row) return null;
  await tx.bookingItem.createMany({
    data: items.map(({ resourceId, start, end }) => ({ bookingId: row.id, resourceId, startsAt: start, endsAt: end })),
  });
  await insertOccupancy(tx, row.id, occupancy);
  if (appointment) {
    const { others, ...settled } = appointment;
    await insertAppointment(tx, row.id, isUnsettled(booking.status) ? appointment : settled);
  }
  if (isPromised(booking.status)) await giveCheckInCode(tx, row.id);
  return row.id;
}

export type StatusChange = {
  status: BookingStatus;
  statusReason: string | null;
  cause: BookingCause;
  /** Whether the new status closes time (`closesTime`): a booking revived over another is refused by the database. */
  closes: boolean;
  /** What calendars should show changes, so `version` rises. */
  changesEvent: boolean;
};

/**
 * Status, reason and occupancy together; `holdUntil` ends. What is over raises the SEQUENCE of the calendar file, so that
 * a patron's calendar takes its cancellation for newer than what it shows (RFC 5546 §3.2.5).
 */
export async function setBookingStatus(tx: Tx, id: number, change: StatusChange, now: Date): Promise<void> {
  const { closes, changesEvent, ...written } = change;
  if (!closes) await tellStaffIfOver(tx, id);
  await tx.booking.update({
    where: { id },
    data: {
      ...written,
      ...(changesEvent && { version: { increment: 1 } }),
      ...(!closes && { icsSequence: { increment: 1 } }),
      holdUntil: null,
      settledAt: now,
      ...(written.status === 'cancelled' && { cancelledAt: now }),
    },
  });
  await tx.occupancy.updateMany({ where: { bookingId: id, active: !closes }, data: { active: closes } });
  if (isPromised(written.status)) await giveCheckInCode(tx, id);
  if (!isUnsettled(written.status)) await forgetOthers(tx, id);
  // The others of its visit or series may have waited for this one only.
  if (!closes) await tellTogether(tx, id);
}

/** Outlook may still say no. */
export const isUnsettled = (status: BookingStatus) =>
  status === 'unverified' || status === 'mediation' || status === 'pending_remote';

/** From then on the patron may come, and has the code for the door. */
const isPromised = (status: BookingStatus) => status === 'confirmed' || status === 'to_confirm';

/** A hold is nobody's booking: no link leads to it. */
export const bookingByPublicId = (tx: Tx, publicId: string) => oneBooking(tx, { publicId, status: { not: 'hold' } });

export const bookingById = (tx: Tx, id: number) => oneBooking(tx, { id });

/** Waits for whoever changes the booking now. Lock its resources first (`lockResources`). */
export async function lockBooking(tx: Tx, id: number): Promise<void> {
  await tx.$queryRaw`SELECT id FROM booking WHERE id = ${id} FOR UPDATE`;
}

/** All that these bookings are of. */
export async function resourcesOfBookings(tx: Tx, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const where = { bookingId: { in: [...ids] } };
  const rows = await tx.bookingItem.findMany({ where, distinct: ['resourceId'], select: { resourceId: true } });
  return rows.map(({ resourceId }) => resourceId);
}

/** Still waiting for Outlook though their time to wait is over. */
export async function overdueBookings(
  tx: Tx,
  now: Date,
  take: number,
): Promise<{ id: number; status: BookingStatus; createdAt: Date; resourceIds: number[] }[]> {
  const rows = await tx.booking.findMany({
    where: { status: { in: ['hold', 'unverified', 'pending_remote'] }, holdUntil: { lte: now } },
    orderBy: { holdUntil: 'asc' },
    take,
    select: { id: true, status: true, createdAt: true, items: { select: { resourceId: true } } },
  });
  return rows.map(({ items, ...booking }) => ({ ...booking, resourceIds: items.map((item) => item.resourceId) }));
}

async function oneBooking(tx: Tx, where: Prisma.BookingWhereUniqueInput): Promise<BookingRecord | null> {
  const row = await tx.booking.findUnique({ where, include: WITH_ITEMS });
  return row && asRecord(row);
}

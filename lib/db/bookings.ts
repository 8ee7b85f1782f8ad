import { type BookingCause, type BookingStatus, type OccupancyRow, UNCOUNTED_STATUSES } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { insertOccupancy } from '@/lib/db/occupancy';
import type { Interval } from '@/lib/time/interval';

/** Who a patron is for limits and "my bookings": the account, and the (lower-cased) address. */
export type Patron = { personId: number | null; email: string };

export type BookingItemRecord = Interval & {
  resourceId: number;
  kind: 'space' | 'person';
  name: string;
  slug: string | null;
  directions: string;
  locationName: string;
  locationAddress: string;
  timeZone: string;
  cancelByMinutes: number;
};

export type BookingRecord = {
  id: number;
  publicId: string;
  status: BookingStatus;
  statusReason: string | null;
  version: number;
  cause: BookingCause;
  holdUntil: Date | null;
  personId: number | null;
  patronName: string;
  patronEmail: string;
  note: string;
  locale: string;
  createdAt: Date;
  /** When it came to its status, where that was not at once. */
  settledAt: Date | null;
  cancelledAt: Date | null;
  scrubbedAt: Date | null;
  /** In order of time; never empty. */
  items: BookingItemRecord[];
};

export type NewBooking = {
  publicId: string;
  status: BookingStatus;
  statusReason: string | null;
  cause: BookingCause;
  holdUntil: Date | null;
  settledAt: Date | null;
  createdAt: Date;
  personId: number | null;
  patronName: string;
  patronEmail: string;
  note: string;
  locale: string;
  items: readonly (Interval & { resourceId: number })[];
  occupancy: readonly OccupancyRow[];
};

/** The new id; null when the public id is taken (nothing is written, the transaction goes on). */
export async function insertBooking(tx: Tx, { items, occupancy, ...booking }: NewBooking): Promise<number | null> {
  const [row] = await tx.booking.createManyAndReturn({ data: [booking], skipDuplicates: true, select: { id: true } });
  if (!row) return null;
  await tx.bookingItem.createMany({
    data: items.map(({ resourceId, start, end }) => ({ bookingId: row.id, resourceId, startsAt: start, endsAt: end })),
  });
  await insertOccupancy(tx, row.id, occupancy);
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

/** Status, reason and occupancy together; `holdUntil` ends. */
export async function setBookingStatus(tx: Tx, id: number, change: StatusChange, now: Date): Promise<void> {
  const { closes, changesEvent, ...written } = change;
  await tx.booking.update({
    where: { id },
    data: {
      ...written,
      ...(changesEvent && { version: { increment: 1 } }),
      holdUntil: null,
      settledAt: now,
      ...(written.status === 'cancelled' && { cancelledAt: now }),
    },
  });
  await tx.occupancy.updateMany({ where: { bookingId: id, active: !closes }, data: { active: closes } });
}

export const bookingByPublicId = (tx: Tx, publicId: string) => oneBooking(tx, { publicId });

export const bookingById = (tx: Tx, id: number) => oneBooking(tx, { id });

/** Waits for whoever changes the booking now. Lock its resources first (`lockResources`). */
export async function lockBooking(tx: Tx, id: number): Promise<void> {
  await tx.$queryRaw`SELECT id FROM booking WHERE id = ${id} FOR UPDATE`;
}

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

/** What a patron holds in each category within `range`, for limits. Refused, cancelled and expired ones do not count. */
export async function ownTimes(
  tx: Tx,
  patron: Patron,
  categoryIds: readonly number[],
  range: Interval,
  without = 0,
): Promise<(categoryId: number) => Interval[]> {
  const items = await tx.bookingItem.findMany({
    where: {
      bookingId: { not: without },
      startsAt: { lt: range.end },
      endsAt: { gt: range.start },
      resource: { categoryId: { in: [...categoryIds] } },
      booking: { OR: ownedBy(patron), status: { notIn: [...UNCOUNTED_STATUSES] } },
    },
    select: { startsAt: true, endsAt: true, resource: { select: { categoryId: true } } },
  });
  return (categoryId) =>
    items
      .filter(({ resource }) => resource.categoryId === categoryId)
      .map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt }));
}

/** One booking of a patron at a time, so that limits hold when two are made at once. Guests have no row to lock. */
export async function lockPatron(tx: Tx, { personId, email }: Patron): Promise<void> {
  const keys = [`email ${email}`, ...(personId === null ? [] : [`person ${personId}`])].sort();
  for (const key of keys) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 7))`;
}

/** Still waiting for Outlook though their time to wait is over. */
export async function overdueBookings(
  tx: Tx,
  now: Date,
  take: number,
): Promise<{ id: number; status: BookingStatus; resourceIds: number[] }[]> {
  const rows = await tx.booking.findMany({
    where: { status: { in: ['hold', 'unverified', 'pending_remote'] }, holdUntil: { lte: now } },
    orderBy: { holdUntil: 'asc' },
    take,
    select: { id: true, status: true, items: { select: { resourceId: true } } },
  });
  return rows.map(({ id, status, items }) => ({ id, status, resourceIds: items.map((item) => item.resourceId) }));
}

/** Name, address and note of bookings that ended before `before` are emptied. Returns how many. */
export async function scrubBookingsBefore(tx: Tx, before: Date, now: Date): Promise<number> {
  const { count } = await tx.booking.updateMany({
    where: { scrubbedAt: null, items: { every: { endsAt: { lt: before } } } },
    data: { patronName: '', patronEmail: '', note: '', personId: null, scrubbedAt: now },
  });
  return count;
}

const ownedBy = ({ personId, email }: Patron): Prisma.BookingWhereInput[] => [
  ...(personId === null ? [] : [{ personId }]),
  ...(email ? [{ patronEmail: email }] : []),
];

const WITH_ITEMS = {
  items: {
    orderBy: [{ startsAt: 'asc' }, { resourceId: 'asc' }],
    include: { resource: { include: { category: { include: { location: true } } } } },
  },
} as const satisfies Prisma.BookingInclude;

async function oneBooking(tx: Tx, where: { id: number } | { publicId: string }): Promise<BookingRecord | null> {
  const row = await tx.booking.findUnique({ where, include: WITH_ITEMS });
  return row && asRecord(row);
}

function asRecord({ items, ...booking }: Prisma.BookingGetPayload<{ include: typeof WITH_ITEMS }>): BookingRecord {
  return {
    ...booking,
    items: items.map(({ resource, startsAt, endsAt }) => ({
      resourceId: resource.id,
      kind: resource.kind,
      name: resource.name,
      slug: resource.slug,
      directions: resource.directions,
      locationName: resource.category.location.name,
      locationAddress: resource.category.location.address,
      timeZone: resource.category.location.timeZone,
      cancelByMinutes: resource.category.cancelByMinutes,
      start: startsAt,
      end: endsAt,
    })),
  };
}

const startOf = ({ items }: BookingRecord) => items[0]?.start.getTime() ?? 0;

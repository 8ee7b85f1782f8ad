import { UNCOUNTED_STATUSES } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Interval } from '@/lib/time/interval';
import { asRecord, type BookingRecord, WITH_ITEMS } from './booking-rows';

/** Who a patron is for limits and "my bookings": the account, and the (lower-cased) address. */
export type Patron = { personId: number | null; email: string };

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

const ownedBy = ({ personId, email }: Patron): Prisma.BookingWhereInput[] => [
  ...(personId === null ? [] : [{ personId }]),
  ...(email ? [{ patronEmail: email }] : []),
];

const startOf = ({ items }: BookingRecord) => items[0]?.start.getTime() ?? 0;

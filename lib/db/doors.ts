import type { BookingStatus } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** Null: no tablet of this space is trusted with more than everybody sees. */
export async function doorKeyOf(tx: Tx, spaceId: number): Promise<string | null> {
  const row = await tx.resource.findFirst({ where: { id: spaceId, kind: 'space' }, select: { doorKey: true } });
  return row?.doorKey ?? null;
}

/** False: there is no such space. */
export async function setDoorKey(tx: Tx, spaceId: number, doorKey: string | null): Promise<boolean> {
  const { count } = await tx.resource.updateMany({ where: { id: spaceId, kind: 'space' }, data: { doorKey } });
  return count === 1;
}

const STANDING: BookingStatus[] = ['confirmed', 'to_confirm', 'pending_remote', 'mediation'];

/** Bookings of the space itself in `range`, each with the name that its patron chose for the door; '' without one. */
export async function bookingsAtDoor(
  tx: Tx,
  spaceId: number,
  range: Interval,
): Promise<(Interval & { bookingId: number; nickname: string })[]> {
  const rows = await tx.bookingItem.findMany({
    where: {
      resourceId: spaceId,
      startsAt: { lt: range.end },
      endsAt: { gt: range.start },
      booking: { status: { in: STANDING } },
    },
    orderBy: { startsAt: 'asc' },
    select: {
      startsAt: true,
      endsAt: true,
      booking: { select: { id: true, nickname: true } },
      resource: { select: { category: { select: { nicknames: true } } } },
    },
  });
  return rows.map(({ startsAt, endsAt, booking, resource }) => ({
    ...{ start: startsAt, end: endsAt, bookingId: booking.id },
    nickname: resource.category.nicknames ? booking.nickname : '',
  }));
}

export async function bookingIdOf(tx: Tx, publicId: string): Promise<number | null> {
  const row = await tx.booking.findUnique({ where: { publicId }, select: { id: true } });
  return row?.id ?? null;
}

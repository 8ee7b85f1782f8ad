import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** A booking as a door sign shows it. `nickname`: what its patron chose for the sign; '': nothing. */
export type DoorBooking = Interval & { publicId: string; resourceId: number; nickname: string; createdAt: Date };

/** What stands for these spaces within a range, in order of time. Time that staff blocked is nobody's booking. */
export async function doorBookings(tx: Tx, spaceIds: readonly number[], range: Interval): Promise<DoorBooking[]> {
  const rows = await tx.bookingItem.findMany({
    where: {
      resourceId: { in: [...spaceIds] },
      startsAt: { lt: range.end },
      endsAt: { gt: range.start },
      booking: { status: { in: ['confirmed', 'to_confirm'] }, isBlock: false },
    },
    orderBy: [{ startsAt: 'asc' }, { bookingId: 'asc' }],
    select: {
      ...{ startsAt: true, endsAt: true, resourceId: true },
      booking: { select: { publicId: true, nickname: true, createdAt: true } },
    },
  });
  return rows.map(({ startsAt, endsAt, resourceId, booking }) => ({
    ...{ start: startsAt, end: endsAt, resourceId },
    ...{ publicId: booking.publicId, nickname: booking.nickname, createdAt: booking.createdAt },
  }));
}

/** Those of these resources that a booking uses at a moment, the parts of a booked whole included. */
export async function inUseAt(tx: Tx, resourceIds: readonly number[], at: Date): Promise<Set<number>> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT occupancy.resource_id AS id
    FROM occupancy JOIN booking ON booking.id = occupancy.booking_id
    WHERE occupancy.active AND NOT occupancy.pad AND NOT booking.is_block
      AND booking.status IN ('confirmed', 'to_confirm', 'mediation', 'pending_remote')
      AND occupancy.resource_id = ANY(${[...resourceIds]}::int[])
      AND occupancy.starts_at <= ${at}::timestamptz AND occupancy.ends_at > ${at}::timestamptz`;
  return new Set(rows.map(({ id }) => id));
}

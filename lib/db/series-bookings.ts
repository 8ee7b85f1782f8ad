import type { BookingCause, BookingStatus } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** A booking of a series; of staff's, each has one space. */
export type SeriesBooking = Interval & {
  id: number;
  publicId: string;
  status: BookingStatus;
  statusReason: string | null;
  cause: BookingCause;
  resourceId: number;
  spaceName: string;
  timeZone: string;
  cancelByMinutes: number;
  /** Empty once it was scrubbed, and of blocked time. */
  patronName: string;
  note: string;
  beyond: string[];
};

/** In order of time; all that are there, or those that end after `after`. */
export async function bookingsOfSeries(tx: Tx, seriesId: number, after?: Date): Promise<SeriesBooking[]> {
  const rows = await tx.bookingItem.findMany({
    where: { booking: { seriesId }, ...(after && { endsAt: { gt: after } }) },
    orderBy: [{ startsAt: 'asc' }, { bookingId: 'asc' }],
    include: { booking: true, resource: { include: { category: { include: { location: true } } } } },
  });
  return rows.map(({ booking, resource, startsAt, endsAt }) => ({
    ...{ id: booking.id, publicId: booking.publicId, status: booking.status, statusReason: booking.statusReason },
    ...{ cause: booking.cause, patronName: booking.patronName, note: booking.note, beyond: booking.beyond },
    ...{ resourceId: resource.id, spaceName: resource.name, timeZone: resource.category.location.timeZone },
    ...{ cancelByMinutes: resource.category.cancelByMinutes, start: startsAt, end: endsAt },
  }));
}

import type { BookingCause, BookingStatus } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';

/** A booking as other programs are told of it. */
export type ToldBooking = {
  publicId: string;
  status: BookingStatus;
  version: number;
  cause: BookingCause;
  isBlock: boolean;
  createdAt: Date;
  cancelledAt: Date | null;
  /** Empty once they were scrubbed. */
  patronName: string;
  patronEmail: string;
  /** Null: of spaces only. */
  appointment: { resourceId: number; kindId: number | null; kindName: string; placeKind: string } | null;
  items: {
    resourceId: number;
    kind: 'space' | 'person';
    name: string;
    categoryId: number;
    locationId: number;
    locationName: string;
    timeZone: string;
    start: Date;
    end: Date;
  }[];
};

/** As it is now; null: it is gone. People stand before the rooms they meet in. */
export async function toldBooking(tx: Tx, id: number): Promise<ToldBooking | null> {
  const row = await tx.booking.findUnique({
    where: { id },
    select: {
      ...{ publicId: true, status: true, version: true, cause: true, isBlock: true, createdAt: true },
      ...{ cancelledAt: true, patronName: true, patronEmail: true },
      appointment: { select: { resourceId: true, kindId: true, kindName: true, placeKind: true } },
      items: {
        orderBy: [{ startsAt: 'asc' }, { resource: { kind: 'desc' } }, { resourceId: 'asc' }],
        select: {
          ...{ startsAt: true, endsAt: true },
          resource: {
            select: {
              ...{ id: true, kind: true, name: true },
              category: { select: { id: true, location: { select: { id: true, name: true, timeZone: true } } } },
            },
          },
        },
      },
    },
  });
  return (
    row && {
      ...row,
      items: row.items.map(({ startsAt, endsAt, resource: { id: resourceId, kind, name, category } }) => ({
        ...{ resourceId, kind, name, categoryId: category.id, start: startsAt, end: endsAt },
        ...{ locationId: category.location.id, locationName: category.location.name },
        timeZone: category.location.timeZone,
      })),
    }
  );
}

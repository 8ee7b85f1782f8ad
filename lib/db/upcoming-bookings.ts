import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

export type UpcomingBooking = Interval & { publicId: string; patronName: string; spaceName: string; timeZone: string };

const MOST = 50;
const STANDING = ['unverified', 'pending_remote', 'to_confirm', 'mediation', 'confirmed'] as const;

/** What stands and is not over, in order of start; of a long row the first, and how many there are. */
export async function upcomingBookings(
  tx: Tx,
  of: { locationId: number } | { categoryId: number } | { resourceId: number },
  now: Date,
): Promise<{ count: number; first: UpcomingBooking[] }> {
  const within =
    'resourceId' in of ? { id: of.resourceId } : { category: 'categoryId' in of ? { id: of.categoryId } : of };
  const where = {
    ...{ endsAt: { gt: now }, resource: within },
    booking: { status: { in: [...STANDING] } },
  };
  const rows = await tx.bookingItem.findMany({
    where,
    orderBy: [{ startsAt: 'asc' }, { resourceId: 'asc' }],
    take: MOST,
    select: {
      ...{ startsAt: true, endsAt: true, booking: { select: { publicId: true, patronName: true } } },
      resource: { select: { name: true, category: { select: { location: { select: { timeZone: true } } } } } },
    },
  });
  return {
    count: rows.length < MOST ? rows.length : await tx.bookingItem.count({ where }),
    first: rows.map(({ startsAt, endsAt, booking, resource }) => ({
      ...{ start: startsAt, end: endsAt, ...booking, spaceName: resource.name },
      timeZone: resource.category.location.timeZone,
    })),
  };
}

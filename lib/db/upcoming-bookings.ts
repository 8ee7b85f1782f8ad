import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Interval } from '@/lib/time/interval';

export type UpcomingBooking = Interval & { publicId: string; patronName: string; spaceName: string; timeZone: string };

/** Where; or of which kind of appointment, or booked on which group's page. */
export type UpcomingOf =
  | { locationId: number }
  | { categoryId: number }
  | { resourceId: number }
  | { kindId: number }
  | { groupId: number };

const MOST = 50;
const STANDING = ['unverified', 'pending_remote', 'to_confirm', 'mediation', 'confirmed'] as const;

/** What stands and is not over, in order of start; of a long row the first, and how many there are. */
export async function upcomingBookings(
  tx: Tx,
  of: UpcomingOf,
  now: Date,
): Promise<{ count: number; first: UpcomingBooking[] }> {
  const where = {
    ...{ endsAt: { gt: now }, ...placeOf(of) },
    booking: { status: { in: [...STANDING] }, ...('kindId' in of || 'groupId' in of ? { appointment: of } : {}) },
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

/** Of an appointment with a room the person alone counts: it is one appointment. */
function placeOf(of: UpcomingOf): Prisma.BookingItemWhereInput {
  if ('resourceId' in of) return { resource: { id: of.resourceId } };
  if ('categoryId' in of) return { resource: { category: { id: of.categoryId } } };
  if (!('locationId' in of)) return { resource: { kind: 'person' } };
  // People of other buildings are met at desks in this one.
  const desk = { place: { kind: 'desk', locationId: of.locationId } };
  return { OR: [{ resource: { category: of } }, { resource: { kind: 'person' }, booking: { appointment: desk } }] };
}

import type { BookingStatus } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** One item of a booking as the desk sees it. */
export type DayBooking = Interval & {
  bookingId: number;
  publicId: string;
  status: BookingStatus;
  patronName: string;
  patronEmail: string;
  note: string;
  /** Of staff, for staff. */
  staffNote: string;
  version: number;
  /** Staff closed the time; there is no patron. */
  isBlock: boolean;
  resourceId: number;
  resourceName: string;
  resourceKind: 'space' | 'person';
  locationId: number;
  /** What it is for, with whom and where, where it is an appointment; of the person and of the room alike. */
  appointment: { kindName: string; placeName: string; personId: number; personName: string } | null;
};

/** What stands in `range` and closes time, in order of start. Holds are nobody's booking yet. */
export async function standingBookings(tx: Tx, range: Interval): Promise<DayBooking[]> {
  const rows = await tx.bookingItem.findMany({
    where: {
      startsAt: { lt: range.end },
      endsAt: { gt: range.start },
      booking: { status: { in: ['pending_remote', 'to_confirm', 'mediation', 'confirmed'] } },
    },
    orderBy: [{ startsAt: 'asc' }, { resourceId: 'asc' }],
    select: {
      startsAt: true,
      endsAt: true,
      booking: {
        select: {
          ...{ id: true, publicId: true, status: true, version: true, isBlock: true },
          ...{ patronName: true, patronEmail: true, note: true, staffNote: true },
          appointment: { select: { kindName: true, placeName: true, resource: { select: { id: true, name: true } } } },
        },
      },
      resource: { select: { id: true, name: true, kind: true, category: { select: { locationId: true } } } },
    },
  });
  return rows.map(({ startsAt, endsAt, booking, resource }) => ({
    ...{ start: startsAt, end: endsAt, bookingId: booking.id, publicId: booking.publicId, status: booking.status },
    ...{ patronName: booking.patronName, patronEmail: booking.patronEmail, note: booking.note },
    ...{ staffNote: booking.staffNote, version: booking.version, isBlock: booking.isBlock },
    ...{ resourceId: resource.id, resourceName: resource.name, resourceKind: resource.kind },
    locationId: resource.category.locationId,
    appointment: booking.appointment && asMeeting(booking.appointment),
  }));
}

type MeetingRow = { kindName: string; placeName: string; resource: { id: number; name: string } };

const asMeeting = ({ kindName, placeName, resource }: MeetingRow) => ({
  ...{ kindName, placeName, personId: resource.id, personName: resource.name },
});

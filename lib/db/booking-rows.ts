import type { BookingCause, BookingStatus } from '@/lib/booking/types';
import type { Prisma } from '@/lib/db/generated/client';
import type { Answer } from '@/lib/question';
import type { Interval } from '@/lib/time/interval';
import { answersOf } from './answers';
import { asAppointment, type BookedAppointment, WITH_APPOINTMENT } from './booked-appointment';

export type BookingItemRecord = Interval & {
  resourceId: number;
  kind: 'space' | 'person';
  name: string;
  slug: string | null;
  directions: string;
  /** How to find the location, whichever space it is. */
  locationDirections: string;
  locationId: number;
  locationName: string;
  locationAddress: string;
  timeZone: string;
  /** How long before the start its patron may still cancel: as its kind says, else its category. */
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
  /** For the door sign. */
  nickname: string;
  /** To the questions that were asked. */
  answers: Answer[];
  /** Shared by the bookings that were made in one go; null: made alone. */
  visitId: string | null;
  /** Seen by staff only. */
  staffNote: string;
  /** Patron rules that staff went beyond, as codes. */
  beyond: string[];
  locale: string;
  createdAt: Date;
  /** When it was made, or last changed in a way that others would tell of, by the server's clock. */
  changedAt: Date;
  /** When it came to its status, where that was not at once. */
  settledAt: Date | null;
  cancelledAt: Date | null;
  /** What its patron said then, for staff. */
  cancelReason: string;
  scrubbedAt: Date | null;
  /** A request was decided; approved, it waits for Outlook from then on. */
  mediatedAt: Date | null;
  mediationNote: string;
  /** Staff close the time; there is no patron. */
  isBlock: boolean;
  /** Staff made it without a mail. */
  quiet: boolean;
  seriesId: number | null;
  /** Null: of spaces only. */
  appointment: BookedAppointment | null;
  /** In order of time, people before the rooms they meet in; never empty. */
  items: BookingItemRecord[];
};

/** What a read has to include for {@link asRecord}. */
export const WITH_ITEMS = {
  appointment: WITH_APPOINTMENT,
  items: {
    orderBy: [{ startsAt: 'asc' }, { resource: { kind: 'desc' } }, { resourceId: 'asc' }],
    include: { resource: { include: { category: { include: { location: true } } } } },
  },
} as const satisfies Prisma.BookingInclude;

export function asRecord({
  items,
  appointment,
  ...booking
}: Prisma.BookingGetPayload<{ include: typeof WITH_ITEMS }>): BookingRecord {
  return {
    ...booking,
    answers: answersOf(booking.answers),
    appointment: appointment && asAppointment(appointment),
    items: items.map(({ resource, startsAt, endsAt }) => ({
      resourceId: resource.id,
      kind: resource.kind,
      name: resource.name,
      slug: resource.slug,
      directions: resource.directions,
      locationDirections: resource.category.location.directions,
      locationId: resource.category.locationId,
      locationName: resource.category.location.name,
      locationAddress: resource.category.location.address,
      timeZone: resource.category.location.timeZone,
      cancelByMinutes:
        (resource.kind === 'person' ? appointment?.kind?.cancelByMinutes : null) ?? resource.category.cancelByMinutes,
      start: startsAt,
      end: endsAt,
    })),
  };
}

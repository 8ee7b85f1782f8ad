import type { BookingStatus } from '@/lib/booking/types';
import { asAppointment, type BookedAppointment, WITH_APPOINTMENT } from '@/lib/db/booked-appointment';
import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Interval } from '@/lib/time/interval';

/** What a message about a booking needs; one query each for booking and library. */
export type BookingForMail = {
  publicId: string;
  status: BookingStatus;
  /** SEQUENCE of the calendar file. */
  icsSequence: number;
  cause: 'user' | 'staff' | 'remote' | 'system';
  /** Why it is as it is, as a code. */
  statusReason: string | null;
  locale: string;
  patronName: string;
  /** Empty once the patron's data were scrubbed: then nothing is sent. */
  patronEmail: string;
  /** When its patron had it for sure. */
  madeAt: Date;
  /** Until when it waits: for the guest's link, for Outlook. */
  holdUntil: Date | null;
  checkInCode: string | null;
  checkedInAt: Date | null;
  noShowAt: Date | null;
  mediationNote: string;
  libraryName: string;
  installationId: string;
  /** Where mails come from by Graph, and whom calendars know as the organizer; null: as MAIL_FROM says. */
  libraryMailbox: string | null;
  /** Null: of spaces only. */
  appointment: AppointmentForMail | null;
  /** In order of time, people before the rooms they meet in. */
  items: {
    name: string;
    kind: 'space' | 'person';
    slug: string | null;
    locationId: number;
    location: string;
    /** Minutes before and after the start in which one may check in; `checkInBefore` null: there is no check-in. */
    checkInBefore: number | null;
    checkInAfter: number;
    address: string;
    directions: string;
    /** How to find the location, whichever space it is. */
    locationDirections: string;
    timeZone: string;
    start: Date;
    end: Date;
  }[];
};

/** What a message about an appointment says beside its booking. */
export type AppointmentForMail = BookedAppointment & {
  person: string;
  /** Where the like of it is booked: its group's page, else the person's. */
  slug: string | null;
  /** The person's own words for afterwards, as they are now. */
  followUpWords: string;
};

const WITH_PLACES = {
  appointment: {
    include: {
      ...WITH_APPOINTMENT.include,
      group: { select: { name: true, slug: true } },
      resource: { select: { name: true, slug: true, appointmentSettings: { select: { followUpWords: true } } } },
    },
  },
  items: {
    orderBy: [{ startsAt: 'asc' }, { resource: { kind: 'desc' } }, { resourceId: 'asc' }],
    include: { resource: { include: { category: { include: { location: true } } } } },
  },
} as const satisfies Prisma.BookingInclude;

export async function bookingForMail(tx: Tx, bookingId: number): Promise<BookingForMail | null> {
  const [booking] = await bookingsForMail(tx, { id: bookingId });
  return booking ?? null;
}

/** In the order in which they were made. */
export async function bookingsForMail(tx: Tx, where: Prisma.BookingWhereInput): Promise<BookingForMail[]> {
  const [bookings, library] = await Promise.all([
    tx.booking.findMany({ where, orderBy: { id: 'asc' }, include: WITH_PLACES }),
    tx.library.findUniqueOrThrow({
      where: { id: 1 },
      select: { name: true, installationId: true, mailVia: true, mailMailbox: true },
    }),
  ]);
  return bookings.map((booking) => asMail(booking, library));
}

function asMail(
  booking: Prisma.BookingGetPayload<{ include: typeof WITH_PLACES }>,
  library: { name: string; installationId: string; mailVia: string; mailMailbox: string | null },
): BookingForMail {
  const { publicId, status, icsSequence, cause, statusReason, locale, patronName, patronEmail } = booking;
  const { holdUntil, checkInCode, checkedInAt, noShowAt, mediationNote } = booking;
  return {
    ...{ publicId, status, icsSequence, cause, statusReason, locale, patronName, patronEmail },
    madeAt: booking.settledAt ?? booking.createdAt,
    ...{ holdUntil, checkInCode, checkedInAt, noShowAt, mediationNote },
    libraryName: library.name,
    installationId: library.installationId,
    libraryMailbox: library.mailVia === 'graph' ? library.mailMailbox : null,
    appointment: appointmentForMail(booking.appointment),
    items: booking.items.map(({ resource, startsAt, endsAt }) => ({
      ...{ name: resource.name, kind: resource.kind, slug: resource.slug },
      locationId: resource.category.location.id,
      location: resource.category.location.name,
      checkInBefore: resource.category.location.checkInBefore,
      checkInAfter: resource.category.location.checkInAfter,
      address: resource.category.location.address,
      directions: resource.directions,
      locationDirections: resource.category.location.directions,
      timeZone: resource.category.location.timeZone,
      start: startsAt,
      end: endsAt,
    })),
  };
}

type AppointmentRow = Prisma.BookingGetPayload<{ include: typeof WITH_PLACES }>['appointment'];

const appointmentForMail = (row: AppointmentRow): AppointmentForMail | null =>
  row && {
    ...asAppointment(row),
    person: row.resource.name,
    slug: row.group?.slug ?? row.resource.slug,
    followUpWords: row.resource.appointmentSettings?.followUpWords ?? '',
  };

/** Where a booking was before staff changed it, as a message names it. */
export async function beforeForMail(
  tx: Tx,
  { resourceId, start, end }: { resourceId: number; start: string; end: string },
): Promise<(Interval & { name: string }) | null> {
  const resource = await tx.resource.findUnique({ where: { id: resourceId }, select: { name: true } });
  return resource && { name: resource.name, start: new Date(start), end: new Date(end) };
}

import type { Tx } from '@/lib/db/client';

/** What a message about a booking needs; one query each for booking and library. */
export type BookingForMail = {
  publicId: string;
  version: number;
  cause: 'user' | 'staff' | 'remote' | 'system';
  /** Why it is as it is, as a code. */
  statusReason: string | null;
  locale: string;
  patronName: string;
  /** Empty once the patron's data were scrubbed: then nothing is sent. */
  patronEmail: string;
  createdAt: Date;
  libraryName: string;
  installationId: string;
  items: {
    name: string;
    kind: 'space' | 'person';
    slug: string | null;
    location: string;
    address: string;
    directions: string;
    timeZone: string;
    start: Date;
    end: Date;
  }[];
};

export async function bookingForMail(tx: Tx, bookingId: number): Promise<BookingForMail | null> {
  const [booking, library] = await Promise.all([
    tx.booking.findUnique({
      where: { id: bookingId },
      include: {
        items: {
          orderBy: { startsAt: 'asc' },
          include: { resource: { include: { category: { include: { location: true } } } } },
        },
      },
    }),
    tx.library.findUniqueOrThrow({ where: { id: 1 } }),
  ]);
  if (!booking) return null;
  const { publicId, version, cause, statusReason, locale, patronName, patronEmail, createdAt } = booking;
  return {
    ...{ publicId, version, cause, statusReason, locale, patronName, patronEmail, createdAt },
    libraryName: library.name,
    installationId: library.installationId,
    items: booking.items.map(({ resource, startsAt, endsAt }) => ({
      ...{ name: resource.name, kind: resource.kind, slug: resource.slug },
      location: resource.category.location.name,
      address: resource.category.location.address,
      directions: resource.directions,
      timeZone: resource.category.location.timeZone,
      start: startsAt,
      end: endsAt,
    })),
  };
}

import type { BookingStatus } from '@/lib/booking/types';
import { bookingById, lockBooking, setBookingStatus } from '@/lib/db/bookings';
import type { Tx } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { familiesOf, lockResources } from '@/lib/db/resources';

/** A booking as one calendar has to show it. */
export type BookingToPush = {
  id: number;
  publicId: string;
  status: BookingStatus;
  version: number;
  /** From the first to the last of its items that concern the calendar's resource; null: none does any more. */
  interval: { start: Date; end: Date } | null;
};

/** Items of the resource itself, of its parts and of its wholes: one event spans them (sync-design §2). */
export async function bookingToPush(tx: Tx, bookingId: number, resourceId: number): Promise<BookingToPush | null> {
  const booking = await tx.booking.findUnique({
    where: { id: bookingId },
    select: { id: true, publicId: true, status: true, version: true, items: true },
  });
  if (!booking) return null;
  const { partIds, wholeIds } = (await familiesOf(tx, [resourceId]))(resourceId);
  const concerned = new Set([resourceId, ...partIds, ...wholeIds]);
  const items = booking.items.filter((item) => concerned.has(item.resourceId));
  const first = Math.min(...items.map(({ startsAt }) => startsAt.getTime()));
  const last = Math.max(...items.map(({ endsAt }) => endsAt.getTime()));
  const interval = items.length > 0 ? { start: new Date(first), end: new Date(last) } : null;
  const { id, publicId, status, version } = booking;
  return { id, publicId, status, version, interval };
}

/**
 * The last step of a strict booking (sync-design §9): confirmed with its mail, once every calendar that it is written to
 * has been looked at after the writing. False: another calendar is not there yet, or it is settled already.
 */
export async function confirmIfAllAgree(tx: Tx, bookingId: number, now: Date): Promise<boolean> {
  await lockBooking(tx, bookingId);
  const booking = await bookingById(tx, bookingId);
  if (booking?.status !== 'pending_remote') return false;
  const open = await tx.pushJob.count({
    where: {
      bookingId,
      link: { writes: true, state: { in: ['backfilling', 'live', 'degraded'] } },
      NOT: { link: { mirrors: { some: { bookingId, state: 'live', agreedAt: { not: null } } } } },
    },
  });
  if (open > 0) return false;
  const change = {
    status: 'confirmed',
    statusReason: null,
    cause: booking.cause,
    closes: true,
    changesEvent: false,
  } as const;
  await setBookingStatus(tx, bookingId, change, now);
  await enqueue(tx, { kind: 'mail', mail: { template: 'booking_confirmed', bookingId } });
  return true;
}

/** Somebody was first in Outlook: the slot is given back and the patron is told; events already written go (§9). */
export async function refuseTaken(tx: Tx, bookingId: number, now: Date): Promise<boolean> {
  const items = await tx.bookingItem.findMany({ where: { bookingId }, select: { resourceId: true } });
  await lockResources(
    tx,
    items.map(({ resourceId }) => resourceId),
  );
  await lockBooking(tx, bookingId);
  const booking = await bookingById(tx, bookingId);
  if (booking?.status !== 'pending_remote') return false;
  const change = {
    status: 'cancelled',
    statusReason: 'taken_in_outlook',
    cause: 'remote',
    closes: false,
    changesEvent: true,
  } as const;
  await setBookingStatus(tx, bookingId, change, now);
  await enqueue(tx, { kind: 'push_booking', bookingId, urgent: true });
  await enqueue(tx, { kind: 'mail', mail: { template: 'booking_refused', bookingId } });
  return true;
}

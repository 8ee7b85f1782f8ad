import type { BookingStatus } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import { familiesOf } from '@/lib/db/resources';

/** A booking as one calendar has to show it. */
export type BookingToPush = {
  id: number;
  publicId: string;
  status: BookingStatus;
  version: number;
  /** From the first to the last of its items that concern the calendar's resource; null: none does any more. */
  interval: { start: Date; end: Date } | null;
  /** Of the person whose calendar it is; null in a room's. `link` empty: not known yet. */
  appointment: {
    kindName: string;
    placeName: string;
    teams: boolean;
    link: string;
    meetingAskedAt: Date | null;
  } | null;
};

const OF_APPOINTMENT = {
  ...{ resourceId: true, kindName: true, placeName: true, teams: true, link: true, meetingAskedAt: true },
} as const;

/** Items of the resource itself, of its parts and of its wholes: one event spans them (sync-design §2). */
export async function bookingToPush(tx: Tx, bookingId: number, resourceId: number): Promise<BookingToPush | null> {
  const booking = await tx.booking.findUnique({
    where: { id: bookingId },
    select: {
      ...{ id: true, publicId: true, status: true, version: true, items: true },
      appointment: { select: OF_APPOINTMENT },
    },
  });
  if (!booking) return null;
  const { partIds, wholeIds } = (await familiesOf(tx, [resourceId]))(resourceId);
  const concerned = new Set([resourceId, ...partIds, ...wholeIds]);
  const items = booking.items.filter((item) => concerned.has(item.resourceId));
  const first = Math.min(...items.map(({ startsAt }) => startsAt.getTime()));
  const last = Math.max(...items.map(({ endsAt }) => endsAt.getTime()));
  const interval = items.length > 0 ? { start: new Date(first), end: new Date(last) } : null;
  const { id, publicId, status, version } = booking;
  const appointment = booking.appointment?.resourceId === resourceId ? booking.appointment : null;
  return { id, publicId, status, version, interval, appointment };
}

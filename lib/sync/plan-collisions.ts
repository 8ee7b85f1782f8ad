import { type Interval, overlaps } from '@/lib/time/interval';
import type { Evidence } from './plan-remote-edit';

export type PromisedBooking = { bookingId: number; interval: Interval };
/** An open case of a foreign event over a booking. */
export type Collision = { conflictId: number; remoteId: string; bookingId: number };
export type BusyEvent = { remoteId: string; interval: Interval; showAs: string };

export type CollisionAction =
  | { do: 'open_conflict'; bookingId: number; remoteId: string; evidence: Evidence }
  | { do: 'close_conflict'; conflictId: number };

/** A foreign event over a promised booking: both stand, and a person decides (sync-design §7). The past is left alone. */
export function planCollisions(
  bookings: readonly PromisedBooking[],
  open: readonly Collision[],
  busy: readonly BusyEvent[],
  now: Date,
): CollisionAction[] {
  const hits = busy.flatMap((event) =>
    bookings
      .filter(({ interval }) => interval.end > now && overlaps(interval, event.interval))
      .map((booking) => ({ key: keyOf(event.remoteId, booking.bookingId), event, booking })),
  );
  const hit = new Set(hits.map(({ key }) => key));
  const known = new Set(open.map(({ remoteId, bookingId }) => keyOf(remoteId, bookingId)));
  return [
    ...hits
      .filter(({ key }) => !known.has(key))
      .map(({ event, booking }): CollisionAction => {
        const evidence = { ours: sideOf(booking.interval, 'busy'), theirs: sideOf(event.interval, event.showAs) };
        return { do: 'open_conflict', bookingId: booking.bookingId, remoteId: event.remoteId, evidence };
      }),
    ...open
      .filter(({ remoteId, bookingId }) => !hit.has(keyOf(remoteId, bookingId)))
      .map(({ conflictId }): CollisionAction => ({ do: 'close_conflict', conflictId })),
  ];
}

const keyOf = (remoteId: string, bookingId: number) => `${bookingId} ${remoteId}`;

const sideOf = ({ start, end }: Interval, showAs: string) => ({
  start: start.toISOString(),
  end: end.toISOString(),
  showAs,
});

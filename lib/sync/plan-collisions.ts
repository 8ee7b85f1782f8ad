import { type Interval, overlaps } from '@/lib/time/interval';
import { type BookingMode, type BusyTime, closesFor } from './busy';
import type { Evidence, Side } from './plan-remote-edit';

export type PromisedBooking = { bookingId: number; interval: Interval; mode: BookingMode };

/** A case of a foreign event over a booking. */
export type Collision = {
  conflictId: number;
  remoteId: string;
  bookingId: number;
  /** A person let both stand as they were then; else it is open. */
  kept?: boolean;
  /** The times it was last seen with: ours, then theirs. */
  at?: string;
};

export type BusyEvent = {
  remoteId: string;
  busy: BusyTime;
  showAs: string;
  seriesMasterId?: string | null;
  /** The owner's answer, where the event is a meeting that the calendar was invited to. */
  response?: string | null;
  createdAt?: Date | null;
  changedAt?: Date | null;
};

export type CollisionAction =
  | {
      do: 'open_conflict';
      bookingId: number;
      remoteId: string;
      seriesMasterId: string | null;
      isMeeting: boolean;
      evidence: Evidence;
    }
  | { do: 'renew_conflict'; conflictId: number; evidence: Evidence }
  | { do: 'close_conflict'; conflictId: number };

/**
 * A foreign event over a promised booking: both stand, and what becomes of it is the resource's policy (sync-design §7).
 * What a person let stand is not asked again until one of the two moves. The past is left alone, and so is an online
 * appointment by a meeting that is busy only for those who come.
 */
export function planCollisions(
  bookings: readonly PromisedBooking[],
  cases: readonly Collision[],
  busy: readonly BusyEvent[],
  now: Date,
): CollisionAction[] {
  const open = new Map(cases.filter(({ kept }) => !kept).map((one) => [keyOf(one), one]));
  const kept = new Set(cases.filter(({ kept }) => kept).map((one) => `${keyOf(one)} ${one.at}`));
  const hits = new Map<string, CollisionAction[]>();
  for (const event of busy) {
    for (const { bookingId, interval, mode } of bookings) {
      // A booking that closes a space and its parts is met once.
      const key = keyOf({ remoteId: event.remoteId, bookingId });
      if (interval.end <= now || !overlaps(interval, event.busy) || hits.has(key)) continue;
      if (!closesFor(mode, event.busy)) continue;
      hits.set(key, meet(event, bookingId, interval, open.get(key), kept));
    }
  }
  const over = [...open].filter(([key]) => !hits.has(key));
  return [
    ...[...hits.values()].flat(),
    ...over.map(([, { conflictId }]): CollisionAction => ({ do: 'close_conflict', conflictId })),
  ];
}

function meet(
  event: BusyEvent,
  bookingId: number,
  interval: Interval,
  open: Collision | undefined,
  kept: ReadonlySet<string>,
): CollisionAction[] {
  const { remoteId, seriesMasterId = null } = event;
  const evidence = {
    ours: sideOf(interval, 'busy'),
    theirs: { ...sideOf(event.busy, event.showAs), ...ages(event) },
  };
  const at = [evidence.ours.start, evidence.ours.end, evidence.theirs.start, evidence.theirs.end].join(' ');
  if (open) {
    const unchanged = open.at === undefined || open.at === at;
    return unchanged ? [] : [{ do: 'renew_conflict', conflictId: open.conflictId, evidence }];
  }
  if (kept.has(`${keyOf({ remoteId, bookingId })} ${at}`)) return [];
  const isMeeting = INVITED.has(event.response ?? 'none');
  return [{ do: 'open_conflict', bookingId, remoteId, seriesMasterId, isMeeting, evidence }];
}

/** Answers of somebody who was invited: only such an event can be declined (graph-calendar §1.2). */
const INVITED = new Set(['accepted', 'tentativelyAccepted', 'notResponded']);

const keyOf = ({ remoteId, bookingId }: Pick<Collision, 'remoteId' | 'bookingId'>) => `${bookingId} ${remoteId}`;

const sideOf = ({ start, end }: Interval, showAs: string): Side => ({
  start: start.toISOString(),
  end: end.toISOString(),
  showAs,
});

const ages = ({ createdAt, changedAt }: BusyEvent) => ({
  createdAt: createdAt?.toISOString() ?? null,
  changedAt: changedAt?.toISOString() ?? null,
});

import { addMinutes, type Interval, overlaps } from '@/lib/time/interval';
import type { RemoteEvent } from './remote-change';

/** What one round read, before anything of it is applied. */
export type Round = {
  /** The part of the calendar that was read whole, so that what was not seen there is not there; null: changes only. */
  covers: Interval | null;
  /** Why more than the changes was read; null for an ordinary round. */
  reason: RoundReason | null;
  window: Interval;
  generation: number;
  openedAt: Date;
  /** Where the next round goes on; null: this round was a listing, and the cursor stays where it is. */
  deltaLink: string | null;
  /** Single events, occurrences and exceptions inside the window; masters are left out. */
  seen: Map<string, RemoteEvent>;
  removed: Set<string>;
  /** Series that were read again: their rows are exactly those in `seen`. */
  masters: Set<string>;
  /** Rows that could not be read, not even by themselves; they block their time as far as it is known (§5.2). */
  unreadable: Map<string, Interval | null>;
};

/**
 * `first` and `demanded`: a link's beginning, or a person's wish. `window`: the window is rolled on. `lost_state`: 410.
 * `doubted`: the round before took away too much to be believed. `listing`: the calendar knows no delta. `near`, `whole`:
 * a sweep.
 */
export type RoundReason = 'first' | 'demanded' | 'window' | 'lost_state' | 'doubted' | 'listing' | 'near' | 'whole';

export const DAY_MINUTES = 1440;
/** Beyond the booking horizon, so that the window is moved about once a month only (sync-design §5.3). */
const SPARE_DAYS = 35;

/** From yesterday to the horizon and five weeks more. */
export function windowFrom(horizonDays: number, now: Date): Interval {
  const midnight = new Date(now);
  midnight.setUTCHours(0, 0, 0, 0);
  return {
    start: addMinutes(midnight, -DAY_MINUTES),
    end: addMinutes(midnight, (horizonDays + SPARE_DAYS) * DAY_MINUTES),
  };
}

/** A day wider, as all-day bounds are UTC midnights (F16). */
export const isInside = (event: Interval, window: Interval) =>
  overlaps({ start: addMinutes(event.start, -DAY_MINUTES), end: addMinutes(event.end, DAY_MINUTES) }, window);

/** Stands in for a row that cannot be read: unknown is never free. */
export const unreadableEvent = (remoteId: string, interval: Interval): RemoteEvent => ({
  ...{ what: 'event', remoteId, ...interval, type: 'singleInstance', showAs: 'unknown', allDay: false },
  ...{ etag: null, seriesMasterId: null, cancelled: null, response: null, isPrivate: null },
  ...{ transactionId: null, icalUid: null, createdAt: null },
});

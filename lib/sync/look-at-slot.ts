import { db } from '@/lib/db/client';
import type { Link } from '@/lib/db/links';
import { ownEvents } from '@/lib/db/mirrors';
import { readView } from '@/lib/graph/view';
import type { RemoteEvent } from '@/lib/graph/wire';
import { addMinutes, type Interval, overlaps } from '@/lib/time/interval';
import { busyTime, type ShowAsPolicy, showAsPolicy } from './busy';
import { calendarOf, type LinkSession } from './session';

/** The live check has little time: a patron waits (sync-design §9). */
const LOOK_MS = 1_500;
const LOOK_BACK_MINUTES = 2 * 24 * 60;

/**
 * Whether somebody else's event stands in the slot now, read from the calendar itself. Throws `GraphFailure` when it
 * cannot be read: unknown is never free.
 */
export async function isTakenInOutlook(session: LinkSession, link: Link, slot: Interval): Promise<boolean> {
  const own = await ownEvents(db(), link.id, addMinutes(slot.start, -LOOK_BACK_MINUTES));
  const policy = showAsPolicy(link.showAsPolicy);
  const view = await readView(session, calendarOf(link), slot, LOOK_MS);
  return view.some((change) => {
    if (change.what === 'malformed') return mayMeet(change.start, change.end, slot);
    if (own.remoteIds.has(change.remoteId)) return false;
    if (change.transactionId && own.transactionIds.has(change.transactionId.toLowerCase())) return false;
    const busy = busyOf(change, policy, link.timeZone);
    return busy !== null && overlaps(busy, slot);
  });
}

/** A listed row that leaves something out counts as busy. */
const busyOf = (event: RemoteEvent, policy: ShowAsPolicy, timeZone: string) =>
  busyTime({ ...event, showAs: event.showAs ?? 'unknown', cancelled: event.cancelled ?? false }, policy, timeZone);

const mayMeet = (start: Date | null, end: Date | null, slot: Interval) =>
  !start || !end || (start < end && overlaps({ start, end }, slot));

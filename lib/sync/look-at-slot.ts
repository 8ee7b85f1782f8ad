import { modeOfBooking } from '@/lib/db/booking-mode';
import { db } from '@/lib/db/client';
import type { Link } from '@/lib/db/link-rows';
import { ownEvents } from '@/lib/db/mirrors';
import { ownInvitations } from '@/lib/db/own-invitations';
import { readOnlyCalendarsOf } from '@/lib/db/read-only-calendars';
import { GraphFailure } from '@/lib/graph/failure';
import { readView } from '@/lib/graph/view';
import type { RemoteEvent } from '@/lib/graph/wire';
import { type ShowAsPolicy, showAsPolicy } from '@/lib/show-as';
import { addMinutes, type Interval, overlaps } from '@/lib/time/interval';
import { type BookingMode, busyTime, closesFor } from './busy';
import { ConnectionUnusable } from './connection-unusable';
import type { Push } from './push-facts';
import { calendarOf, type LinkSession, openSession } from './session';

/** The live check has little time: a patron waits (sync-design §9). */
const LOOK_MS = 1_500;
const LOOK_BACK_MINUTES = 2 * 24 * 60;

/** `unanswered`: calendars of people that could not be read in time, each with when it last was. */
export type Look = { seen: 'free' | 'taken' | 'unanswered'; unanswered: { link: Link; lastReadAt: Date | null }[] };

/**
 * Whether somebody else's event stands in the slot now, on the calendar of this job or on one that is only read, and is
 * busy for how the booking takes place. A room's silence is thrown as what it is; a person's is answered by how fresh the last reading is (sync-design §8).
 */
export async function lookAtCalendars(push: Push, slot: Interval): Promise<Look> {
  const { link, job, world } = push;
  const unanswered: Look['unanswered'] = [];
  const mode = await modeOfBooking(db(), job.bookingId);
  const others = await readOnlyCalendarsOf(db(), job.bookingId, link.id);
  for (const one of [...(link.reads ? [link] : []), ...others]) {
    // Another mailbox's lanes are not ours.
    const isBeside = one.mailboxOid !== link.mailboxOid;
    const about = { direction: 'push', bookingId: job.bookingId, isBeside } as const;
    const session = one.id === link.id ? push.session : openSession(one, about, world);
    try {
      if (await isTakenInOutlook(session, one, slot, mode)) return { seen: 'taken', unanswered: [] };
    } catch (error) {
      if (one.resourceKind !== 'person' || !isSilence(error)) throw error;
      unanswered.push({ link: one, lastReadAt: one.lastPullOkAt });
    } finally {
      if (session !== push.session) await session.flush();
    }
  }
  return { seen: unanswered.length > 0 ? 'unanswered' : 'free', unanswered };
}

const isSilence = (error: unknown) => error instanceof GraphFailure || error instanceof ConnectionUnusable;

/**
 * One calendar, read live. Throws `GraphFailure` when it cannot be read: unknown is never free.
 */
export async function isTakenInOutlook(
  session: LinkSession,
  link: Link,
  slot: Interval,
  mode: BookingMode,
): Promise<boolean> {
  const policy = showAsPolicy(link.showAsPolicy);
  const view = await readView(session, calendarOf(link), slot, LOOK_MS);
  // Asked afterwards: an event of ours that is made meanwhile is known by now.
  const remoteIds = view.flatMap((change) => (change.what === 'malformed' ? [] : [change.remoteId]));
  const own = await ownEvents(db(), link.id, addMinutes(slot.start, -LOOK_BACK_MINUTES), remoteIds);
  const uids = view.flatMap((change) => (change.what === 'malformed' ? [] : [change.icalUid]));
  const invitations = await ownInvitations(db(), link.resourceId, uids);
  return view.some((change) => {
    if (change.what === 'malformed') return mayMeet(change.start, change.end, slot);
    if (own.remoteIds.has(change.remoteId)) return false;
    if (change.transactionId && own.transactionIds.has(change.transactionId.toLowerCase())) return false;
    if (change.icalUid && invitations.has(change.icalUid)) return false;
    const busy = busyOf(change, policy, link.timeZone);
    return busy !== null && overlaps(busy, slot) && closesFor(mode, busy);
  });
}

/** A listed row that leaves something out counts as busy. */
const busyOf = (event: RemoteEvent, policy: ShowAsPolicy, timeZone: string) =>
  busyTime({ ...event, showAs: event.showAs ?? 'unknown', cancelled: event.cancelled ?? false }, policy, timeZone);

const mayMeet = (start: Date | null, end: Date | null, slot: Interval) =>
  !start || !end || (start < end && overlaps({ start, end }, slot));

import { z } from 'zod';
import { db } from '@/lib/db/client';
import { ownInvitations } from '@/lib/db/own-invitations';
import { earlierEvents, type UpcomingBooking, upcomingBookings } from '@/lib/db/preview-facts';
import { promisedBookings } from '@/lib/db/remote-events';
import { familiesOf } from '@/lib/db/resources';
import type { CalendarAddress } from '@/lib/graph/calendar-path';
import { readView } from '@/lib/graph/view';
import { showAsPolicy } from '@/lib/show-as';
import { type Interval, overlaps } from '@/lib/time/interval';
import { type BusyTime, busyTime, closesFor } from './busy';
import { openSession, realWorld, type SyncWorld } from './session';

export type CalendarPreview = {
  /** Upcoming bookings that would be written there. */
  bookings: number;
  /** Events of the calendar that would close time here. */
  blocks: number;
  /** Bookings that stand where an event of the calendar stands. */
  collisions: { publicId: string; booking: Interval; busy: Interval }[];
  /** How far ahead was looked. */
  until: Date;
};

type Wish = {
  connection: { id: number; tenantId: string };
  calendar: CalendarAddress;
  resource: { id: number; timeZone: string; syncPolicy: unknown };
  /** The switches of the link to be: write bookings there, let it close time. */
  writes: boolean;
  reads: boolean;
  until: Date;
};

/** Of the resource's own policy: which uncertain words close its time. */
const showAsOf = z.object({ showAs: z.unknown() }).catch({ showAs: null });

/**
 * What linking a calendar would come to, read live while a person waits (sync-design §11): nothing is written, on neither
 * side. Throws `GraphFailure` and `ConnectionUnusable`.
 */
export async function previewCalendar(wish: Wish, world: SyncWorld = realWorld): Promise<CalendarPreview> {
  const { resource, until } = wish;
  const range = { start: world.clock(), end: until };
  const seen = wish.reads ? await readLive(wish, range, world) : [];
  const showAs = showAsPolicy(showAsOf.parse(resource.syncPolicy ?? {}).showAs);
  const ours = await earlierEvents(db(), resource.id);
  const upcoming = await upcomingBookings(db(), resource.id, range);
  const uids = seen.flatMap((event) => (event.what === 'malformed' ? [] : [event.icalUid]));
  const invitations = await ownInvitations(db(), resource.id, uids);
  const busy = seen.flatMap((event): BusyTime[] => {
    if (event.what === 'malformed') return unreadable(event);
    if (ours.remoteIds.has(event.remoteId) || ours.transactionIds.has(event.transactionId ?? '')) return [];
    if (event.icalUid && invitations.has(event.icalUid)) return [];
    const known = { ...event, showAs: event.showAs ?? 'unknown', cancelled: event.cancelled ?? false };
    const interval = busyTime(known, showAs, resource.timeZone);
    return interval && overlaps(interval, range) ? [interval] : [];
  });
  return {
    bookings: wish.writes ? upcoming.length : 0,
    blocks: busy.length,
    collisions: await collisionsOf(resource.id, upcoming, busy, range.start),
    until,
  };
}

const unreadable = ({ start, end }: { start: Date | null; end: Date | null }): BusyTime[] =>
  start && end ? [{ start, end, inPerson: true, online: true }] : [];

/** No link yet whose lane it could run in: it goes beside those that there may be. */
async function readLive({ connection, calendar }: Wish, range: Interval, world: SyncWorld) {
  const whose = { id: null, connectionId: connection.id, mailboxOid: calendar.mailbox, connection };
  const session = openSession(whose, { direction: 'look', isBeside: true }, world);
  try {
    return await readView(session, calendar, range);
  } finally {
    await session.flush();
  }
}

/** As a round would find them: what closes the resource or a part of it, and only what was promised. */
async function collisionsOf(
  resourceId: number,
  upcoming: readonly UpcomingBooking[],
  busy: readonly BusyTime[],
  now: Date,
) {
  const { partIds } = (await familiesOf(db(), [resourceId]))(resourceId);
  const promised = await promisedBookings(db(), [resourceId, ...partIds], now);
  const publicIds = new Map(upcoming.map(({ bookingId, publicId }) => [bookingId, publicId]));
  const found = new Map<number, CalendarPreview['collisions'][number]>();
  for (const { bookingId, interval, mode } of promised) {
    const hit = busy.find((one) => overlaps(one, interval) && closesFor(mode, one));
    const publicId = publicIds.get(bookingId);
    if (hit && publicId && !found.has(bookingId)) found.set(bookingId, { publicId, booking: interval, busy: hit });
  }
  return [...found.values()].sort((a, b) => a.booking.start.getTime() - b.booking.start.getTime());
}

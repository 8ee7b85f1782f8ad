import { db } from '@/lib/db/client';
import { earlierEvents } from '@/lib/db/preview-facts';
import type { CalendarAddress } from '@/lib/graph/calendar-path';
import { readView } from '@/lib/graph/view';
import { type Interval, overlaps } from '@/lib/time/interval';
import { timesOf } from './busy';
import { openSession, realWorld, type SyncWorld } from './session';

/** Somebody's time as Outlook shows it: interval and status, and nothing else of the event (I12). */
export type Meeting = Interval & { allDay: boolean; showAs: string };

type Wish = {
  connection: { id: number; tenantId: string };
  calendars: readonly CalendarAddress[];
  resource: { id: number; timeZone: string };
  range: Interval;
};

/**
 * What stands in a person's calendars within `range`, read live while they wait; nothing is stored. Left out is what never
 * closes time, whatever is chosen: declined and cancelled meetings, and Carrel's own appointments. What cannot be read is
 * there with a status that nobody knows. Throws `GraphFailure` and `ConnectionUnusable`.
 */
export async function readMeetings(wish: Wish, world: SyncWorld = realWorld): Promise<Meeting[]> {
  const { connection, calendars, resource, range } = wish;
  const ours = await earlierEvents(db(), resource.id);
  const found: Meeting[] = [];
  for (const calendar of calendars) {
    const whose = { id: null, connectionId: connection.id, mailboxOid: calendar.mailbox, connection };
    const session = openSession(whose, { direction: 'look', isBeside: true }, world);
    try {
      for (const event of await readView(session, calendar, range)) {
        if (event.what === 'malformed') {
          if (event.start && event.end)
            found.push({ start: event.start, end: event.end, allDay: false, showAs: 'unknown' });
          continue;
        }
        if (ours.remoteIds.has(event.remoteId) || ours.transactionIds.has(event.transactionId ?? '')) continue;
        if (event.type === 'seriesMaster' || event.cancelled || event.response === 'declined') continue;
        const { allDay, showAs } = event;
        found.push({ ...timesOf(event, resource.timeZone), allDay, showAs: showAs ?? 'unknown' });
      }
    } finally {
      await session.flush();
    }
  }
  return found
    .filter((one) => one.start < one.end && overlaps(one, range))
    .sort((a, b) => a.start.getTime() - b.start.getTime() || a.end.getTime() - b.end.getTime());
}

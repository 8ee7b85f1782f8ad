import { DAY_MS, type Interval } from '@/lib/time/interval';
import { type CalendarAddress, calendarPath } from './calendar-path';
import { type GraphSession, graphRequest, pathOfLink } from './client';
import { queryTime } from './times';
import { EVENT_FIELDS, eventPage, type RemoteChange } from './wire';

/**
 * What stands in the calendar around `slot`: single events, occurrences and exceptions, never masters. Asked a day wider
 * on both sides, since all-day events are matched as UTC midnights (F16): the caller judges what overlaps. All pages are
 * read; a part that fails fails the whole, for unknown is never free.
 */
export async function readView(
  session: GraphSession,
  calendar: CalendarAddress,
  slot: Interval,
  timeoutMs?: number,
): Promise<Exclude<RemoteChange, { what: 'removed' }>[]> {
  const from = queryTime(new Date(slot.start.getTime() - DAY_MS));
  const to = queryTime(new Date(slot.end.getTime() + DAY_MS));
  let path: string | null =
    `${calendarPath(calendar)}/calendarView?startDateTime=${from}&endDateTime=${to}&$select=${EVENT_FIELDS}&$top=200`;
  const found = new Map<string, Exclude<RemoteChange, { what: 'removed' }>>();
  while (path) {
    const page: { changes: RemoteChange[]; nextLink: string | null } = await graphRequest(session, {
      op: 'view.read',
      mailbox: calendar.mailbox,
      method: 'GET',
      path,
      shape: eventPage,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    // Pages go by $skip and may repeat rows when somebody writes meanwhile.
    for (const change of page.changes) if (change.what !== 'removed') found.set(change.remoteId, change);
    path = page.nextLink && pathOfLink(page.nextLink);
  }
  return [...found.values()];
}

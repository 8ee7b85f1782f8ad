import type { Interval } from '@/lib/time/interval';
import { type CalendarAddress, calendarPath } from './calendar-path';
import { type GraphSession, graphRequest, pathOfLink } from './client';
import { queryTime } from './times';
import { eventPage, type RemoteChange } from './wire';

/** Where to go on: a fresh pass over a window, or the link that the last round ended with. */
export type ChangesFrom = { window: Interval } | { deltaLink: string };

/** A page of a round; `deltaLink` comes with the last one only. */
export type ChangesPage = { changes: RemoteChange[]; deltaLink: string | null };

const PAGE = 200;

/**
 * Every page of a calendarView/delta round, in order, to the very end (F2: one page is never the answer). Headers are not
 * frozen in links and are sent with each page. `gone`: the state is lost, read all again; may come in mid-paging (F4).
 */
export async function* readChanges(
  session: GraphSession,
  calendar: CalendarAddress,
  from: ChangesFrom,
): AsyncGenerator<ChangesPage> {
  let path: string | null = 'deltaLink' in from ? pathOfLink(from.deltaLink) : firstPath(calendar, from.window);
  while (path) {
    const page: { changes: RemoteChange[]; nextLink: string | null; deltaLink: string | null } = await graphRequest(
      session,
      {
        op: 'view.delta',
        mailbox: calendar.mailbox,
        method: 'GET',
        path,
        prefer: [`odata.maxpagesize=${PAGE}`],
        shape: eventPage,
      },
    );
    yield { changes: page.changes, deltaLink: page.deltaLink };
    path = page.nextLink && pathOfLink(page.nextLink);
  }
}

const firstPath = (calendar: CalendarAddress, window: Interval) =>
  `${calendarPath(calendar)}/calendarView/delta?startDateTime=${queryTime(window.start)}&endDateTime=${queryTime(window.end)}`;

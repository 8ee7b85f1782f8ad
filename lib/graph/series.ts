import type { Interval } from '@/lib/time/interval';
import { mailboxPath } from './calendar-path';
import { type GraphSession, graphRequest, pathOfLink } from './client';
import { GraphFailure } from './failure';
import { queryTime } from './times';
import { eventPage, type RemoteChange } from './wire';

type SeriesRow = Exclude<RemoteChange, { what: 'removed' }>;

/**
 * Every occurrence and exception of a series inside the window. Delta lists a series too sparsely to be believed (F3),
 * so whenever one of its rows appears the whole series is read again. An occurrence that cannot be read is handed on as
 * such: it must not pass for a free hour. Null: the series is gone.
 */
export async function readSeries(
  session: GraphSession,
  mailbox: string,
  masterId: string,
  window: Interval,
): Promise<SeriesRow[] | null> {
  const found: SeriesRow[] = [];
  let path: string | null =
    `${mailboxPath(mailbox)}/events/${encodeURIComponent(masterId)}/instances` +
    `?startDateTime=${queryTime(window.start)}&endDateTime=${queryTime(window.end)}&$top=200`;
  try {
    while (path) {
      const page: { changes: RemoteChange[]; nextLink: string | null } = await graphRequest(session, {
        op: 'series.read',
        mailbox,
        method: 'GET',
        path,
        shape: eventPage,
      });
      for (const change of page.changes) {
        if (change.what !== 'removed') found.push(change);
      }
      path = page.nextLink && pathOfLink(page.nextLink);
    }
  } catch (error) {
    // 410 on a single event means the same as 404; only in delta does it speak of a sync state.
    if (error instanceof GraphFailure && (error.kind === 'not_found' || error.kind === 'gone')) return null;
    throw error;
  }
  return found;
}

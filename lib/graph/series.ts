import type { Interval } from '@/lib/time/interval';
import { mailboxPath } from './calendar-path';
import { type GraphSession, graphRequest, pathOfLink } from './client';
import { GraphFailure } from './failure';
import { queryTime } from './times';
import { eventPage, type RemoteChange, type RemoteEvent } from './wire';

/**
 * Every occurrence and exception of a series inside the window. Delta lists a series too sparsely to be believed (F3),
 * so whenever one of its rows appears the whole series is read again. Null: the series is gone.
 */
export async function readSeries(
  session: GraphSession,
  mailbox: string,
  masterId: string,
  window: Interval,
): Promise<RemoteEvent[] | null> {
  const found: RemoteEvent[] = [];
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
        // One unreadable occurrence must not pass for a free hour: the series is read again next time.
        if (change.what === 'malformed') throw new GraphFailure('unavailable', { status: 200 });
        if (change.what === 'event') found.push(change);
      }
      path = page.nextLink && pathOfLink(page.nextLink);
    }
  } catch (error) {
    if (error instanceof GraphFailure && error.kind === 'not_found') return null;
    throw error;
  }
  return found;
}

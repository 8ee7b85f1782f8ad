import { db } from '@/lib/db/client';
import type { Link } from '@/lib/db/link-rows';
import { mastersAmong } from '@/lib/db/remote-events';
import { getEvent } from '@/lib/graph/events';
import { GraphFailure } from '@/lib/graph/failure';
import { readSeries } from '@/lib/graph/series';
import type { RemoteChange, RemoteEvent } from '@/lib/graph/wire';
import type { Interval } from '@/lib/time/interval';
import { isInside, type Round, unreadableEvent } from './round';
import type { LinkSession } from './session';

/** What the changes come to: the part of a round that is about events. */
export type Expanded = Pick<Round, 'seen' | 'removed' | 'masters' | 'unreadable'>;

/**
 * Last row of an id wins; series are read whole, since delta lists them too sparsely to be believed (F3); what lies
 * outside the window is as good as removed. `setAside` are rows that could not be read before: they are asked for again.
 */
export async function expandChanges(
  session: LinkSession,
  link: Link,
  changes: readonly RemoteChange[],
  setAside: readonly string[],
  window: Interval,
): Promise<Expanded> {
  const last = new Map(changes.map((change) => [change.remoteId, change]));
  const found: Expanded = { seen: new Map(), removed: new Set(), masters: new Set(), unreadable: new Map() };
  const knownMasters = await mastersAmong(
    db(),
    link.id,
    [...last.values()].flatMap(({ what, remoteId }) => (what === 'removed' ? [remoteId] : [])),
  );
  const puzzles = setAside.filter((remoteId) => !last.has(remoteId)).map(unknownRow);
  for (const change of [...last.values(), ...puzzles]) {
    if (change.what === 'removed') {
      found.removed.add(change.remoteId);
      // Perhaps only the master's own times lie outside the window (graph-calendar §3.3).
      if (knownMasters.has(change.remoteId)) found.masters.add(change.remoteId);
    } else if (change.what === 'malformed') await readAgain(session, link, change, found);
    else take(change, window, found);
  }
  for (const masterId of found.masters) {
    // Null: the series is gone, and so are all its rows.
    for (const row of (await readSeries(session, link.mailboxOid, masterId, window)) ?? []) {
      found.removed.delete(row.remoteId);
      if (row.what === 'event') found.seen.set(row.remoteId, { ...row, seriesMasterId: masterId });
      else setAsideRow(row, found);
    }
  }
  return found;
}

type Malformed = Extract<RemoteChange, { what: 'malformed' }>;

const unknownRow = (remoteId: string): Malformed => ({ what: 'malformed', remoteId, start: null, end: null });

function take(event: RemoteEvent, window: Interval, found: Expanded): void {
  if (event.type === 'seriesMaster') found.masters.add(event.remoteId);
  else if (event.seriesMasterId) found.masters.add(event.seriesMasterId);
  else if (isInside(event, window)) found.seen.set(event.remoteId, event);
  else found.removed.add(event.remoteId);
}

/** A row that could not be read, perhaps for telling only what changed, is asked for by itself (§5.2). */
async function readAgain(session: LinkSession, link: Link, row: Malformed, found: Expanded): Promise<void> {
  try {
    const event = await getEvent(session, link.mailboxOid, row.remoteId);
    if (!event) found.removed.add(row.remoteId);
    // An occurrence by itself says nothing of its series, which is read as a whole.
    else if (event.type === 'seriesMaster' || event.seriesMasterId) {
      found.masters.add(event.seriesMasterId ?? event.remoteId);
    } else found.seen.set(row.remoteId, event);
  } catch (error) {
    // Status 200: an answer came, and made no sense.
    if (!(error instanceof GraphFailure && error.status === 200)) throw error;
    setAsideRow(row, found);
  }
}

/** It blocks the time it is known to stand in; where nothing is known, what was known before stays. */
export function setAsideRow({ remoteId, start, end }: Malformed, found: Pick<Expanded, 'seen' | 'unreadable'>): void {
  const interval = start && end && start < end ? { start, end } : null;
  found.unreadable.set(remoteId, interval);
  if (interval) found.seen.set(remoteId, unreadableEvent(remoteId, interval));
}

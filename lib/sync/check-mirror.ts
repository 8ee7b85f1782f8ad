import { db } from '@/lib/db/client';
import { library } from '@/lib/db/library';
import type { Link } from '@/lib/db/link-rows';
import { type Mirror, readMirror } from '@/lib/db/mirrors';
import { findByMarker, findByStart, getEvent } from '@/lib/graph/events';
import { readView } from '@/lib/graph/view';
import type { RemoteEvent } from '@/lib/graph/wire';
import { markerOf, transactionIdOf } from './mirror-identity';
import { intervalOf } from './owned-fields';
import type { MirrorCheck } from './plan-mirrors';
import { fingerprintOf } from './pull-facts';
import { editedMirrorOf } from './push-facts';
import { calendarOf, type LinkSession } from './session';

/**
 * Asks about one mirror before anything is concluded from a round: pages can be older than our last write, and
 * `@removed` only means "not in this window" (F3). By id, then by marker, then by start; the answer names the state it
 * was asked for. `isAbsent`: the round says that it is not in the calendar.
 */
export async function checkMirror(
  session: LinkSession,
  link: Link,
  bookingId: number,
  isAbsent: boolean,
): Promise<MirrorCheck | null> {
  const mirror = await readMirror(db(), link.id, bookingId);
  const here = await library(db());
  if (!mirror?.remoteId || !here) return null;
  const fingerprint = fingerprintOf(mirror);
  const event = await getEvent(session, link.mailboxOid, mirror.remoteId);
  if (event && !event.cancelled) {
    const isElsewhere = isAbsent && !(await standsIn(session, link, event));
    return { seen: isElsewhere ? 'missing' : event, fingerprint };
  }
  return { seen: (await lookUp(session, link, mirror, here.installationId)) ?? 'missing', fingerprint };
}

/**
 * An id is good for the whole mailbox: an event that a person dragged to another calendar is found by it, and is removed
 * from this one all the same (sync-design §5.4). It is theirs then, and stays where they put it.
 */
async function standsIn(session: LinkSession, link: Link, event: RemoteEvent): Promise<boolean> {
  const view = await readView(session, calendarOf(link), event);
  return view.some(
    (row) => row.remoteId === event.remoteId || (row.what === 'event' && row.seriesMasterId === event.remoteId),
  );
}

/** The property filter may not have caught up yet (V3): the start is looked for as well. */
async function lookUp(session: LinkSession, link: Link, mirror: Mirror, installationId: string) {
  const { bookingId, epoch } = mirror;
  const key = { installationId, linkId: link.id, bookingId, epoch };
  const base = editedMirrorOf(mirror)?.base;
  const marked = await findByMarker(session, link.mailboxOid, markerOf(key));
  if (marked.some((one) => !one.cancelled) || !base) return marked.find((one) => !one.cancelled);
  const found = await findByStart(session, link.mailboxOid, intervalOf(base).start, transactionIdOf(key));
  return found.find((one) => !one.cancelled);
}

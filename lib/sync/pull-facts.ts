import { createHash } from 'node:crypto';
import { showAsOf } from '@/lib/booking/closes-time';
import { bookingToPush } from '@/lib/db/booking-to-push';
import type { Tx } from '@/lib/db/client';
import { openCollisions } from '@/lib/db/collisions';
import type { Link } from '@/lib/db/link-rows';
import { type Mirror, mirrorsOfLink } from '@/lib/db/mirrors';
import { ownInvitations } from '@/lib/db/own-invitations';
import { blocksOfLink, promisedBookings, remoteEventsOfLink } from '@/lib/db/remote-events';
import { familiesOf } from '@/lib/db/resources';
import { showAsPolicy } from '@/lib/show-as';
import { type Interval, overlaps } from '@/lib/time/interval';
import { intervalOf } from './owned-fields';
import type { KnownEvent } from './plan-foreign';
import type { KnownMirror, MirrorCheck } from './plan-mirrors';
import type { PullFacts } from './plan-pull';
import { editedMirrorOf, intentOf } from './push-facts';
import type { Round } from './round';

/** Everything the plan needs, read in one transaction; `mirrors` are the rows behind it. */
export async function pullFacts(
  tx: Tx,
  link: Link,
  round: Round,
  checks: ReadonlyMap<number, MirrorCheck>,
  now: Date,
): Promise<{ facts: PullFacts; mirrors: ReadonlyMap<number, Mirror> }> {
  const { id: linkId, resourceId } = link;
  const rows = await mirrorsOfLink(tx, linkId, round.window.start, [...round.seen.keys(), ...round.removed]);
  const known = new Map((await remoteEventsOfLink(tx, linkId)).map((row): [string, KnownEvent] => [row.remoteId, row]));
  const blocks = new Map((await blocksOfLink(tx, linkId)).map(({ remoteId, ...busy }) => [remoteId, busy]));
  const givenUp = await givenUpAmong(tx, resourceId, rows);
  const icalUids = [...known.values(), ...round.seen.values()].map(({ icalUid }) => icalUid);
  const { partIds } = (await familiesOf(tx, [resourceId]))(resourceId);
  return {
    facts: {
      resourceId,
      resourceKind: link.resourceKind,
      timeZone: link.timeZone,
      policy: showAsPolicy(link.showAsPolicy),
      reads: link.reads,
      seen: round.seen,
      removed: allRemoved(round, known, rows),
      known,
      blocks,
      mirrors: rows.flatMap(knownMirror).map((mirror) => ({ ...mirror, givenUp: givenUp.has(mirror.bookingId) })),
      invitations: await ownInvitations(tx, resourceId, icalUids),
      checks,
      bookings: await promisedBookings(tx, [resourceId, ...partIds], now),
      collisions: await openCollisions(tx, linkId, now),
      now,
    },
    mirrors: new Map(rows.map((row) => [row.bookingId, row])),
  };
}

/**
 * Removed by name; occurrences of a series that was read again and did not show them, or whose master is gone; in a part
 * that was read whole, whatever was not seen. What could not be read counts as seen.
 */
function allRemoved(round: Round, known: ReadonlyMap<string, KnownEvent>, mirrors: readonly Mirror[]): Set<string> {
  const removed = new Set(round.removed);
  const ours = new Set(mirrors.map(({ remoteId }) => remoteId));
  for (const event of known.values()) {
    const master = event.seriesMasterId;
    // Made a series meanwhile: it is no event of its own any more, its occurrences are.
    const isMasterNow = round.masters.has(event.remoteId) && !ours.has(event.remoteId);
    const isStale = isMasterNow || (master !== null && isReadAnew(round, master));
    if ((isCovered(round, event) || isStale) && !wasFound(round, event.remoteId)) removed.add(event.remoteId);
  }
  for (const mirror of mirrors) {
    const times = mirror.remoteId ? editedMirrorOf(mirror)?.base : null;
    if (!mirror.remoteId || !times || wasFound(round, mirror.remoteId)) continue;
    if (isCovered(round, intervalOf(times))) removed.add(mirror.remoteId);
  }
  return removed;
}

/** Its rows are exactly those that were seen; a series that was made a single event again has none. */
const isReadAnew = ({ masters, removed, seen }: Round, masterId: string) =>
  masters.has(masterId) || removed.has(masterId) || seen.has(masterId);
const isCovered = ({ covers }: Round, interval: Interval) => covers !== null && overlaps(interval, covers);
const wasFound = ({ seen, unreadable }: Round, remoteId: string) => seen.has(remoteId) || unreadable.has(remoteId);

function knownMirror(row: Mirror): KnownMirror[] {
  const edited = editedMirrorOf(row);
  const { bookingId, state, remoteId, transactionId } = row;
  if (!edited) return [];
  return [{ ...edited, bookingId, state, remoteId, transactionId, fingerprint: fingerprintOf(row) }];
}

/** Creates that were looked for in vain, whose booking does not belong into this calendar any more. */
async function givenUpAmong(tx: Tx, resourceId: number, rows: readonly Mirror[]): Promise<Set<number>> {
  const givenUp = new Set<number>();
  for (const row of rows) {
    if (row.state !== 'creating' || !intentOf(row)?.emptyLookupAt) continue;
    const booking = await bookingToPush(tx, row.bookingId, resourceId);
    if (!booking?.interval || !showAsOf(booking.status)) givenUp.add(row.bookingId);
  }
  return givenUp;
}

export const fingerprintOf = ({ state, remoteId, epoch, base, intentBody }: Mirror): string =>
  createHash('sha256')
    .update(JSON.stringify([state, remoteId, epoch, base, intentBody]))
    .digest('base64url');

import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import { clearStage, readCursor, renewPullLease, stagedItems, stagePage } from '@/lib/db/cursors';
import type { Link } from '@/lib/db/links';
import type { Lease } from '@/lib/db/push-jobs';
import { readChanges } from '@/lib/graph/changes';
import { getEvent } from '@/lib/graph/events';
import { GraphFailure } from '@/lib/graph/failure';
import { readSeries } from '@/lib/graph/series';
import type { RemoteChange, RemoteEvent } from '@/lib/graph/wire';
import { addMinutes, type Interval, overlaps } from '@/lib/time/interval';
import { LeaseLost } from './push-facts';
import { calendarOf, type LinkSession } from './session';
import { stagedChange } from './staged-change';

/** What one round read, before anything of it is applied. */
export type Round = {
  /** Everything inside the window was read, so what was not seen is not there. */
  full: boolean;
  /** Why a full read was made; null for an ordinary round. */
  reason: 'first' | 'demanded' | 'window' | 'sweep' | 'lost_state' | null;
  window: Interval;
  generation: number;
  openedAt: Date;
  deltaLink: string;
  /** Single events, occurrences and exceptions inside the window; masters are left out. */
  seen: Map<string, RemoteEvent>;
  removed: Set<string>;
  /** Series that were read again: their rows are exactly those in `seen`. */
  masters: Set<string>;
  malformed: number;
};

const DAY_MINUTES = 1440;
/** Beyond the booking horizon, so that the window is moved about once a month only (sync-design §5.3). */
const SPARE_DAYS = 35;
/** Delta is not trusted alone: the whole window is read this often (§5.5). */
const SWEEP_HOURS = 24;

/** Reads every page of a round into the stage, then every series that appeared. Applies nothing. */
export async function readRound(
  link: Link,
  lease: Lease,
  session: LinkSession,
  now: Date,
  demand: Round['reason'] = null,
): Promise<Round> {
  const cursor = await readCursor(db(), link.id);
  const reason = demand ?? reasonForFullRead(link, cursor, now);
  const window = reason || !cursor ? windowFrom(link, now) : { start: cursor.windowStart, end: cursor.windowEnd };
  const openedAt = reason || !cursor ? now : cursor.openedAt;
  const from = reason || !cursor ? { window } : { deltaLink: cursor.deltaLink };
  try {
    const { changes, deltaLink } = await readPages(link, lease, session, from, now);
    const full = reason !== null;
    const round = { full, reason, window, generation: link.generation, openedAt, deltaLink };
    return { ...round, ...(await expand(link, lease, session, changes, window, now)) };
  } catch (error) {
    // A link that is refused as such is lost as well (graph-calendar §3.4).
    const kind = error instanceof GraphFailure ? error.kind : null;
    const lost = kind === 'gone' || (kind === 'rejected' && reason === null);
    if (!lost || reason === 'lost_state') throw error;
    // Never adopt a fresh token without reading everything (F4); the old rows stay until then.
    return readRound(link, lease, session, now, 'lost_state');
  }
}

function reasonForFullRead(
  link: Link,
  cursor: { generation: number; windowEnd: Date; openedAt: Date } | null,
  now: Date,
): Round['reason'] {
  if (!cursor) return 'first';
  if (cursor.generation !== link.generation) return 'demanded';
  if (cursor.windowEnd < addMinutes(now, link.horizonDays * DAY_MINUTES)) return 'window';
  const sweptAt = link.lastSweepAt ?? cursor.openedAt;
  // Spread by the link, so that links made together are not swept together.
  const dueAt = addMinutes(sweptAt, SWEEP_HOURS * 60 - ((link.id * 17) % 120));
  return dueAt <= now ? 'sweep' : null;
}

function windowFrom(link: Link, now: Date): Interval {
  const midnight = new Date(now);
  midnight.setUTCHours(0, 0, 0, 0);
  return {
    start: addMinutes(midnight, -DAY_MINUTES),
    end: addMinutes(midnight, (link.horizonDays + SPARE_DAYS) * DAY_MINUTES),
  };
}

async function readPages(
  link: Link,
  lease: Lease,
  session: LinkSession,
  from: { window: Interval } | { deltaLink: string },
  now: Date,
): Promise<{ changes: RemoteChange[]; deltaLink: string }> {
  const runId = randomUUID();
  await clearStage(db(), link.id);
  let pageNo = 0;
  let deltaLink: string | null = null;
  for await (const page of readChanges(session, calendarOf(link), from)) {
    // An empty page tells nothing worth a row; most polls are one of them.
    if (page.changes.length > 0) await stagePage(db(), link.id, runId, pageNo++, page.changes);
    await keepLease(lease, session.clock?.() ?? now);
    deltaLink = page.deltaLink;
  }
  // A round without a link to go on from was cut short: nothing of it counts.
  if (!deltaLink) throw new GraphFailure('unavailable');
  const staged = pageNo > 0 ? await stagedItems(db(), runId) : [];
  return { changes: staged.map((item) => stagedChange.parse(item)), deltaLink };
}

async function keepLease(lease: Lease, now: Date): Promise<void> {
  if (!(await renewPullLease(db(), lease, now))) throw new LeaseLost();
}

/** Last row of an id wins; series are read whole; what lies outside the window is as good as removed. */
async function expand(
  link: Link,
  lease: Lease,
  session: LinkSession,
  changes: RemoteChange[],
  window: Interval,
  now: Date,
) {
  const last = new Map(changes.map((change) => [change.remoteId, change]));
  const seen = new Map<string, RemoteEvent>();
  const removed = new Set<string>();
  const masters = new Set<string>();
  let malformed = 0;
  for (const change of last.values()) {
    if (change.what === 'removed') removed.add(change.remoteId);
    else if (change.what === 'malformed') malformed += Number(!(await readAgain(session, link, change, seen, removed)));
    else if (change.type === 'seriesMaster') masters.add(change.remoteId);
    else if (change.seriesMasterId) masters.add(change.seriesMasterId);
    else if (isInside(change, window)) seen.set(change.remoteId, change);
    else removed.add(change.remoteId);
  }
  for (const masterId of [...masters].filter((id) => !removed.has(id))) {
    await keepLease(lease, session.clock?.() ?? now);
    const instances = await readSeries(session, link.mailboxOid, masterId, window);
    for (const instance of instances ?? []) {
      removed.delete(instance.remoteId);
      seen.set(instance.remoteId, { ...instance, seriesMasterId: masterId });
    }
  }
  return { seen, removed, masters, malformed };
}

/**
 * A row that could not be read, perhaps for telling only what changed: asked for by itself. If that cannot be read
 * either, it blocks its known interval until it can (§5.2). False: nobody knows yet what it is.
 */
async function readAgain(
  session: LinkSession,
  link: Link,
  { remoteId, start, end }: Extract<RemoteChange, { what: 'malformed' }>,
  seen: Map<string, RemoteEvent>,
  removed: Set<string>,
): Promise<boolean> {
  try {
    const event = await getEvent(session, link.mailboxOid, remoteId);
    if (event) seen.set(remoteId, event);
    else removed.add(remoteId);
    return true;
  } catch (error) {
    // Status 200: an answer came, and made no sense.
    if (!(error instanceof GraphFailure && error.status === 200)) throw error;
    if (start && end && start < end) seen.set(remoteId, unreadable(remoteId, { start, end }));
    return false;
  }
}

const unreadable = (remoteId: string, interval: Interval): RemoteEvent => ({
  ...{ what: 'event', remoteId, ...interval, type: 'singleInstance', showAs: 'unknown', allDay: false },
  ...{ etag: null, seriesMasterId: null, cancelled: null, response: null, isPrivate: null },
  ...{ transactionId: null, icalUid: null, createdAt: null },
});

/** A day wider, as all-day bounds are UTC midnights (F16). */
const isInside = (event: RemoteEvent, window: Interval) =>
  overlaps(
    { start: addMinutes(event.start, -DAY_MINUTES), end: addMinutes(event.end, DAY_MINUTES) },
    { start: window.start, end: window.end },
  );

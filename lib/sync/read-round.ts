import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import { type Cursor, clearStage, readCursor, stagedItems, stagePage } from '@/lib/db/cursors';
import type { Link } from '@/lib/db/link-rows';
import { setChangeSource } from '@/lib/db/links';
import { setAsideRows } from '@/lib/db/skipped-items';
import { readChanges } from '@/lib/graph/changes';
import { GraphFailure } from '@/lib/graph/failure';
import type { RemoteChange } from '@/lib/graph/wire';
import { count } from '@/lib/metrics';
import { addMinutes, type Interval } from '@/lib/time/interval';
import { expandChanges } from './expand-changes';
import { readListing } from './read-listing';
import { DAY_MINUTES, type Round, type RoundReason, windowFrom } from './round';
import { calendarOf, type LinkSession } from './session';
import { stagedChange } from './staged-change';

/** Reads every page of a round into the stage, then every series that appeared (sync-design §5.2). Applies nothing. */
export async function readRound(
  link: Link,
  session: LinkSession,
  now: Date,
  demand: RoundReason | null = null,
): Promise<Round> {
  if (link.changeSource === 'listing')
    return readListing(session, link, windowFrom(link.horizonDays, now), 'listing', now);
  const cursor = await readCursor(db(), link.id);
  const reason = demand ?? reasonForFullRead(link, cursor, now);
  const isFull = reason !== null || !cursor;
  const window = isFull ? windowFrom(link.horizonDays, now) : { start: cursor.windowStart, end: cursor.windowEnd };
  const pages = await readPages(link, session, isFull ? { window } : { deltaLink: cursor.deltaLink }).catch(refusalOf);
  // A calendar that takes no delta at all is listed instead (documented for the primary one only, V4).
  if (pages === 'rejected' && isFull) {
    await setChangeSource(db(), link.id, 'listing');
    return readListing(session, link, windowFrom(link.horizonDays, now), 'listing', now);
  }
  // Never adopt a fresh token without reading everything (F4); the old rows stay until then. A link that is refused as
  // such is lost as well (graph-calendar §3.4).
  if (pages === 'gone' && reason === 'lost_state') throw new GraphFailure('gone');
  if (pages === 'gone' || pages === 'rejected') return readRound(link, session, now, 'lost_state');
  if (reason) count('sync_full_resync_total', { reason });
  const covers = isFull ? window : null;
  const openedAt = isFull ? now : cursor.openedAt;
  const setAside = link.hasSetAside ? await setAsideRows(db(), link.id) : [];
  const found = await expandChanges(session, link, pages.changes, setAside, window);
  return { covers, reason, window, generation: link.generation, openedAt, deltaLink: pages.deltaLink, ...found };
}

/** What delta itself says no with; the refusal of a single event or series means nothing of the kind. */
function refusalOf(error: unknown): 'gone' | 'rejected' {
  const kind = error instanceof GraphFailure ? error.kind : null;
  if (kind === 'gone' || kind === 'rejected') return kind;
  throw error;
}

/** The window does not move by itself: a new one is begun when less than the horizon is left of it (§5.3). */
function reasonForFullRead(link: Link, cursor: Cursor | null, now: Date): RoundReason | null {
  if (!cursor) return 'first';
  if (cursor.generation !== link.generation) return 'demanded';
  // Up to three days sooner, so that links made together do not all begin anew in one night.
  const spread = ((link.id * 7919) % 72) * 60;
  return cursor.windowEnd < addMinutes(now, link.horizonDays * DAY_MINUTES + spread) ? 'window' : null;
}

async function readPages(
  link: Link,
  session: LinkSession,
  from: { window: Interval } | { deltaLink: string },
): Promise<{ changes: RemoteChange[]; deltaLink: string }> {
  const runId = randomUUID();
  let pageNo = 0;
  let deltaLink: string | null = null;
  for await (const page of readChanges(session, calendarOf(link), from)) {
    // An empty page tells nothing worth a row; most polls are one of them.
    if (page.changes.length > 0) {
      session.noteFind();
      // Whatever a round before this one staged and did not live to apply.
      if (pageNo === 0) await clearStage(db(), link.id);
      await stagePage(db(), link.id, runId, pageNo++, page.changes);
    }
    deltaLink = page.deltaLink;
  }
  // A round without a link to go on from was cut short: nothing of it counts.
  if (!deltaLink) throw new GraphFailure('unavailable');
  const staged = pageNo > 0 ? await stagedItems(db(), runId) : [];
  return { changes: staged.map((item) => stagedChange.parse(item)), deltaLink };
}

import type { Link } from '@/lib/db/link-rows';
import { readView } from '@/lib/graph/view';
import { type Interval, overlaps } from '@/lib/time/interval';
import { setAsideRow } from './expand-changes';
import type { Round, RoundReason } from './round';
import { calendarOf, type LinkSession } from './session';

/**
 * Everything that stands in a part of the calendar now, by plain calendarView: what sweeps compare with (sync-design
 * §5.5), and how calendars are read that refuse delta (V4). Occurrences come whole here. The cursor is left alone.
 */
export async function readListing(
  session: LinkSession,
  link: Link,
  covers: Interval,
  reason: RoundReason,
  now: Date,
): Promise<Round> {
  const round: Round = {
    ...{ covers, reason, window: covers, generation: link.generation, openedAt: now, deltaLink: null },
    ...{ seen: new Map(), removed: new Set(), masters: new Set(), unreadable: new Map() },
  };
  for (const row of await readView(session, calendarOf(link), covers)) {
    if (row.what === 'malformed') setAsideRow(row, round);
    // The view is asked a day wider than it is compared: what stands beyond the edge is not its business.
    else if (overlaps(row, covers)) round.seen.set(row.remoteId, row);
  }
  return round;
}

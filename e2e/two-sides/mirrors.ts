import { db } from '@/lib/db/client';
import { MARKER_ID } from '@/lib/sync/mirror-identity';
import { instant } from './expected-busy';
import type { TenantEvent } from './outlook';
import type { Calendar, Sides } from './sides';
import type { Verdict } from './verdict';

const markerIn = (event: TenantEvent): string | undefined =>
  event.singleValueExtendedProperties.find(({ id }) => id === MARKER_ID)?.value;

/** Statuses that stand in Outlook, and how they are shown there (sync-design §2). */
const SHOWN = new Map([
  ['pending_remote', 'busy'],
  ['confirmed', 'busy'],
  ['to_confirm', 'tentative'],
]);

type Row = { id: number; status: string; start: Date; end: Date; remoteId: string | null; isCase: boolean };

/** Exactly one event for each booking that belongs there, none for any other (I2, I5, I14). */
export async function mirrorsAmiss(sides: Sides, calendar: Calendar, events: readonly TenantEvent[]): Promise<Verdict> {
  const { name } = calendar;
  const rows = await bookingsConcerning(calendar.linkId, sides.now());
  const wrong: string[] = [];
  for (const { id, status, start, end, remoteId, isCase } of rows) {
    const isOwn = (event: TenantEvent) =>
      event.seriesMasterId
        ? // A person made a series of it: only the booking's own time is the booking's.
          event.seriesMasterId === remoteId && instant(event.start.dateTime) === start.getTime()
        : event.immutableId === remoteId ||
          (markerIn(event)?.split('/')[2] === String(id) && !sides.byHand.has(event.immutableId));
    const own = events.filter((event) => isOwn(event) && !event.isCancelled);
    const shownAs = SHOWN.get(status);
    if (!shownAs && own.length > 0) wrong.push(`${name} shows booking ${id}, which is ${status}`);
    if (shownAs && own.length !== 1 && !(isCase && own.length === 0)) {
      wrong.push(`${name} shows booking ${id} ${own.length} times`);
    }
    const [event] = own;
    if (!shownAs || !event || isCase) continue;
    const sameTimes =
      instant(event.start.dateTime) === start.getTime() && instant(event.end.dateTime) === end.getTime();
    if (!sameTimes) wrong.push(`${name} shows booking ${id} at ${event.start.dateTime} without a case`);
    if (event.showAs !== shownAs && calendar.kind === 'space') {
      wrong.push(`${name} shows booking ${id}, which is ${status}, as ${event.showAs}`);
    }
  }
  return { invariant: 'I2', looked: rows.length, at: 'bookings of calendars', wrong };
}

/** Of the calendar's resource, its parts and its wholes: one event spans a booking's items there (sync-design §2). */
const bookingsConcerning = (linkId: number, now: Date) => db().$queryRaw<Row[]>`
  SELECT booking.id, booking.status::text AS status, min(item.starts_at) AS start, max(item.ends_at) AS end,
    (SELECT remote_id FROM booking_mirror WHERE link_id = link.id AND booking_id = booking.id) AS "remoteId",
    EXISTS (SELECT FROM sync_conflict WHERE link_id = link.id AND booking_id = booking.id AND state = 'open') AS "isCase"
  FROM calendar_link link
  JOIN booking_item item ON item.resource_id = link.resource_id
    OR item.resource_id IN (SELECT part_id FROM resource_part WHERE whole_id = link.resource_id)
    OR item.resource_id IN (SELECT whole_id FROM resource_part WHERE part_id = link.resource_id)
  JOIN booking ON booking.id = item.booking_id
  WHERE link.id = ${linkId}
  GROUP BY booking.id, link.id HAVING max(item.ends_at) > ${now}::timestamptz ORDER BY booking.id`;

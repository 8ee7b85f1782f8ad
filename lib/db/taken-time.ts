import type { Mode } from '@/lib/booking/appointment-types';
import type { ClosedTime } from '@/lib/booking/types';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

export type ClosedRow = ClosedTime & { resourceId: number };

/** Resource, start and end in milliseconds, what it is, and when it lapses, if it is held. */
type Taken = [resourceId: number, start: number, end: number, what: What, until: number | null];

type What = 'booked' | 'held' | 'pad' | 'held_pad' | 'outlook' | 'outlook_in_person' | 'outlook_online';

type Asked = {
  /** Whose bookings close. */
  closing: readonly number[];
  /** Whose calendars close. */
  blocking: readonly number[];
  range: Interval;
  /** The booking that is to be moved, which does not stand in its own way; 0: none. */
  without: number;
};

/**
 * What bookings and busy time of linked calendars close within a range, as JSON and always in the same order: so that who
 * asks again need not read it to see that nothing has changed. Of other people's events nothing but the interval is known,
 * and which appointments of a person it is busy for.
 *
 * Holds that are over are left out, even before anybody expired them; what waits for Outlook ends by being settled only. The join names the condition of the index
 * `booking_waiting`, so that only the few bookings that wait are looked at.
 */
export async function takenTime(tx: Tx, { closing, blocking, range, without }: Asked, now: Date): Promise<string> {
  const [row] = await tx.$queryRaw<{ taken: string }[]>`
    SELECT coalesce(json_agg(json_build_array(id, (extract(epoch FROM starts_at) * 1000)::bigint,
      (extract(epoch FROM ends_at) * 1000)::bigint, what, (extract(epoch FROM until) * 1000)::bigint)
      ORDER BY starts_at, id, ends_at, what, until), '[]')::text AS taken
    FROM (
      SELECT occupancy.resource_id AS id, occupancy.starts_at, occupancy.ends_at,
        CASE WHEN hold.id IS NULL THEN CASE WHEN occupancy.pad THEN 'pad' ELSE 'booked' END
          WHEN occupancy.pad THEN 'held_pad' ELSE 'held' END AS what,
        CASE WHEN hold.lapses THEN hold.hold_until END AS until
      FROM occupancy LEFT JOIN (
        SELECT id, hold_until, status <> 'pending_remote' AS lapses FROM booking
        WHERE hold_until IS NOT NULL AND status IN ('hold', 'unverified', 'pending_remote')
      ) hold ON hold.id = occupancy.booking_id
      WHERE occupancy.active AND occupancy.resource_id = ANY(${[...closing]}::int[])
        AND occupancy.during && tstzrange(${range.start}::timestamptz, ${range.end}::timestamptz)
        AND occupancy.starts_at < ${range.end}::timestamptz -- Said once more for the index by start.
        AND occupancy.booking_id <> ${without}
        AND (hold.id IS NULL OR NOT hold.lapses OR hold.hold_until > ${now}::timestamptz)
      UNION ALL
      SELECT resource_id, starts_at, ends_at,
        CASE WHEN in_person AND online THEN 'outlook' WHEN online THEN 'outlook_online' ELSE 'outlook_in_person' END, NULL
      FROM busy_block
      WHERE resource_id = ANY(${[...blocking]}::int[])
        AND during && tstzrange(${range.start}::timestamptz, ${range.end}::timestamptz)
    ) closed`;
  return row?.taken ?? '[]';
}

/** What {@link takenTime} answered, by who closes it. */
export function takenRows(taken: string): { booked: ClosedRow[]; blocks: ClosedRow[] } {
  const rows = { booked: [] as ClosedRow[], blocks: [] as ClosedRow[] };
  for (const [resourceId, start, end, what, until] of JSON.parse(taken) as Taken[]) {
    const when = { resourceId, start: new Date(start), end: new Date(end) };
    if (what.startsWith('outlook')) {
      const mode = modeOf(what);
      rows.blocks.push({ ...when, pad: false, kind: 'outlook', ...(mode && { mode }) });
    } else {
      const kind = what.startsWith('held') ? 'held' : 'booked';
      rows.booked.push({ ...when, pad: what.endsWith('pad'), kind, ...(until !== null && { until: new Date(until) }) });
    }
  }
  return rows;
}

const modeOf = (what: What): Mode | undefined =>
  what === 'outlook_online' ? 'online' : what === 'outlook_in_person' ? 'in_person' : undefined;

import type { Tx } from '@/lib/db/client';
import { openConflict } from '@/lib/db/conflicts';

type Met = { linkId: number; resourceId: number; remoteId: string; showAs: string; seriesMasterId: string | null } & {
  start: Date;
  end: Date;
  theirStart: Date;
  theirEnd: Date;
};

/**
 * A person books over meetings that are known to be in Outlook. Each is a case that is settled as it is made: both stand
 * (I4, decision 0012), with who and when; why stands with the booking. Readings of the calendar ask nobody again until one
 * of the two moves. To be called under the resources' lock, once the booking closes its time.
 */
export async function acceptMeetings(tx: Tx, bookingId: number, personId: number, now: Date): Promise<void> {
  for (const { linkId, resourceId, remoteId, showAs, seriesMasterId, ...times } of await meetingsUnder(tx, bookingId)) {
    const ours = { start: times.start.toISOString(), end: times.end.toISOString(), showAs: 'busy' };
    const theirs = { start: times.theirStart.toISOString(), end: times.theirEnd.toISOString(), showAs };
    const caseKey = seriesMasterId ? `series:${linkId}:${seriesMasterId}` : `event:${linkId}:${remoteId}`;
    const settled = { kind: 'foreign_over_booking', policy: 'stands', resolution: 'kept', quietly: true } as const;
    const evidence = { ours: { ...ours, createdAt: now.toISOString() }, theirs };
    const id = await openConflict(tx, { linkId, resourceId, bookingId, remoteId, evidence, caseKey, ...settled }, now);
    if (id !== null) await tx.syncConflict.update({ where: { id }, data: { resolvedBy: personId } });
  }
}

/** One row a meeting and calendar, though it closes several parts of a space. */
const meetingsUnder = (tx: Tx, bookingId: number) => tx.$queryRaw<Met[]>`
  WITH RECURSIVE above(part_id, id) AS (
    SELECT resource_id, resource_id FROM occupancy WHERE booking_id = ${bookingId}
    UNION SELECT above.part_id, whole_id FROM above JOIN resource_part ON resource_part.part_id = above.id
  )
  SELECT DISTINCT ON (block.link_id, block.remote_id) block.link_id AS "linkId", link.resource_id AS "resourceId",
    block.remote_id AS "remoteId", coalesce(event.show_as, 'busy') AS "showAs",
    event.series_master_id AS "seriesMasterId", occupancy.starts_at AS start, occupancy.ends_at AS end,
    block.starts_at AS "theirStart", block.ends_at AS "theirEnd"
  FROM occupancy JOIN above ON above.part_id = occupancy.resource_id
  LEFT JOIN appointment ON appointment.booking_id = occupancy.booking_id
  JOIN busy_block block ON block.resource_id = above.id
    AND block.starts_at < occupancy.ends_at AND block.ends_at > occupancy.starts_at
    AND (appointment.booking_id IS NULL OR CASE appointment.place_kind WHEN 'online' THEN block.online ELSE block.in_person END)
  JOIN calendar_link link ON link.id = block.link_id
  LEFT JOIN remote_event event ON event.link_id = block.link_id AND event.remote_id = block.remote_id
  WHERE occupancy.booking_id = ${bookingId} AND occupancy.active AND NOT occupancy.pad
  ORDER BY block.link_id, block.remote_id, occupancy.id`;

import type { Tx } from '@/lib/db/client';
import { BY_PERSON } from '@/lib/db/link-pauses';
import { dropWhatWasRead, type KeepBlocks, leasesTaken } from '@/lib/db/links';

/**
 * Calendars whose upcoming events are removed before they are let go, because an admin asked for it (sync-design §11):
 * nothing is read any more, only deletes run, and the first of them after a pause in which it can be undone.
 */

/** Answers how many events are to go, in all. */
export async function closeLinks(
  tx: Tx,
  linkIds: readonly number[],
  { closesAt, keepBlocks }: { closesAt: Date; keepBlocks: KeepBlocks },
  now: Date,
): Promise<number> {
  const ids = [...linkIds];
  await dropWhatWasRead(tx, ids, now, keepBlocks);
  // What a person disabled is so again if this is undone: its reason stays.
  const disabled = { state: 'paused' as const, stateReason: BY_PERSON };
  await tx.calendarLink.updateMany({ where: { id: { in: ids }, NOT: disabled }, data: { stateReason: null } });
  await tx.calendarLink.updateMany({
    where: { id: { in: ids } },
    data: { state: 'closing', changeMode: 'poll', nextPullAt: null, closesAt, ...leasesTaken },
  });
  const total = await tx.$executeRaw`
    INSERT INTO push_job (link_id, booking_id, priority, run_after, starts_at, ends_at)
    SELECT link_id, booking_id, 10, ${closesAt}::timestamptz,
      (SELECT min(starts_at) FROM booking_item item WHERE item.booking_id = mirror.booking_id),
      (SELECT max(ends_at) FROM booking_item item WHERE item.booking_id = mirror.booking_id)
    FROM booking_mirror mirror
    WHERE link_id = ANY(${ids}::int[]) AND state NOT IN ('none', 'gone')
      AND EXISTS (SELECT FROM booking_item item WHERE item.booking_id = mirror.booking_id AND starts_at > ${now}::timestamptz)
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    UPDATE calendar_link link SET closing_total = (SELECT count(*) FROM push_job WHERE link_id = link.id)
    WHERE id = ANY(${ids}::int[])`;
  return total;
}

/** Mirrors whose event may stand in Outlook, of bookings that have not begun. */
const standing = (now: Date) => ({
  state: { notIn: ['none' as const, 'gone' as const] },
  booking: { items: { some: { startsAt: { gt: now } } } },
});

export type ClosingLink = {
  id: number;
  connectionId: number;
  resourceId: number;
  closesAt: Date;
  /** Events there were, and those that are not gone yet. */
  total: number;
  left: number;
  /** Of those left: given up, somebody has to look. */
  dead: number;
};

export async function closingLinks(tx: Tx): Promise<ClosingLink[]> {
  return tx.$queryRaw<ClosingLink[]>`
    SELECT link.id, connection_id AS "connectionId", resource_id AS "resourceId", closes_at AS "closesAt",
      closing_total AS total,
      (SELECT count(*)::int FROM push_job job WHERE job.link_id = link.id) AS left,
      (SELECT count(*)::int FROM push_job job WHERE job.link_id = link.id AND job.dead_at IS NOT NULL) AS dead
    FROM calendar_link link WHERE state = 'closing' ORDER BY id`;
}

/** The removal ended before everything was gone: said on the link, whose remaining mirrors can be listed. */
const REMOVAL_INCOMPLETE = 'removal_incomplete';

export async function markIncomplete(tx: Tx, linkId: number): Promise<void> {
  await tx.calendarLink.update({ where: { id: linkId }, data: { stateReason: REMOVAL_INCOMPLETE } });
}

/** How many upcoming events still stand in a calendar. */
export const upcomingEvents = (tx: Tx, linkId: number, now: Date): Promise<number> =>
  tx.bookingMirror.count({ where: { linkId, remoteId: { not: null }, ...standing(now) } });

export type LeftEvent = { resourceName: string; mailbox: string; publicId: string; start: Date; timeZone: string };

/** Upcoming events that could not be removed. */
export async function leftEvents(tx: Tx, now: Date, limit: number): Promise<LeftEvent[]> {
  return tx.$queryRaw<LeftEvent[]>`
    SELECT resource.name AS "resourceName", link.mailbox_address AS mailbox, booking.public_id AS "publicId",
      min(item.starts_at) AS start, location.time_zone AS "timeZone"
    FROM calendar_link link
    JOIN booking_mirror mirror ON mirror.link_id = link.id AND mirror.state = 'detached' AND mirror.remote_id IS NOT NULL
    JOIN booking ON booking.id = mirror.booking_id
    JOIN booking_item item ON item.booking_id = booking.id
    JOIN resource ON resource.id = link.resource_id
    JOIN category ON category.id = resource.category_id
    JOIN location ON location.id = category.location_id
    WHERE link.state = 'unlinked' AND link.state_reason = ${REMOVAL_INCOMPLETE} AND item.starts_at > ${now}::timestamptz
    GROUP BY resource.name, link.mailbox_address, booking.public_id, location.time_zone
    ORDER BY start, booking.public_id LIMIT ${limit}`;
}

/** Connections that end once their calendars are empty, without a calendar left. */
export async function emptiedConnections(tx: Tx): Promise<{ id: number; reason: string }[]> {
  const rows = await tx.syncConnection.findMany({
    where: { endingAt: { not: null }, status: { not: 'disabled' }, links: { none: { state: { not: 'unlinked' } } } },
    select: { id: true, endingReason: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id, endingReason }) => ({ id, reason: endingReason ?? 'by_admin' }));
}

export async function setConnectionsEnding(
  tx: Tx,
  ids: readonly number[],
  ending: { at: Date; reason: string } | null,
): Promise<void> {
  await tx.syncConnection.updateMany({
    where: { id: { in: [...ids] } },
    data: { endingAt: ending?.at ?? null, endingReason: ending?.reason ?? null },
  });
}

import type { Mode } from '@/lib/booking/appointment-types';
import { modeOfKind } from '@/lib/db/booking-mode';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

/** What is kept of other people's events: interval and status (I12). */
export type RemoteEventRow = {
  remoteId: string;
  icalUid: string | null;
  type: string;
  seriesMasterId: string | null;
  start: Date;
  end: Date;
  allDay: boolean;
  showAs: string;
  cancelled: boolean;
  response: string | null;
  isPrivate: boolean;
  etag: string | null;
  createdAt: Date | null;
  changedAt?: Date | null;
};

/** A statement has room for so many values. */
const AT_ONCE = 1_000;

export async function remoteEventsOfLink(tx: Tx, linkId: number): Promise<RemoteEventRow[]> {
  const rows = await tx.remoteEvent.findMany({ where: { linkId } });
  return rows.map(
    ({ startAt, endAt, createdAtRemote, changedAtRemote, linkId: _, seenRun: __, inWindow: ___, ...row }) => ({
      ...row,
      start: startAt,
      end: endAt,
      createdAt: createdAtRemote,
      changedAt: changedAtRemote,
    }),
  );
}

/** Which of these ids are masters of series that rows of ours belong to. */
export async function mastersAmong(tx: Tx, linkId: number, remoteIds: readonly string[]): Promise<Set<string>> {
  if (remoteIds.length === 0) return new Set();
  const rows = await tx.remoteEvent.findMany({
    where: { linkId, seriesMasterId: { in: [...remoteIds] } },
    distinct: ['seriesMasterId'],
    select: { seriesMasterId: true },
  });
  return new Set(rows.flatMap(({ seriesMasterId }) => (seriesMasterId ? [seriesMasterId] : [])));
}

export async function readRemoteEvent(
  tx: Tx,
  linkId: number,
  remoteId: string,
): Promise<{ start: Date; end: Date } | null> {
  const row = await tx.remoteEvent.findUnique({ where: { linkId_remoteId: { linkId, remoteId } } });
  return row && { start: row.startAt, end: row.endAt };
}

/** Whether a block of this calendar meets the time, or an event with exactly these times was read and given none. */
export async function standsAround(tx: Tx, linkId: number, { start, end }: Interval): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM remote_event event
    LEFT JOIN busy_block block ON block.link_id = event.link_id AND block.remote_id = event.remote_id
    WHERE event.link_id = ${linkId} AND (block.during && tstzrange(${start}::timestamptz, ${end}::timestamptz)
      OR (block.remote_id IS NULL AND start_at = ${start}::timestamptz AND end_at = ${end}::timestamptz))
    LIMIT 1`;
  return rows.length > 0;
}

export async function putRemoteEvents(tx: Tx, linkId: number, events: readonly RemoteEventRow[]): Promise<void> {
  if (events.length === 0) return;
  await removeRemoteEvents(
    tx,
    linkId,
    events.map(({ remoteId }) => remoteId),
  );
  const rows = events.map(({ start, end, createdAt, changedAt, ...event }) => ({
    ...event,
    linkId,
    startAt: start,
    endAt: end,
    createdAtRemote: createdAt,
    changedAtRemote: changedAt ?? null,
  }));
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await tx.remoteEvent.createMany({ data: rows.slice(at, at + AT_ONCE) });
  }
}

export async function removeRemoteEvents(tx: Tx, linkId: number, remoteIds: readonly string[]): Promise<void> {
  if (remoteIds.length === 0) return;
  await tx.remoteEvent.deleteMany({ where: { linkId, remoteId: { in: [...remoteIds] } } });
}

/** Time that an event closes, and for which appointments of a person. */
export type BlockRow = Interval & { remoteId: string; inPerson: boolean; online: boolean };

export async function blocksOfLink(tx: Tx, linkId: number): Promise<BlockRow[]> {
  const rows = await tx.busyBlock.findMany({
    where: { linkId },
    select: { remoteId: true, startsAt: true, endsAt: true, inPerson: true, online: true },
  });
  return rows.map(({ startsAt, endsAt, ...row }) => ({ ...row, start: startsAt, end: endsAt }));
}

export async function putBlocks(
  tx: Tx,
  linkId: number,
  resourceId: number,
  blocks: readonly BlockRow[],
): Promise<void> {
  if (blocks.length === 0) return;
  await dropBlocks(
    tx,
    linkId,
    blocks.map(({ remoteId }) => remoteId),
  );
  const rows = blocks.map(({ remoteId, start, end, inPerson, online }) => ({
    ...{ linkId, resourceId, remoteId, startsAt: start, endsAt: end, inPerson, online },
  }));
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await tx.busyBlock.createMany({ data: rows.slice(at, at + AT_ONCE) });
  }
}

export async function dropBlocks(tx: Tx, linkId: number, remoteIds: readonly string[]): Promise<void> {
  if (remoteIds.length === 0) return;
  await tx.busyBlock.deleteMany({ where: { linkId, remoteId: { in: [...remoteIds] } } });
}

/** Bookings promised to somebody that close one of `resourceIds` after `since`; how they take place, if they are of a person. */
export async function promisedBookings(
  tx: Tx,
  resourceIds: readonly number[],
  since: Date,
): Promise<{ bookingId: number; interval: Interval; mode: Mode | null }[]> {
  const rows = await tx.occupancy.findMany({
    where: {
      resourceId: { in: [...resourceIds] },
      active: true,
      pad: false,
      endsAt: { gt: since },
      booking: { status: { in: ['confirmed', 'to_confirm', 'mediation'] } },
    },
    select: {
      ...{ bookingId: true, startsAt: true, endsAt: true },
      booking: { select: { appointment: { select: { placeKind: true } } } },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ bookingId, startsAt, endsAt, booking: { appointment } }) => ({
    ...{ bookingId, interval: { start: startsAt, end: endsAt } },
    mode: appointment && modeOfKind(appointment.placeKind),
  }));
}

/** Whether somebody comes soon: then a polled calendar is read more often. */
export async function hasBookingBetween(tx: Tx, resourceId: number, from: Date, to: Date): Promise<boolean> {
  const where = { resourceId, active: true, pad: false, startsAt: { lt: to }, endsAt: { gt: from } };
  return (await tx.occupancy.findFirst({ where, select: { id: true } })) !== null;
}

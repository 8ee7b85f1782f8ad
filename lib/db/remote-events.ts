import type { Tx } from '@/lib/db/client';

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
};

export async function remoteEventsOfLink(tx: Tx, linkId: number): Promise<RemoteEventRow[]> {
  const rows = await tx.remoteEvent.findMany({ where: { linkId } });
  return rows.map(({ startAt, endAt, createdAtRemote, linkId: _, seenRun: __, inWindow: ___, ...row }) => ({
    ...row,
    start: startAt,
    end: endAt,
    createdAt: createdAtRemote,
  }));
}

export async function putRemoteEvents(tx: Tx, linkId: number, events: readonly RemoteEventRow[]): Promise<void> {
  if (events.length === 0) return;
  await removeRemoteEvents(
    tx,
    linkId,
    events.map(({ remoteId }) => remoteId),
  );
  await tx.remoteEvent.createMany({
    data: events.map(({ start, end, createdAt, ...event }) => ({
      ...event,
      linkId,
      startAt: start,
      endAt: end,
      createdAtRemote: createdAt,
    })),
  });
}

export async function removeRemoteEvents(tx: Tx, linkId: number, remoteIds: readonly string[]): Promise<void> {
  if (remoteIds.length === 0) return;
  await tx.remoteEvent.deleteMany({ where: { linkId, remoteId: { in: [...remoteIds] } } });
}

export type BlockRow = { remoteId: string; start: Date; end: Date };

export async function blocksOfLink(tx: Tx, linkId: number): Promise<BlockRow[]> {
  const rows = await tx.busyBlock.findMany({
    where: { linkId },
    select: { remoteId: true, startsAt: true, endsAt: true },
  });
  return rows.map(({ remoteId, startsAt, endsAt }) => ({ remoteId, start: startsAt, end: endsAt }));
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
  await tx.busyBlock.createMany({
    data: blocks.map(({ remoteId, start, end }) => ({ linkId, resourceId, remoteId, startsAt: start, endsAt: end })),
  });
}

export async function dropBlocks(tx: Tx, linkId: number, remoteIds: readonly string[]): Promise<void> {
  if (remoteIds.length === 0) return;
  await tx.busyBlock.deleteMany({ where: { linkId, remoteId: { in: [...remoteIds] } } });
}

/** Bookings promised to somebody that close one of `resourceIds` after `since`. */
export async function promisedBookings(
  tx: Tx,
  resourceIds: readonly number[],
  since: Date,
): Promise<{ bookingId: number; interval: { start: Date; end: Date } }[]> {
  const rows = await tx.occupancy.findMany({
    where: {
      resourceId: { in: [...resourceIds] },
      active: true,
      pad: false,
      endsAt: { gt: since },
      booking: { status: { in: ['confirmed', 'to_confirm', 'mediation'] } },
    },
    select: { bookingId: true, startsAt: true, endsAt: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ bookingId, startsAt, endsAt }) => ({ bookingId, interval: { start: startsAt, end: endsAt } }));
}

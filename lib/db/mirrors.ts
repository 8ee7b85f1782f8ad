import type { Tx } from '@/lib/db/client';
import { type MirrorState, Prisma } from '@/lib/db/generated/client';

/** What both sides last agreed on for one booking on one calendar. JSON columns are read by lib/sync. */
export type Mirror = {
  linkId: number;
  bookingId: number;
  transactionId: string;
  epoch: number;
  remoteId: string | null;
  /** The last event of this epoch that was known to be ours, also when it is gone. */
  lastRemoteId: string | null;
  etag: string | null;
  base: unknown;
  intentBody: unknown;
  state: MirrorState;
  intentAt: Date | null;
  /** Since when both sides are known to agree; null while a strict booking has not been looked at again. */
  agreedAt: Date | null;
  autoRestores: number;
  restoredAt: Date | null;
};

const select = {
  linkId: true,
  bookingId: true,
  transactionId: true,
  epoch: true,
  remoteId: true,
  lastRemoteId: true,
  etag: true,
  base: true,
  intentBody: true,
  state: true,
  intentAt: true,
  agreedAt: true,
  autoRestores: true,
  restoredAt: true,
} as const satisfies Prisma.BookingMirrorSelect;

export async function readMirror(tx: Tx, linkId: number, bookingId: number): Promise<Mirror | null> {
  return tx.bookingMirror.findUnique({ where: { linkId_bookingId: { linkId, bookingId } }, select });
}

/** Waits for whoever changes the row now, then reads it. */
export async function lockMirror(tx: Tx, linkId: number, bookingId: number): Promise<Mirror | null> {
  await tx.$queryRaw`SELECT 1 FROM booking_mirror WHERE link_id = ${linkId} AND booking_id = ${bookingId} FOR UPDATE`;
  return readMirror(tx, linkId, bookingId);
}

/** Those whose booking had not ended at `since`, and any that is bound to one of `remoteIds`. */
export async function mirrorsOfLink(
  tx: Tx,
  linkId: number,
  since: Date,
  remoteIds: readonly string[] = [],
): Promise<Mirror[]> {
  return tx.bookingMirror.findMany({
    where: {
      linkId,
      OR: [
        { booking: { items: { some: { endsAt: { gt: since } } } } },
        ...(remoteIds.length > 0 ? [{ remoteId: { in: [...remoteIds] } }] : []),
      ],
    },
    select,
    orderBy: { bookingId: 'asc' },
  });
}

/**
 * Ids of the events on a calendar that are ours, and the transaction ids of those whose id we do not know yet: of bookings
 * that had not ended at `since`, and of any whose event is one of `remoteIds`, wherever a person has moved it.
 */
export async function ownEvents(tx: Tx, linkId: number, since: Date, remoteIds: readonly string[]) {
  const mirrors = await mirrorsOfLink(tx, linkId, since, remoteIds);
  return {
    remoteIds: new Set(mirrors.flatMap(({ remoteId }) => (remoteId ? [remoteId] : []))),
    transactionIds: awaitedIds(mirrors),
  };
}

/**
 * The transaction ids whose events we have not met. An event that bears one we know by its id is a person's copy, and so
 * is one of an event that is over: theirs, and busy (sync-design §6).
 */
export const awaitedIds = (mirrors: readonly Pick<Mirror, 'remoteId' | 'state' | 'transactionId'>[]): Set<string> =>
  new Set(
    mirrors.flatMap(({ remoteId, state, transactionId }) =>
      !remoteId && (state === 'creating' || state === 'detached') ? [transactionId] : [],
    ),
  );

export type MirrorChange = Partial<{
  transactionId: string;
  epoch: number;
  remoteId: string | null;
  lastRemoteId: string | null;
  etag: string | null;
  base: object | null;
  intentBody: object | null;
  state: MirrorState;
  intentAt: Date | null;
  agreedAt: Date | null;
  autoRestores: number;
  restoredAt: Date | null;
  desiredVersion: number;
}>;

/** Makes the row if there is none; `transactionId` is needed then. */
export async function saveMirror(tx: Tx, linkId: number, bookingId: number, change: MirrorChange): Promise<void> {
  const { base, intentBody, ...plain } = change;
  const data = {
    ...plain,
    ...(base === undefined ? {} : { base: jsonOf(base) }),
    ...(intentBody === undefined ? {} : { intentBody: jsonOf(intentBody) }),
  };
  const { count } = await tx.bookingMirror.updateMany({ where: { linkId, bookingId }, data });
  if (count > 0) return;
  if (!change.transactionId) throw new Error('a new mirror needs a transaction id');
  await tx.bookingMirror.create({ data: { ...data, transactionId: change.transactionId, linkId, bookingId } });
}

/** The database's own null; Prisma would store JSON's. */
const jsonOf = (value: object | null) => (value === null ? Prisma.DbNull : (value as Prisma.InputJsonObject));

/** Which of these events are ours, in whatever calendar. */
export async function mirroredEvents(tx: Tx, remoteIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.bookingMirror.findMany({
    where: { remoteId: { in: [...remoteIds] } },
    select: { remoteId: true },
  });
  return new Set(rows.flatMap(({ remoteId }) => (remoteId === null ? [] : [remoteId])));
}

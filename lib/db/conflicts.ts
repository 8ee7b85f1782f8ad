import type { Tx } from '@/lib/db/client';

type ConflictKind =
  | 'foreign_over_booking'
  | 'mirror_moved'
  | 'mirror_deleted'
  | 'mirror_set_free'
  /** A person and Carrel changed the same event: Carrel's values stand, theirs are in the evidence. */
  | 'both_edited';

export type NewConflict = {
  linkId: number;
  resourceId: number;
  bookingId: number | null;
  remoteId: string | null;
  kind: ConflictKind;
  /** Both versions: intervals and statuses, never words of other people's events. */
  evidence: object;
};

/** Opens a case once: while it is open, the same one is not opened again (I6). */
export async function openConflict(tx: Tx, conflict: NewConflict, now: Date): Promise<boolean> {
  const { linkId, resourceId, bookingId, remoteId, kind, evidence } = conflict;
  const count = await tx.$executeRaw`
    INSERT INTO sync_conflict (link_id, resource_id, booking_id, remote_id, kind, evidence, seen_at)
    VALUES (${linkId}, ${resourceId}, ${bookingId}, ${remoteId}, ${kind}, ${JSON.stringify(evidence)}::jsonb, ${now}::timestamptz)
    ON CONFLICT DO NOTHING`;
  return count === 1;
}

export async function resolveConflicts(tx: Tx, ids: readonly number[], resolution: string, now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.syncConflict.updateMany({
    where: { id: { in: [...ids] }, state: 'open' },
    data: { state: 'resolved', resolution, resolvedAt: now },
  });
}

/** The booking is over: nothing about it is left to decide. */
export async function resolveConflictsOfBooking(
  tx: Tx,
  linkId: number,
  bookingId: number,
  resolution: string,
  now: Date,
) {
  await tx.syncConflict.updateMany({
    where: { linkId, bookingId, state: 'open' },
    data: { state: 'resolved', resolution, resolvedAt: now },
  });
}

/** An event that was taken for a foreign one turned out to be ours. */
export async function resolveConflictsAbout(tx: Tx, linkId: number, remoteId: string, now: Date): Promise<void> {
  await tx.syncConflict.updateMany({
    where: { linkId, remoteId, kind: 'foreign_over_booking', state: 'open' },
    data: { state: 'resolved', resolution: 'own_event', resolvedAt: now },
  });
}

export async function openCollisions(tx: Tx, linkId: number) {
  const rows = await tx.syncConflict.findMany({
    where: { linkId, kind: 'foreign_over_booking', state: 'open' },
    select: { id: true, remoteId: true, bookingId: true },
  });
  return rows.flatMap(({ id, remoteId, bookingId }) =>
    remoteId && bookingId ? [{ conflictId: id, remoteId, bookingId }] : [],
  );
}

import type { Tx } from '@/lib/db/client';

export type ConflictKind =
  | 'foreign_over_booking'
  | 'mirror_moved'
  /** A person made a series of it. */
  | 'mirror_repeats'
  | 'mirror_deleted'
  | 'mirror_set_free'
  /** A person and Carrel changed the same event. */
  | 'both_edited'
  /** Outlook could not be asked when it was booked: staff confirm it. */
  | 'to_confirm';

/** What a person did to an event of ours: of these, one at most is open for a booking on a calendar. */
const EDITS = [
  'mirror_moved',
  'mirror_repeats',
  'mirror_deleted',
  'mirror_set_free',
  'both_edited',
] as const satisfies ConflictKind[];

export type NewConflict = {
  linkId: number;
  resourceId: number;
  bookingId: number | null;
  remoteId: string | null;
  kind: ConflictKind;
  /** Both versions: intervals and statuses, never words of other people's events. */
  evidence: object;
  /** The answer that was given, as a code. */
  policy?: string;
  /** Rows of one cause share it. */
  caseKey?: string;
  /** When it passes to everybody. */
  settleBy?: Date;
  /** It is settled already, and kept for the record: how. */
  resolution?: string;
  /** Nobody is told: for the record only, or the first reading of a calendar, which mails nobody (sync-design §11). */
  quietly?: boolean;
};

/** The new row's id; null: while one is open, the same one is not opened again (I6). */
export async function openConflict(tx: Tx, conflict: NewConflict, now: Date): Promise<number | null> {
  const { linkId, resourceId, bookingId, remoteId, kind, evidence } = conflict;
  const { policy = null, caseKey = null, settleBy = null, resolution = null, quietly = false } = conflict;
  const state = resolution === null ? 'open' : 'resolved';
  const rows = await tx.$queryRaw<{ id: number }[]>`
    INSERT INTO sync_conflict (link_id, resource_id, booking_id, remote_id, kind, evidence, seen_at, policy, case_key,
      settle_by, state, resolution, resolved_at, noticed_at)
    VALUES (${linkId}, ${resourceId}, ${bookingId}, ${remoteId}, ${kind}, ${JSON.stringify(evidence)}::jsonb,
      ${now}::timestamptz, ${policy}, ${caseKey}, ${settleBy}::timestamptz, ${state}::conflict_state, ${resolution},
      ${resolution === null ? null : now}::timestamptz, ${quietly ? now : null}::timestamptz)
    ON CONFLICT DO NOTHING RETURNING id`;
  return rows[0]?.id ?? null;
}

/** The newest version of what stands in Outlook, in the case that is open about it. False: none is. */
export async function renewEditCase(
  tx: Tx,
  linkId: number,
  bookingId: number,
  change: { kind: ConflictKind; remoteId: string | null; evidence: object },
): Promise<boolean> {
  const { count } = await tx.syncConflict.updateMany({
    where: { linkId, bookingId, kind: { in: [...EDITS] }, state: 'open' },
    data: change,
  });
  return count > 0;
}

export async function renewConflict(tx: Tx, id: number, evidence: object): Promise<void> {
  await tx.syncConflict.updateMany({ where: { id, state: 'open' }, data: { evidence } });
}

/** Open cases about edits of one mirror give way to what happened since, or are over. */
export async function resolveEditCases(tx: Tx, linkId: number, bookingId: number, resolution: string, now: Date) {
  await tx.syncConflict.updateMany({
    where: { linkId, bookingId, kind: { in: [...EDITS] }, state: 'open' },
    data: { state: 'resolved', resolution, resolvedAt: now },
  });
}

/** Of those about its time: whoever made a series of the event wants its other times too, and is asked as before. */
const ofItsTime = (bookingId: number) => ({
  bookingId,
  kind: { in: EDITS.filter((kind) => kind !== 'mirror_repeats') },
  state: 'open' as const,
});

/** Calendars in which a person's edit of this booking's time waits for an answer, in the order to lock them in. */
export async function linksOfEditCases(tx: Tx, bookingId: number): Promise<number[]> {
  const rows = await tx.syncConflict.findMany({
    where: ofItsTime(bookingId),
    distinct: ['linkId'],
    orderBy: { linkId: 'asc' },
    select: { linkId: true },
  });
  return rows.map(({ linkId }) => linkId);
}

/** They were about a time that the booking has left; all but the one that is being decided. */
export async function resolveEditsBefore(tx: Tx, bookingId: number, decided: number | null, now: Date): Promise<void> {
  await tx.syncConflict.updateMany({
    where: { ...ofItsTime(bookingId), ...(decided !== null && { NOT: { id: decided } }) },
    data: { state: 'resolved', resolution: 'superseded', resolvedAt: now },
  });
}

export async function resolveConflicts(
  tx: Tx,
  ids: readonly number[],
  resolution: string,
  now: Date,
  resolvedBy: number | null = null,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.syncConflict.updateMany({
    where: { id: { in: [...ids] }, state: 'open' },
    data: { state: 'resolved', resolution, resolvedAt: now, resolvedBy },
  });
}

/**
 * The booking is not in this calendar any more: nothing about it is left to decide there. Whether it is confirmed is left
 * open while it waits for that, since to confirm or to cancel it takes no calendar.
 */
export async function resolveConflictsOfBooking(
  tx: Tx,
  linkId: number,
  bookingId: number,
  resolution: string,
  now: Date,
) {
  await tx.syncConflict.updateMany({
    where: { linkId, bookingId, state: 'open', NOT: { kind: 'to_confirm', booking: { status: 'to_confirm' } } },
    data: { state: 'resolved', resolution, resolvedAt: now },
  });
}

/** The same on every calendar. */
export async function resolveCasesOfBooking(
  tx: Tx,
  bookingId: number,
  resolution: string,
  now: Date,
  resolvedBy: number | null = null,
): Promise<void> {
  await tx.syncConflict.updateMany({
    where: { bookingId, state: 'open' },
    data: { state: 'resolved', resolution, resolvedAt: now, resolvedBy },
  });
}

/** The question whether it is confirmed is answered, or over. The calendar that it was about; null: it was not asked. */
export async function resolveToConfirm(
  tx: Tx,
  bookingId: number,
  resolution: string,
  now: Date,
): Promise<number | null> {
  const where = { bookingId, kind: 'to_confirm', state: 'open' } as const;
  const open = await tx.syncConflict.findFirst({ where, select: { linkId: true } });
  await tx.syncConflict.updateMany({ where, data: { state: 'resolved', resolution, resolvedAt: now } });
  return open?.linkId ?? null;
}

/** An event that was taken for a foreign one turned out to be ours. */
export async function resolveConflictsAbout(tx: Tx, linkId: number, remoteId: string, now: Date): Promise<void> {
  await tx.syncConflict.updateMany({
    where: { linkId, remoteId, kind: 'foreign_over_booking', state: 'open' },
    data: { state: 'resolved', resolution: 'own_event', resolvedAt: now },
  });
}

/** Whether the same was done to this event before and put back: the second time a person decides (sync-design §7). */
export async function wasPutBack(tx: Tx, linkId: number, bookingId: number, kind: ConflictKind): Promise<boolean> {
  const where = { linkId, bookingId, kind, policy: 'put_back' };
  return (await tx.syncConflict.findFirst({ where, select: { id: true } })) !== null;
}

/** Meetings over this booking that the calendar is to decline. */
export async function meetingsToDecline(
  tx: Tx,
  linkId: number,
  bookingId: number,
): Promise<{ id: number; remoteId: string }[]> {
  const rows = await tx.syncConflict.findMany({
    where: { linkId, bookingId, kind: 'foreign_over_booking', state: 'open', policy: 'decline_meeting' },
    select: { id: true, remoteId: true },
  });
  return rows.flatMap(({ id, remoteId }) => (remoteId ? [{ id, remoteId }] : []));
}

export async function setPolicyOf(tx: Tx, id: number, policy: string): Promise<void> {
  await tx.syncConflict.updateMany({ where: { id, state: 'open' }, data: { policy } });
}

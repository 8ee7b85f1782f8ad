import type { Tx } from '@/lib/db/client';

/**
 * The next `take` bookings that ended before `before` lose whatever says who booked and what they said: name, address,
 * account, note, answers, nickname, and what staff wrote to or about them. What calendars show has none of it
 * (lib/sync/owned-fields). Returns how many.
 */
export async function scrubBookingsBefore(tx: Tx, before: Date, now: Date, take: number): Promise<number> {
  const due = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM booking WHERE scrubbed_at IS NULL
      AND id IN (SELECT booking_id FROM booking_item WHERE ends_at < ${before}::timestamptz)
      AND NOT EXISTS (SELECT 1 FROM booking_item WHERE booking_id = booking.id AND ends_at >= ${before}::timestamptz)
    ORDER BY id LIMIT ${take} FOR UPDATE SKIP LOCKED`;
  const ids = due.map(({ id }) => id);
  await scrubThese(tx, ids, now);
  return ids.length;
}

/** Under the bookings' own locks, or where losing a race does no harm. */
export async function scrubThese(tx: Tx, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.booking.updateMany({
    where: { id: { in: [...ids] } },
    data: {
      ...{ patronName: '', patronEmail: '', personId: null, note: '', answers: [], nickname: '', staffNote: '' },
      ...{ mediationNote: '', cancelReason: '', anywayReason: '', checkInCode: null, verifyHash: null },
      scrubbedAt: now,
    },
  });
  await tx.bookingNotice.updateMany({ where: { bookingId: { in: [...ids] } }, data: { words: '' } });
}

/** The next `take` entries of a log from before `before` go. Returns how many. */
export const dropSyncLog = (tx: Tx, before: Date, take: number): Promise<number> => tx.$executeRaw`
  DELETE FROM sync_log WHERE id IN (SELECT id FROM sync_log WHERE at < ${before} ORDER BY at LIMIT ${take})`;

export const dropAudit = (tx: Tx, before: Date, take: number): Promise<number> => tx.$executeRaw`
  DELETE FROM audit_entry WHERE id IN (SELECT id FROM audit_entry WHERE at < ${before} ORDER BY at LIMIT ${take})`;

export const dropMailProblems = (tx: Tx, before: Date, take: number): Promise<number> => tx.$executeRaw`
  DELETE FROM mail_problem WHERE id IN (SELECT id FROM mail_problem WHERE at < ${before} ORDER BY at LIMIT ${take})`;

/** Bans that were over before `before`: whoever was barred then is not remembered for it. */
export const dropOldBans = (tx: Tx, before: Date, take: number): Promise<number> => tx.$executeRaw`
  DELETE FROM ban WHERE id IN (
    SELECT id FROM ban WHERE "until" < ${before} OR lifted_at < ${before} ORDER BY id LIMIT ${take})`;

/** Bookings that still say who booked though their time is over: what the next turn will take. */
export async function countOverdue(tx: Tx, before: Date): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM booking WHERE scrubbed_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM booking_item WHERE booking_id = booking.id AND ends_at >= ${before}::timestamptz)`;
  return row?.count ?? 0;
}

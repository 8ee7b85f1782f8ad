import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/**
 * What the scrub takes: what ended before `before`, unless a limit may still count it; else keeping names for a shorter
 * time than a limit counts would end that limit unsaid.
 */
export type Due = {
  before: Date;
  now: Date;
  /** By period of a limit: so many days after its end a booking may still count. */
  limitDays: Readonly<Record<string, number>>;
};

/** Bookings that still say who booked though their time is over. */
export const dueBookings = ({ before, now, limitDays }: Due) => Prisma.sql`scrubbed_at IS NULL
  AND id IN (SELECT booking_id FROM booking_item WHERE ends_at < ${before}::timestamptz)
  AND NOT EXISTS (SELECT 1 FROM booking_item WHERE booking_id = booking.id AND ends_at >= ${before}::timestamptz)
  AND NOT EXISTS (
    SELECT 1 FROM booking_item AS item
    JOIN resource ON resource.id = item.resource_id JOIN category ON category.id = resource.category_id
    JOIN booking_limit AS counts ON counts.category_id = category.id OR counts.location_id = category.location_id
    WHERE item.booking_id = booking.id AND item.ends_at >= ${now}::timestamptz
      - make_interval(days => (${JSON.stringify(limitDays)}::jsonb ->> counts.per)::int))`;

/**
 * The next `take` bookings that are due lose whatever says who booked and what they said: name, address,
 * account, note, answers, nickname, where they met online, what staff wrote to or about them, and what tells which bookings
 * had one patron. What calendars show has none of it (lib/sync/owned-fields). Returns how many.
 */
export async function scrubDueBookings(tx: Tx, due: Due, take: number): Promise<number> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM booking WHERE ${dueBookings(due)} ORDER BY id LIMIT ${take} FOR UPDATE SKIP LOCKED`;
  const ids = rows.map(({ id }) => id);
  await scrubThese(tx, ids, due.now);
  return ids.length;
}

/** Under the bookings' own locks, or where losing a race does no harm. */
export async function scrubThese(tx: Tx, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const visits = await tx.booking.findMany({
    where: { id: { in: [...ids] }, visitId: { not: null } },
    distinct: ['visitId'],
    select: { visitId: true },
  });
  await tx.booking.updateMany({
    where: { id: { in: [...ids] } },
    data: {
      ...{ givenName: '', account: '' },
      ...{ patronName: '', patronEmail: '', personId: null, note: '', answers: [], nickname: '', staffNote: '' },
      ...{ mediationNote: '', cancelReason: '', anywayReason: '', checkInCode: null, verifyHash: null },
      // Bookings made together have one patron: whoever knew one of them would know the others by it.
      ...{ visitId: null, seriesId: null, scrubbedAt: now },
    },
  });
  await tx.seriesOccurrence.updateMany({ where: { bookingId: { in: [...ids] } }, data: { bookingId: null } });
  await tx.visit.deleteMany({
    where: { id: { in: visits.flatMap(({ visitId }) => visitId ?? []) }, bookings: { none: {} } },
  });
  await tx.appointment.updateMany({
    where: { bookingId: { in: [...ids] } },
    data: { link: '', directions: '', others: Prisma.DbNull },
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

/** The words that patrons were told when hours changed, of changes done before `before`. Returns how many. */
export const emptyHoursWords = (tx: Tx, before: Date, take: number): Promise<number> => tx.$executeRaw`
  UPDATE hours_change SET words = '' WHERE id IN (
    SELECT id FROM hours_change WHERE done_at < ${before} AND words <> '' ORDER BY id LIMIT ${take})`;

/** The reasons of absences that were over before `before`. Returns how many. */
export const emptyAbsenceNotes = (tx: Tx, before: Date, take: number): Promise<number> => tx.$executeRaw`
  UPDATE absence SET note = '' WHERE id IN (
    SELECT id FROM absence WHERE to_date < (${before}::timestamptz AT TIME ZONE 'UTC')::date AND note <> ''
    ORDER BY to_date LIMIT ${take} FOR UPDATE SKIP LOCKED)`;

/** Bans that were over before `before`: whoever was barred then is not remembered for it. */
export const dropOldBans = (tx: Tx, before: Date, take: number): Promise<number> => tx.$executeRaw`
  DELETE FROM ban WHERE id IN (
    SELECT id FROM ban WHERE "until" < ${before} OR lifted_at < ${before} ORDER BY id LIMIT ${take})`;

/** What the next turn will take. */
export async function countDue(tx: Tx, due: Due): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM booking WHERE ${dueBookings(due)}`;
  return row?.count ?? 0;
}

/** The periods of all limits in use. */
export const limitPeriods = async (tx: Tx): Promise<string[]> =>
  (await tx.bookingLimit.findMany({ distinct: ['per'], select: { per: true } })).map(({ per }) => per);

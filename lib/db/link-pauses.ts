import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { leasesTaken } from '@/lib/db/links';
import { enqueue } from '@/lib/db/outbox';

/** Somebody switched this calendar off: only a person ends that. */
export const BY_PERSON = 'by_person';
/** Microsoft lets us read and not write: a write that goes through ends that; see {@link readingChangesNothing}. */
export const WRITE_DENIED = 'write_denied';

export const isDisabled = ({ state, stateReason }: { state: string; stateReason: string | null }): boolean =>
  state === 'paused' && stateReason === BY_PERSON;

/** Columns of `calendar_link` once all is well with it. */
const unbroken = { brokenAt: null, reminders: 0, nextWriteAt: null } as const;

/** In SQL: whatever Microsoft answers, it stays as it is. */
export const disabledOrEnded = Prisma.sql`(state IN ('closing', 'unlinked')
  OR state = 'paused' AND state_reason IS NOT DISTINCT FROM ${BY_PERSON})`;

/**
 * In SQL: a pause, or an end, that a good reading does not change. A pause for writes is one while a write can still tell:
 * once its time has come and no job waits, nobody would ever try, and the next booking may.
 */
export const readingChangesNothing = (now: Date) => Prisma.sql`(${disabledOrEnded}
  OR state = 'paused' AND state_reason IS NOT DISTINCT FROM ${WRITE_DENIED}
    AND (next_write_at IS NULL OR next_write_at > ${now}::timestamptz OR EXISTS (
      SELECT FROM push_job WHERE link_id = calendar_link.id AND dead_at IS NULL)))`;

/**
 * Switched off by a person. Whoever reads or writes it at this moment stores nothing and sends no more than the request
 * in hand.
 */
export async function disableLink(tx: Tx, linkId: number): Promise<void> {
  await tx.calendarLink.updateMany({
    where: { id: linkId, state: { notIn: ['unlinked', 'closing'] } },
    data: { state: 'paused', stateReason: BY_PERSON, ...unbroken, ...leasesTaken },
  });
}

/** Switched on again, or tried again before its time: it begins anew. Ask for a full read in the same transaction. */
export async function resumeLink(tx: Tx, linkId: number): Promise<void> {
  await tx.calendarLink.updateMany({
    where: { id: linkId, state: 'paused' },
    data: { state: 'backfilling', stateReason: null, nextWriteAt: null },
  });
}

export type Pause = {
  reason: string;
  /** When it is read next. */
  nextPullAt: Date;
  /** Of a pause for writes: when the next is tried. */
  nextWriteAt: Date | null;
};

/**
 * Microsoft refuses this calendar (sync-design §4.3): nothing more is asked until it is probed. True where that is news:
 * its people are to be told. A pause by a person, and an end, stand.
 */
export async function pauseRefusedLink(tx: Tx, linkId: number, pause: Pause, now: Date): Promise<boolean> {
  const { reason, nextPullAt, nextWriteAt } = pause;
  const where = { id: linkId, state: { notIn: ['unlinked' as const, 'closing' as const] } };
  const { count } = await tx.calendarLink.updateMany({
    where: { ...where, NOT: { state: 'paused', stateReason: BY_PERSON } },
    data: { state: 'paused', stateReason: reason, nextPullAt, nextWriteAt },
  });
  return count === 1 && firstRefusal(tx, linkId, now);
}

/** True once for each time that Microsoft begins to refuse a calendar. */
export async function firstRefusal(tx: Tx, linkId: number, now: Date): Promise<boolean> {
  const { count } = await tx.calendarLink.updateMany({
    where: { id: linkId, state: 'paused', stateReason: { not: BY_PERSON }, brokenAt: null },
    data: { brokenAt: now, reminders: 0 },
  });
  return count === 1;
}

/** Rights may have changed: what is paused for writes need not wait for its time. */
export async function tryWritingNow(tx: Tx, linkIds: number[], now: Date): Promise<void> {
  await tx.calendarLink.updateMany({
    where: { id: { in: linkIds }, state: 'paused', stateReason: WRITE_DENIED },
    data: { nextWriteAt: now },
  });
}

/**
 * A write went through: what was paused for that is read at once and is live again with the first good reading. Marked
 * too, since a reading under way still knows the pause, and says as it ends that the next has an hour.
 */
export async function writingGoesAgain(tx: Tx, linkId: number): Promise<void> {
  const { count } = await tx.calendarLink.updateMany({
    where: { id: linkId, state: 'paused', stateReason: WRITE_DENIED },
    data: { state: 'backfilling', stateReason: null, nextPullAt: null, pullFailures: 0, ...unbroken },
  });
  if (count === 1) await enqueue(tx, { kind: 'pull_calendar', linkId });
}

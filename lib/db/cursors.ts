import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { readingChangesNothing } from '@/lib/db/link-pauses';
import { renewInMailbox } from '@/lib/db/mailbox-claims';
import { LEASE_MS, type Lease } from '@/lib/db/push-jobs';
import { seal, unseal } from '@/lib/seal';

/** How far a calendar was read. Rows and cursor are saved in one transaction (I8). */
export type Cursor = { generation: number; windowStart: Date; windowEnd: Date; deltaLink: string; openedAt: Date };

export async function readCursor(tx: Tx, linkId: number): Promise<Cursor | null> {
  const row = await tx.deltaCursor.findFirst({ where: { linkId }, orderBy: { generation: 'desc' } });
  if (!row) return null;
  const { generation, windowStart, windowEnd, openedAt } = row;
  return { generation, windowStart, windowEnd, openedAt, deltaLink: unseal(row.deltaLinkEnc, purpose(linkId)) };
}

/** Takes the place of every older cursor of the link. Delta links are secrets: they name a mailbox's state. */
export async function saveCursor(tx: Tx, linkId: number, cursor: Cursor, now: Date): Promise<void> {
  const { deltaLink, generation, ...rest } = cursor;
  const data = { ...rest, generation, linkId, deltaLinkEnc: seal(deltaLink, purpose(linkId)), advancedAt: now };
  await tx.deltaCursor.deleteMany({ where: { linkId, generation: { not: generation } } });
  await tx.deltaCursor.upsert({
    where: { linkId_generation: { linkId, generation } },
    create: data,
    update: data,
  });
}

const purpose = (linkId: number) => `delta:${linkId}`;

/** Pages of a round that is being read; whitelisted fields only, gone when the round is applied. */
export async function stagePage(tx: Tx, linkId: number, runId: string, pageNo: number, items: readonly object[]) {
  await tx.deltaStage.create({ data: { linkId, runId, pageNo, items: items as Prisma.InputJsonArray } });
}

export async function stagedItems(tx: Tx, runId: string): Promise<unknown[]> {
  const pages = await tx.deltaStage.findMany({ where: { runId }, orderBy: { pageNo: 'asc' }, select: { items: true } });
  return pages.flatMap(({ items }) => (Array.isArray(items) ? items : []));
}

/** Whatever was staged for the link: of this round, or of one that was given up. */
export async function clearStage(tx: Tx, linkId: number): Promise<void> {
  await tx.deltaStage.deleteMany({ where: { linkId } });
}

// ----------------------------------------------------------------------------------------------------- pull lane

/** `until`: when it was claimed or renewed to last. `dueAt`: what the link's `next_pull_at` was then. */
export type PullLease = Lease & { until: Date; dueAt: Date | null };

/** Until when the lane is ours now; null: it is not. */
export const renewPullLease = (tx: Tx, lease: Lease, now: Date): Promise<Date | null> =>
  renewInMailbox(tx, 'pull', lease, leaseEnd(now), now);

export const leaseEnd = (now: Date) => new Date(now.getTime() + LEASE_MS);

/** Locks the link for the rest of the transaction and says whether the lane is still ours. */
export async function holdsPullFence(tx: Tx, { linkId, fence }: Lease): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM calendar_link WHERE id = ${linkId} AND pull_fence = ${fence} FOR UPDATE`;
  return rows.length === 1;
}

/**
 * A round is in: what was marked before it began is read, what was marked since stays dirty. `whole`: everything was read,
 * which is as good as a sweep.
 */
export async function finishPull(tx: Tx, linkId: number, pulledSeq: number, whole: boolean, now: Date): Promise<void> {
  await tx.calendarLink.update({
    where: { id: linkId },
    data: {
      pulledSeq,
      lastPullOkAt: now,
      pullFailures: 0,
      ...(whole ? { lastSweepAt: now, lastNearSweepAt: now } : {}),
    },
  });
}

/**
 * A round that found nothing, in one statement: most rounds are like that. False: the lane was lost, or the link has begun
 * anew meanwhile; nothing was stored.
 */
export async function concludeQuiet(
  tx: Tx,
  { linkId, fence }: Lease,
  round: { generation: number; deltaLink: string; pulledSeq: number },
  now: Date,
): Promise<boolean> {
  const stays = readingChangesNothing(now);
  const count = await tx.$executeRaw`
    WITH held AS (
      UPDATE calendar_link SET pulled_seq = ${round.pulledSeq}, last_pull_ok_at = ${now}::timestamptz, pull_failures = 0,
        state = CASE WHEN ${stays} THEN state ELSE 'live' END,
        state_reason = CASE WHEN ${stays} THEN state_reason END,
        broken_at = CASE WHEN ${stays} THEN broken_at END,
        reminders = CASE WHEN ${stays} THEN reminders ELSE 0 END,
        next_write_at = CASE WHEN ${stays} THEN next_write_at END
      WHERE id = ${linkId} AND pull_fence = ${fence} RETURNING id)
    UPDATE delta_cursor SET delta_link_enc = ${seal(round.deltaLink, purpose(linkId))}, advanced_at = ${now}::timestamptz
    WHERE link_id = (SELECT id FROM held) AND generation = ${round.generation}`;
  return count === 1;
}

/** The calendar was listed and compared. */
export async function noteSweep(tx: Tx, linkId: number, span: 'near' | 'whole', now: Date): Promise<void> {
  const data = span === 'whole' ? { lastSweepAt: now, lastNearSweepAt: now } : { lastNearSweepAt: now };
  await tx.calendarLink.update({ where: { id: linkId }, data });
}

/** Nobody knows what notifications were lost: the next round is followed by a sweep (sync-design §5.6). */
export async function askForSweep(tx: Tx, linkId: number, now: Date): Promise<void> {
  await tx.calendarLink.update({ where: { id: linkId }, data: { sweepAskedAt: now } });
}

/** What was asked for at `askedAt` is done; asked again meanwhile, it stays asked. */
export async function sweepDone(tx: Tx, linkId: number, askedAt: Date): Promise<void> {
  await tx.calendarLink.updateMany({ where: { id: linkId, sweepAskedAt: askedAt }, data: { sweepAskedAt: null } });
}

/** What delta had not told and a sweep put right; shown to admins, since it should never grow (I18). */
export async function countCorrections(tx: Tx, linkId: number, corrections: number): Promise<void> {
  await tx.calendarLink.update({ where: { id: linkId }, data: { corrections: { increment: corrections } } });
}

/**
 * Frees the lane and says when the calendar is to be read next. `freshUntil`: until when this reading counts, if it was a
 * good one; else what was said before stands. An earlier time that somebody else said while it was read stands too: this
 * reading may have begun before whatever that is about.
 */
export async function releasePullLease(
  tx: Tx,
  { linkId, fence, dueAt }: PullLease,
  nextPullAt: Date,
  freshUntil?: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE calendar_link SET pull_lease_until = NULL,
      next_pull_at = CASE
        WHEN next_pull_at IS NOT DISTINCT FROM ${dueAt}::timestamptz THEN ${nextPullAt}::timestamptz
        WHEN next_pull_at IS NULL THEN NULL
        ELSE LEAST(next_pull_at, ${nextPullAt}::timestamptz) END,
      fresh_until = COALESCE(${freshUntil ?? null}::timestamptz, fresh_until)
    WHERE id = ${linkId} AND pull_fence = ${fence} AND state <> 'unlinked'`;
}

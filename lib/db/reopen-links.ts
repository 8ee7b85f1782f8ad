import { enqueueBackfill } from '@/lib/db/backfill';
import type { Tx } from '@/lib/db/client';
import { expectReading } from '@/lib/db/freshness';
import { BY_PERSON } from '@/lib/db/link-pauses';
import { leasesTaken } from '@/lib/db/links';
import { enqueueSubscriptions } from '@/lib/db/outbox';

/** Locks all that are closing, in the order of their ids; answers which they still are. */
export async function lockClosingLinks(tx: Tx, linkIds: readonly number[]): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM calendar_link WHERE id = ANY(${[...linkIds]}::int[]) AND state = 'closing' ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/** Of these resources, those that another calendar speaks for by now. */
export async function resourcesTakenOver(tx: Tx, resourceIds: readonly number[]): Promise<Set<number>> {
  const rows = await tx.calendarLink.findMany({
    where: { resourceId: { in: [...resourceIds] }, state: { notIn: ['closing', 'unlinked'] } },
    select: { resourceId: true },
  });
  return new Set(rows.map(({ resourceId }) => resourceId));
}

/**
 * Undone: the calendars are read again from the beginning, and what was removed is written again; one that a person had
 * disabled is so again.
 */
export async function reopenLinks(tx: Tx, linkIds: readonly number[], now: Date): Promise<void> {
  const which = { id: { in: [...linkIds] } };
  await tx.calendarLink.updateMany({
    where: which,
    data: {
      ...{ state: 'backfilling', closesAt: null, closingTotal: 0 },
      ...{ generation: { increment: 1 }, dirtySeq: { increment: 1 }, dirtyAt: null, nextPullAt: null, pullFailures: 0 },
      ...leasesTaken,
    },
  });
  const disabled = await tx.calendarLink.updateManyAndReturn({
    where: { ...which, stateReason: BY_PERSON },
    data: { state: 'paused' },
    select: { id: true },
  });
  await expectReading(tx, linkIds, now);
  await enqueueBackfill(tx, linkIds, now);
  const asleep = new Set(disabled.map(({ id }) => id));
  await enqueueSubscriptions(
    tx,
    'keep_subscription',
    linkIds.filter((id) => !asleep.has(id)),
  );
}

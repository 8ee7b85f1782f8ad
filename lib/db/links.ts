import { enqueueBackfill } from '@/lib/db/backfill';
import type { Tx } from '@/lib/db/client';
import { expectReading } from '@/lib/db/freshness';
import type { ChangeMode } from '@/lib/db/generated/client';
import { enqueue } from '@/lib/db/outbox';

/** Whose calendar this is already, if a link that writes holds it; calendars have one writer. */
export async function resourceWritingTo(tx: Tx, mailboxOid: string, calendarId: string): Promise<number | null> {
  const row = await tx.calendarLink.findFirst({
    where: { mailboxOid, calendarId, writes: true, state: { not: 'unlinked' } },
    select: { resourceId: true },
  });
  return row?.resourceId ?? null;
}

export type NewLink = {
  connectionId: number;
  resourceId: number;
  mailboxOid: string;
  mailboxAddress: string;
  calendarId: string;
  calendarName: string;
  isDefaultCalendar: boolean;
  writes: boolean;
  reads: boolean;
  /** How far ahead events are followed, see `horizonOf`. */
  horizonDays: number;
};

/**
 * Ties a resource to a calendar and asks for everything that follows: full read, subscription, upcoming bookings. The
 * link of the same resource and calendar is revived if there was one, so that its mirrors are adopted (I14).
 */
export async function openLink(tx: Tx, link: NewLink, now: Date): Promise<{ linkId: number; revived: boolean }> {
  const { resourceId, mailboxOid, calendarId } = link;
  const old = await tx.calendarLink.findFirst({
    where: { resourceId, mailboxOid, calendarId },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  const linkId = old ? await revive(tx, old.id, link) : (await tx.calendarLink.create({ data: link })).id;
  await expectReading(tx, [linkId], now);
  await endKeptBlocks(tx, resourceId, linkId);
  await enqueueBackfill(tx, linkId, now);
  await enqueue(tx, { kind: 'keep_subscription', linkId });
  return { linkId, revived: old !== null };
}

async function revive(tx: Tx, linkId: number, link: NewLink): Promise<number> {
  await tx.calendarLink.update({
    where: { id: linkId },
    data: {
      ...link,
      state: 'backfilling',
      stateReason: null,
      changeMode: 'poll',
      changeSource: 'delta',
      generation: { increment: 1 },
      dirtySeq: { increment: 1 },
      dirtyAt: null,
      nextPullAt: null,
      pullFailures: 0,
      unlinkedAt: null,
      closesAt: null,
      closingTotal: 0,
      ...{ brokenAt: null, reminders: 0, nextWriteAt: null },
      ...leasesTaken,
    },
  });
  return linkId;
}

/** Blocks of calendars that were let go stay no longer than until another one speaks for the resource. */
async function endKeptBlocks(tx: Tx, resourceId: number, linkId: number): Promise<void> {
  const where = { link: { resourceId, id: { not: linkId }, state: { in: ['unlinked' as const, 'closing' as const] } } };
  await tx.busyBlock.deleteMany({ where });
  await tx.remoteEvent.deleteMany({ where });
}

/** Whoever still works on the link finds its fence passed and stores nothing. */
export const leasesTaken = {
  pushLeaseUntil: null,
  pullLeaseUntil: null,
  pushFence: { increment: 1 },
  pullFence: { increment: 1 },
} as const;

/** One, or many at once: a library that ends everything does so in few statements. */
export type LinkIds = number | readonly number[];
const idsOf = (linkId: LinkIds) => (typeof linkId === 'number' ? linkId : { in: [...linkId] });

/** Times that Outlook closes, when its calendar is let go: all open, those after a moment do, or none. */
export type KeepBlocks = Date | null | 'all';

/**
 * Lets a calendar go: jobs, cursor, rows and blocks end; mirrors are detached but remembered (ids, base, marker), and
 * nothing in Outlook is touched (sync-design §11). Blocks stay closed up to `keepBlocks`, if one is given. Ask
 * for `drop_subscriptions` in the same transaction.
 */
export async function unlink(tx: Tx, linkId: LinkIds, now: Date, keepBlocks: KeepBlocks = null): Promise<void> {
  const which = idsOf(linkId);
  await tx.calendarLink.updateMany({
    where: { id: which },
    data: {
      ...{ state: 'unlinked', stateReason: null, unlinkedAt: now, nextPullAt: null, closesAt: null },
      ...leasesTaken,
    },
  });
  await dropWhatWasRead(tx, linkId, now, keepBlocks);
  await tx.bookingMirror.deleteMany({ where: { linkId: which, state: 'none', remoteId: null } });
  await tx.bookingMirror.updateMany({ where: { linkId: which, state: { not: 'gone' } }, data: { state: 'detached' } });
}

/**
 * Nothing is due any more, nothing that was read counts any more, and no case about it is open, save those of bookings
 * that wait for staff.
 */
export async function dropWhatWasRead(tx: Tx, linkId: LinkIds, now: Date, keepBlocks: KeepBlocks): Promise<void> {
  const where = { linkId: idsOf(linkId) };
  await tx.pushJob.deleteMany({ where });
  await tx.deltaCursor.deleteMany({ where });
  await tx.deltaStage.deleteMany({ where });
  await tx.skippedItem.deleteMany({ where });
  if (keepBlocks !== 'all') {
    await tx.busyBlock.deleteMany({ where: { ...where, ...(keepBlocks && { startsAt: { gte: keepBlocks } }) } });
    await tx.remoteEvent.deleteMany({ where: { ...where, ...(keepBlocks && { startAt: { gte: keepBlocks } }) } });
  }
  if (keepBlocks instanceof Date) {
    await tx.busyBlock.updateMany({ where: { ...where, endsAt: { gt: keepBlocks } }, data: { endsAt: keepBlocks } });
    await tx.remoteEvent.updateMany({ where: { ...where, endAt: { gt: keepBlocks } }, data: { endAt: keepBlocks } });
  }
  await tx.syncConflict.updateMany({
    // To confirm a booking or to cancel it takes no calendar.
    where: { ...where, state: 'open', kind: { not: 'to_confirm' } },
    data: { state: 'resolved', resolution: 'unlinked', resolvedAt: now },
  });
}

/** A full read at the next chance, e.g. after the switch "close slots when Outlook is busy" or a return from a pause. */
export async function demandFullRead(tx: Tx, linkIds: number[]): Promise<void> {
  await tx.calendarLink.updateMany({
    where: { id: { in: linkIds }, state: { not: 'unlinked' } },
    data: { generation: { increment: 1 }, changeSource: 'delta', pullFailures: 0, nextPullAt: null },
  });
  for (const linkId of linkIds) await enqueue(tx, { kind: 'pull_calendar', linkId });
}

/** A calendar that somebody looks at is read this often (sync-design §5.6), whatever the hour. */
const VIEWED_EVERY_MS = 30_000;

/**
 * Somebody looks at these resources: their polled calendars are read soon, if the last reading is not fresh. Only the
 * timer is brought forward; a round that runs, a pause and a back-off are left alone.
 */
export async function hurryReading(tx: Tx, resourceIds: number[], now: Date): Promise<void> {
  if (resourceIds.length === 0) return;
  await tx.calendarLink.updateMany({
    where: {
      ...{ resourceId: { in: resourceIds }, state: 'live', reads: true, changeMode: 'poll', pullFailures: 0 },
      ...{ nextPullAt: { gt: now }, lastPullOkAt: { lt: new Date(now.getTime() - VIEWED_EVERY_MS) } },
    },
    data: { nextPullAt: now },
  });
}

/** Nobody knocks any more: a calendar that is polled from now on does not wait for the next safety round. */
export async function setChangeMode(tx: Tx, linkId: number, changeMode: ChangeMode): Promise<void> {
  await tx.$executeRaw`
    UPDATE calendar_link SET change_mode = ${changeMode}::change_mode,
      next_pull_at = CASE WHEN ${changeMode} = 'poll' AND pull_failures = 0 THEN LEAST(next_pull_at, now())
        ELSE next_pull_at END
    WHERE id = ${linkId} AND change_mode <> ${changeMode}::change_mode`;
}

/** How changes of a calendar are read from now on; the next full read that is asked for tries delta again. */
export async function setChangeSource(tx: Tx, linkId: number, changeSource: 'delta' | 'listing'): Promise<void> {
  await tx.calendarLink.update({ where: { id: linkId }, data: { changeSource } });
}

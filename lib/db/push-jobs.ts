import type { Tx } from '@/lib/db/client';
import { gatesOpen, shutGates } from '@/lib/db/gates';
import { Prisma } from '@/lib/db/generated/client';
import { WRITE_DENIED } from '@/lib/db/link-pauses';
import { aloneInMailbox, type Claimed, renewInMailbox, sharesMailbox } from '@/lib/db/mailbox-claims';

/** A lease on a link's push lane. Results count only while `fence` is still the link's (I10). */
export type Lease = { linkId: number; fence: number };

export type PushJob = {
  linkId: number;
  bookingId: number;
  /** How often in a row it failed as `lastClass` says. */
  attempts: number;
  /** Why it waits: the last failure's kind, or 'unanswered'; null: it holds back nobody. */
  lastClass: string | null;
  asked: number;
  priority: number;
  askedAt: Date;
};

/** Long enough for one job at the worst pace of Graph; renewed before each. */
export const LEASE_MS = 60_000;

/**
 * A job that may run: due, and no older one about the same time is unfinished. So the cancelling of 10–11 comes before
 * the new booking of 10–11, and a job in backoff holds back only those that meet it (sync-design §4.2). One that merely
 * waits, e.g. for an event that nobody wants any more, holds back nobody.
 */
const mayRun = (now: Date) => Prisma.sql`
  job.dead_at IS NULL AND job.run_after <= ${now}::timestamptz AND NOT EXISTS (
    SELECT FROM push_job older
    WHERE older.link_id = job.link_id AND older.dead_at IS NULL AND older.enqueued_seq < job.enqueued_seq
      AND older.starts_at < job.ends_at AND older.ends_at > job.starts_at
      AND (older.run_after <= ${now}::timestamptz OR older.last_class IS NOT NULL))`;

/**
 * The most urgent link with due work whose lane is free: patrons waiting first, then in order. None while the
 * integration is not active, the connection needs a person, or Graph said to wait. A link that refuses writes is tried
 * again when its time comes. It begins at the jobs, of which there are few, and not at the links: a worker looks many
 * times a second, mostly for nothing.
 */
export async function claimPushLink(tx: Tx, owner: string, now: Date): Promise<Lease | null> {
  const rows = await tx.$queryRaw<Claimed<Lease>[]>`
    WITH ${shutGates(now)},
    writing AS MATERIALIZED (
      SELECT id, mailbox_oid FROM calendar_link WHERE push_lease_until >= ${now}::timestamptz)
    UPDATE calendar_link SET push_lease_owner = ${owner}, push_lease_until = ${until(now)}::timestamptz,
      push_fence = push_fence + 1
    WHERE id = (
      SELECT link.id FROM push_job job
      JOIN calendar_link link ON link.id = job.link_id
      JOIN sync_connection connection ON connection.id = link.connection_id AND connection.status = 'active'
      JOIN integration ON integration.id = 1 AND integration.state = 'active'
      WHERE ${mayRun(now)} AND (link.state IN ('backfilling', 'live', 'degraded', 'closing')
          OR (link.state = 'paused' AND link.state_reason = ${WRITE_DENIED} AND link.next_write_at <= ${now}::timestamptz))
        AND (link.closes_at IS NULL OR link.closes_at <= ${now}::timestamptz)
        AND (link.push_lease_until IS NULL OR link.push_lease_until < ${now}::timestamptz)
        AND ${gatesOpen}
        AND NOT EXISTS (SELECT FROM writing WHERE writing.mailbox_oid = link.mailbox_oid AND writing.id <> link.id)
      ORDER BY job.priority, job.enqueued_seq LIMIT 1
      FOR UPDATE OF link SKIP LOCKED)
    RETURNING id AS "linkId", push_fence AS fence, ${sharesMailbox} AS shared`;
  return rows[0] ? aloneInMailbox(tx, 'push', rows[0], now) : null;
}

/** Until when the lease holds now. Null: it was lost, stop at once. */
export const renewPushLease = (tx: Tx, lease: Lease, now: Date): Promise<Date | null> =>
  renewInMailbox(tx, 'push', lease, until(now), now);

export async function releasePushLease(tx: Tx, { linkId, fence }: Lease): Promise<void> {
  await tx.calendarLink.updateMany({ where: { id: linkId, pushFence: fence }, data: { pushLeaseUntil: null } });
}

/** Locks the link for the rest of the transaction and says whether the lane is still ours. */
export async function holdsPushFence(tx: Tx, { linkId, fence }: Lease): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM calendar_link WHERE id = ${linkId} AND push_fence = ${fence} FOR UPDATE`;
  return rows.length === 1;
}

/** The next job of a claimed link: patrons waiting first, then in order. */
export async function nextPushJob(tx: Tx, linkId: number, now: Date): Promise<PushJob | null> {
  const rows = await tx.$queryRaw<PushJob[]>`
    SELECT link_id AS "linkId", booking_id AS "bookingId", attempts, last_class AS "lastClass", asked, priority,
      asked_at AS "askedAt"
    FROM push_job job
    WHERE link_id = ${linkId} AND ${mayRun(now)}
    ORDER BY priority, enqueued_seq LIMIT 1`;
  return rows[0] ?? null;
}

/** Done, unless somebody asked again meanwhile: then it stays due. */
export async function finishPushJob(tx: Tx, { linkId, bookingId, asked }: PushJob): Promise<void> {
  await tx.pushJob.deleteMany({ where: { linkId, bookingId, asked } });
}

/** With this failure, how often the job has now failed in this way without any other in between. */
export const triesInARow = ({ attempts, lastClass }: PushJob, kind: string): number =>
  lastClass === kind ? attempts + 1 : 1;

/** It failed; to be tried again at `runAfter`. Asked again meanwhile: stays due now. */
export async function postponePushJob(tx: Tx, job: PushJob, runAfter: Date, kind: string): Promise<void> {
  const { linkId, bookingId, asked } = job;
  const data = { runAfter, lastClass: kind, attempts: triesInARow(job, kind) };
  await tx.pushJob.updateMany({ where: { linkId, bookingId, asked }, data });
}

/**
 * No failure: a second look is waited for. `holdsBack`: younger jobs about the same time wait with it, as they do for one
 * in backoff; an event that nobody wants any more holds back nobody.
 */
export async function letPushJobWait(tx: Tx, job: PushJob, runAfter: Date, holdsBack: boolean): Promise<void> {
  const { linkId, bookingId, asked } = job;
  const lastClass = holdsBack ? (job.lastClass ?? 'unanswered') : null;
  await tx.pushJob.updateMany({ where: { linkId, bookingId, asked }, data: { runAfter, lastClass } });
}

/** Set aside until somebody looks: a person asks again, or the booking changes. */
export async function buryPushJob(tx: Tx, { linkId, bookingId, asked }: PushJob, now: Date, lastClass: string) {
  await tx.pushJob.updateMany({ where: { linkId, bookingId, asked }, data: { deadAt: now, lastClass } });
}

export async function markPushed(tx: Tx, linkId: number, now: Date): Promise<void> {
  await tx.calendarLink.update({ where: { id: linkId }, data: { lastPushOkAt: now } });
}

const until = (now: Date) => new Date(now.getTime() + LEASE_MS);

import type { Tx } from '@/lib/db/client';

/** A lease on a link's push lane. Results count only while `fence` is still the link's (I10). */
export type Lease = { linkId: number; fence: number };

export type PushJob = { linkId: number; bookingId: number; attempts: number; asked: number; priority: number };

/** Long enough for one job at the worst pace of Graph; renewed before each. */
export const LEASE_MS = 60_000;

/**
 * The most urgent link with due work whose lane is free: patrons waiting first, then in order. None while the
 * integration is not active, the connection needs a person, or Graph said to wait.
 */
export async function claimPushLink(tx: Tx, owner: string, now: Date): Promise<Lease | null> {
  const rows = await tx.$queryRaw<Lease[]>`
    UPDATE calendar_link SET push_lease_owner = ${owner}, push_lease_until = ${until(now)}::timestamptz,
      push_fence = push_fence + 1
    WHERE id = (
      SELECT link.id FROM calendar_link link
      JOIN sync_connection connection ON connection.id = link.connection_id AND connection.status = 'active'
      JOIN integration ON integration.id = 1 AND integration.state = 'active'
      JOIN LATERAL (
        SELECT priority, enqueued_seq FROM push_job
        WHERE push_job.link_id = link.id AND dead_at IS NULL AND run_after <= ${now}::timestamptz
        ORDER BY priority, enqueued_seq LIMIT 1
      ) job ON true
      WHERE link.state IN ('backfilling', 'live', 'degraded', 'closing')
        AND (link.push_lease_until IS NULL OR link.push_lease_until < ${now}::timestamptz)
        AND NOT EXISTS (SELECT FROM graph_gate WHERE throttled_until > ${now}::timestamptz
          AND key IN ('app', 'mailbox:' || link.mailbox_oid))
        AND NOT EXISTS (SELECT FROM calendar_link other WHERE other.mailbox_oid = link.mailbox_oid
          AND other.id <> link.id AND other.push_lease_until >= ${now}::timestamptz)
      ORDER BY job.priority, job.enqueued_seq LIMIT 1
      FOR UPDATE OF link SKIP LOCKED)
    RETURNING id AS "linkId", push_fence AS fence`;
  return rows[0] ?? null;
}

/** False: the lease was lost, stop at once. */
export async function renewPushLease(tx: Tx, { linkId, fence }: Lease, now: Date): Promise<boolean> {
  const { count } = await tx.calendarLink.updateMany({
    where: { id: linkId, pushFence: fence },
    data: { pushLeaseUntil: until(now) },
  });
  return count === 1;
}

export async function releasePushLease(tx: Tx, { linkId, fence }: Lease): Promise<void> {
  await tx.calendarLink.updateMany({ where: { id: linkId, pushFence: fence }, data: { pushLeaseUntil: null } });
}

/** Locks the link for the rest of the transaction and says whether the lane is still ours. */
export async function holdsPushFence(tx: Tx, { linkId, fence }: Lease): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM calendar_link WHERE id = ${linkId} AND push_fence = ${fence} FOR UPDATE`;
  return rows.length === 1;
}

/** Jobs in backoff are passed over; they hold back nobody else. */
export async function nextPushJob(tx: Tx, linkId: number, now: Date): Promise<PushJob | null> {
  return tx.pushJob.findFirst({
    where: { linkId, deadAt: null, runAfter: { lte: now } },
    orderBy: [{ priority: 'asc' }, { enqueuedSeq: 'asc' }],
    select: { linkId: true, bookingId: true, attempts: true, asked: true, priority: true },
  });
}

/** Done, unless somebody asked again meanwhile: then it stays due. */
export async function finishPushJob(tx: Tx, { linkId, bookingId, asked }: PushJob): Promise<void> {
  await tx.pushJob.deleteMany({ where: { linkId, bookingId, asked } });
}

/** Tried and to be tried again at `runAfter`; `lastClass` is the failure's kind. Asked again meanwhile: stays due now. */
export async function postponePushJob(tx: Tx, job: PushJob, runAfter: Date, lastClass: string | null): Promise<void> {
  const { linkId, bookingId, asked } = job;
  const failed = lastClass === null ? {} : { attempts: job.attempts + 1, lastClass };
  await tx.pushJob.updateMany({ where: { linkId, bookingId, asked }, data: { runAfter, ...failed } });
}

/** Set aside until somebody looks: a person asks again, or the booking changes. */
export async function buryPushJob(tx: Tx, { linkId, bookingId, asked }: PushJob, now: Date, lastClass: string) {
  await tx.pushJob.updateMany({ where: { linkId, bookingId, asked }, data: { deadAt: now, lastClass } });
}

export async function markPushed(tx: Tx, linkId: number, now: Date): Promise<void> {
  await tx.calendarLink.update({ where: { id: linkId }, data: { lastPushOkAt: now } });
}

const until = (now: Date) => new Date(now.getTime() + LEASE_MS);

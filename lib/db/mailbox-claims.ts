import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Lease } from '@/lib/db/push-jobs';

/** A link as it was claimed; `shared`: its mailbox has other links too. */
export type Claimed<L extends Lease> = L & { shared: boolean };

/** For the `RETURNING` of a claim on `calendar_link`. */
export const sharesMailbox = Prisma.sql`EXISTS (SELECT FROM calendar_link other
  WHERE other.mailbox_oid = calendar_link.mailbox_oid AND other.id <> calendar_link.id AND other.state <> 'unlinked')`;

/**
 * Two links of one mailbox may be claimed in the same instant, each unseen by the other: whoever sees another claim after
 * its own is committed gives way, so that a lane never holds two (I10). Both may; the next tick tries again.
 */
export async function aloneInMailbox<L extends Lease>(
  tx: Tx,
  lane: 'push' | 'pull',
  lease: Claimed<L>,
  now: Date,
): Promise<L | null> {
  if (!lease.shared) return lease;
  const { until, fence } = columns[lane];
  const rows = await tx.$queryRaw<{ id: number }[]>`
    UPDATE calendar_link SET ${until} = NULL
    WHERE id = ${lease.linkId} AND ${fence} = ${lease.fence} AND ${overtaken(until, now)}
    RETURNING id`;
  return rows.length === 0 ? lease : null;
}

/**
 * Until when the lease holds now: `until`, or null where it was lost. One that ended meanwhile is taken up again only
 * while no other link of the mailbox is claimed: its own fence never moved, but whoever stood still that long may have
 * been overtaken there (I10). Claims may come in the same instant, so it looks again after its own is committed: not
 * inside a transaction.
 */
export async function renewInMailbox(
  tx: Tx,
  lane: 'push' | 'pull',
  lease: Lease,
  until: Date,
  now: Date,
): Promise<Date | null> {
  const { until: end, fence } = columns[lane];
  const own = Prisma.sql`id = ${lease.linkId} AND ${fence} = ${lease.fence}`;
  const held = await tx.$executeRaw`
    UPDATE calendar_link SET ${end} = ${until}::timestamptz WHERE ${own} AND ${end} >= ${now}::timestamptz`;
  if (held === 1) return until;
  const takenUp = await tx.$executeRaw`
    UPDATE calendar_link SET ${end} = ${until}::timestamptz WHERE ${own} AND NOT ${overtaken(end, now)}`;
  if (takenUp === 0) return null;
  return (await aloneInMailbox(tx, lane, { ...lease, shared: true }, now)) && until;
}

/** Another link of the mailbox is claimed. */
const overtaken = (until: Prisma.Sql, now: Date) => Prisma.sql`EXISTS (SELECT FROM calendar_link other
  WHERE other.mailbox_oid = calendar_link.mailbox_oid AND other.id <> calendar_link.id
    AND other.${until} >= ${now}::timestamptz)`;

const columns = {
  push: { until: Prisma.raw('push_lease_until'), fence: Prisma.raw('push_fence') },
  pull: { until: Prisma.raw('pull_lease_until'), fence: Prisma.raw('pull_fence') },
};

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
  const [until, fence] = lane === 'push' ? [PUSH_UNTIL, PUSH_FENCE] : [PULL_UNTIL, PULL_FENCE];
  const rows = await tx.$queryRaw<{ id: number }[]>`
    UPDATE calendar_link SET ${until} = NULL
    WHERE id = ${lease.linkId} AND ${fence} = ${lease.fence} AND EXISTS (SELECT FROM calendar_link other
      WHERE other.mailbox_oid = calendar_link.mailbox_oid AND other.id <> calendar_link.id
        AND other.${until} >= ${now}::timestamptz)
    RETURNING id`;
  return rows.length === 0 ? lease : null;
}

const [PUSH_UNTIL, PUSH_FENCE] = [Prisma.raw('push_lease_until'), Prisma.raw('push_fence')];
const [PULL_UNTIL, PULL_FENCE] = [Prisma.raw('pull_lease_until'), Prisma.raw('pull_fence')];

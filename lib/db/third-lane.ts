import type { Tx } from '@/lib/db/client';
import { mailboxKey } from '@/lib/db/gates';

/** Longer than any request is waited for: whoever took the lane and did not leave it is gone. */
const HELD_MS = 15_000;

/** One request at a time, across all processes. False: somebody else's is under way. */
export async function takeThirdLane(tx: Tx, mailbox: string, owner: string, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + HELD_MS);
  const count = await tx.$executeRaw`
    INSERT INTO graph_gate AS gate (key, third_lane_owner, third_lane_until, changed_at)
    VALUES (${mailboxKey(mailbox)}, ${owner}, ${until}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET third_lane_owner = EXCLUDED.third_lane_owner,
      third_lane_until = EXCLUDED.third_lane_until
    WHERE gate.third_lane_until IS NULL OR gate.third_lane_until < ${now}::timestamptz`;
  return count === 1;
}

export async function leaveThirdLane(tx: Tx, mailbox: string, owner: string): Promise<void> {
  await tx.graphGate.updateMany({
    where: { key: mailboxKey(mailbox), thirdLaneOwner: owner },
    data: { thirdLaneOwner: null, thirdLaneUntil: null },
  });
}

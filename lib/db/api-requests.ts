import { randomUUID } from 'node:crypto';
import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { KeptStep, KeyedRequest } from '@/lib/db/idempotency';
import { DAY_MS } from '@/lib/time/interval';

/** Kept for so long; then the key is free again. */
const KEPT_MS = DAY_MS;
/** Longer than any write takes. Whoever is silent for so long is dead. */
const LEASE_MS = 60_000;

export type Claimed =
  | { state: 'ours'; request: KeyedRequest }
  | { state: 'answered'; text: string }
  | { state: 'in_progress' }
  /** The key came with another request before. */
  | { state: 'other_request' };

type Asked = { clientId: number; key: string; requestHash: string };

/**
 * Whose a key is now. One statement decides: a key that nobody has, that is a day old, or whose holder died, is ours; with
 * what its transactions came to, if it is the same request.
 */
export async function claimRequest(tx: Tx, { clientId, key, requestHash }: Asked, now: Date): Promise<Claimed> {
  const claim = randomUUID();
  const until = new Date(now.getTime() + LEASE_MS);
  const old = new Date(now.getTime() - KEPT_MS);
  const [ours] = await tx.$queryRaw<{ steps: KeptStep[] }[]>`
    INSERT INTO api_request (client_id, key, request_hash, claim, claimed_until, created_at)
    VALUES (${clientId}, ${key}, ${requestHash}, ${claim}::uuid, ${until}::timestamptz, ${now}::timestamptz)
    ON CONFLICT (client_id, key) DO UPDATE SET claim = EXCLUDED.claim, claimed_until = EXCLUDED.claimed_until,
      request_hash = EXCLUDED.request_hash, answer = NULL,
      steps = CASE WHEN api_request.created_at <= ${old}::timestamptz THEN '[]' ELSE api_request.steps END,
      created_at = CASE WHEN api_request.created_at <= ${old}::timestamptz THEN EXCLUDED.created_at
        ELSE api_request.created_at END
    WHERE api_request.created_at <= ${old}::timestamptz OR (api_request.answer IS NULL
      AND api_request.claimed_until <= ${now}::timestamptz AND api_request.request_hash = EXCLUDED.request_hash)
    RETURNING steps`;
  if (ours) return { state: 'ours', request: { clientId, key, claim, steps: ours.steps } };
  const row = await tx.apiRequest.findUnique({ where: { clientId_key: { clientId, key } } });
  if (row && row.requestHash !== requestHash) return { state: 'other_request' };
  if (typeof row?.answer === 'string') return { state: 'answered', text: row.answer };
  return { state: 'in_progress' };
}

/** From now on it is what the key gets, word for word; what led to it is forgotten. Does nothing for whoever lost the claim. */
export async function keepAnswer(tx: Tx, { clientId, key, claim }: KeyedRequest, text: string): Promise<void> {
  await tx.apiRequest.updateMany({ where: { clientId, key, claim }, data: { answer: text, steps: [] } });
}

/** Nobody works on it any more, and it came to no answer: the next try goes on from what was done. */
export async function endClaim(tx: Tx, { clientId, key, claim }: KeyedRequest, now: Date): Promise<void> {
  await tx.apiRequest.updateMany({
    where: { clientId, key, claim, answer: { equals: Prisma.DbNull } },
    data: { claimedUntil: now },
  });
}

export const dropOldRequests = (tx: Tx, now: Date) =>
  tx.apiRequest.deleteMany({ where: { createdAt: { lte: new Date(now.getTime() - KEPT_MS) } } });

import { claimRequest, endClaim, keepAnswer } from '@/lib/db/api-requests';
import { db } from '@/lib/db/client';
import { withKeyedRequest } from '@/lib/db/idempotency';
import { hashToken } from '@/lib/seal';

/** What a program asks for under a key: `what` is everything of it that must be the same the next time. */
export type KeyedAsk = { clientId: number; key: string; what: string };

/** `in_progress`: somebody works on it; `other_request`: the key came with something else before. */
export type OnceAnswer<T> =
  | { state: 'answered'; answer: T; isRepeat: boolean }
  | { state: 'in_progress' }
  | { state: 'other_request' };

/**
 * The answer to a request with an idempotency key: worked on once, and from then on the same for a day. Whoever dies while
 * working on it leaves what its transactions came to, and the next try goes on from there (decision 39). `keeps`: trouble of
 * ours is no answer, and may be tried again at once. Answers are plain values, as JSON has them.
 */
export async function answerOnce<T extends object>(
  { clientId, key, what }: KeyedAsk,
  now: Date,
  work: () => Promise<T>,
  keeps: (answer: T) => boolean,
): Promise<OnceAnswer<T>> {
  const claimed = await claimRequest(db(), { clientId, key, requestHash: hashToken(what) }, now);
  if (claimed.state === 'answered') return { state: 'answered', answer: JSON.parse(claimed.text) as T, isRepeat: true };
  if (claimed.state !== 'ours') return claimed;
  try {
    const answer = await withKeyedRequest(claimed.request, work);
    if (keeps(answer)) await keepAnswer(db(), claimed.request, JSON.stringify(answer));
    return { state: 'answered', answer, isRepeat: false };
  } finally {
    await endClaim(db(), claimed.request, now);
  }
}

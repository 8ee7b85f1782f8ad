import { answerOnce } from '@/lib/usecases/answer-once';
import { type ApiAnswer, refused } from './api-answer';

/** Printable signs, as many as a long random text has. */
const KEY = /^[\x21-\x7e]{1,200}$/;

const INVALID = 'invalid "Idempotency-Key" header';
const IN_PROGRESS = 'A request with this Idempotency-Key is being processed. Please try again later.';
const OTHER_REQUEST = 'This Idempotency-Key came with another request before.';

type Keyed = { key: string; clientId: number; what: unknown };

/** As {@link answerOnce} says, in words. `isRepeat`: it was answered before. */
export async function answerKeyed(
  { key, clientId, what }: Keyed,
  now: Date,
  run: () => Promise<ApiAnswer<unknown>>,
): Promise<{ answer: ApiAnswer<unknown>; isRepeat: boolean }> {
  const said = (answer: ApiAnswer<unknown>) => ({ answer, isRepeat: false });
  if (!KEY.test(key)) return said(refused(INVALID));
  const once = await answerOnce(
    { clientId, key, what: JSON.stringify(what) },
    now,
    run,
    (answer) => answer.ok || answer.status < 500,
  );
  if (once.state === 'in_progress') return said(refused(IN_PROGRESS, 409));
  if (once.state === 'other_request') return said(refused(OTHER_REQUEST, 422));
  return once;
}

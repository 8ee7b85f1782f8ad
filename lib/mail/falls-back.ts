import type { MailFailure } from './mail-failure';
import { type MailTry, MOST_UNSURE } from './mail-try';

/** Trouble that passes is waited out so often, about a minute, before another sender's name is put under the mail. */
const TRIES_BY_GRAPH = 4;

/**
 * Whether a mail that Microsoft did not take goes by SMTP, where the library chose so. A refusal at once; trouble that
 * may pass after some tries; what got no answer only when it would not be asked for again, since it may have left.
 * Whoever waits for this one try gets it by SMTP whatever it was.
 */
export function fallsBack({ reason, forGood }: MailFailure, { id, before, unsure }: MailTry): boolean {
  if (forGood) return false;
  if (id === null) return true;
  if (reason === 'unsure') return unsure + 1 >= MOST_UNSURE;
  return reason !== 'unreachable' || before + 1 >= TRIES_BY_GRAPH;
}

import { readInstant } from '../calendar/instants';
import { option } from './odata-query';
import { badRequest, invalidRequest } from './problem';

/** The span of time that a request names. */
export type Span = { fromMs: number; toMs: number };

const LONGEST_WINDOW_DAYS = 1825;

export function windowOf(url: URL): Span {
  const start = option(url, 'startDateTime');
  const end = option(url, 'endDateTime');
  if (!start || !end) {
    throw invalidRequest(
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
    );
  }
  const fromMs = instantIn(start);
  const toMs = instantIn(end);
  if (toMs < fromMs) throw invalidRequest('The end of the time window is before its start.');
  if (toMs - fromMs > LONGEST_WINDOW_DAYS * 86_400_000) {
    throw invalidRequest(`The requested time window is too long. Maximum number of days: ${LONGEST_WINDOW_DAYS}`);
  }
  return { fromMs, toMs };
}

/** Without an offset read as UTC, whatever `Prefer` says. A raw `+` has become a space, which is no offset. */
export function instantIn(text: string): number {
  const ms = readInstant(text, { clockMayLack: true });
  if (ms === null) throw badRequest(`The value '${text}' of a time window parameter is invalid.`);
  return ms;
}

/** What an endpoint answers: a value, or an expected no in the words that LibCal's clients know, a line each. */
export type ApiAnswer<T> = { ok: true; value: T } | ApiRefusal;

export type ApiRefusal = {
  ok: false;
  status: number;
  lines: readonly string[];
  /** When to come back, for 429. */
  retryAfterSeconds?: number;
};

/** LibCal's own words for what nobody can help (libcal-api §1). */
export const TROUBLE = 'Unable to process action at this time. Please try again later.';

export const answered = <T>(value: T): ApiAnswer<T> => ({ ok: true, value });

export const refused = (lines: string | readonly string[], status = 400): ApiRefusal => ({
  ok: false,
  status,
  lines: typeof lines === 'string' ? [lines] : lines,
});

/** 429: `what` came too often. */
export const tooMany = (what: string, retryAfterSeconds: number): ApiRefusal => ({
  ...refused(`Too many ${what}. Please try again in ${retryAfterSeconds} s.`, 429),
  retryAfterSeconds,
});

/**
 * LibCal's description says text, one message a line; a family of clients reads JSON (libcal-api §1, errors). Whoever names
 * `application/json` in `Accept` gets JSON: `error`, and `errors` too where there are several, for those who read either.
 */
export function refusalResponse(
  { status, lines, retryAfterSeconds }: ApiRefusal,
  asked: { accept: string | null; always?: 'json' },
  headers: Record<string, string> = {},
): Response {
  const later: Record<string, string> = retryAfterSeconds ? { 'retry-after': `${retryAfterSeconds}` } : {};
  const about = { ...headers, ...later, 'cache-control': 'no-store', vary: 'accept' };
  if (asked.always !== 'json' && !/\bapplication\/json\b/i.test(asked.accept ?? '')) {
    return new Response(lines.join('\n'), {
      status,
      headers: { ...about, 'content-type': 'text/plain; charset=utf-8' },
    });
  }
  const body = { error: lines.join('\n'), ...(lines.length > 1 && { errors: lines }) };
  return Response.json(body, { status, headers: about });
}

import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { keeperOf } from './case-facts';
import { decideCase } from './decide-case';

const MOST = 100;

/** `[[caseId, seen], …]` as JSON: each as the page showed it. */
const shownCases = z
  .string({ error: 'required' })
  .max(MOST * 200, 'too_long')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'invalid' });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(z.tuple([z.number().int().positive(), z.string().max(120)]))
      .min(1)
      .max(MOST),
  );

export const keepCauseInput = z.object({ cases: shownCases });

/**
 * One foreign series lies over many bookings: whoever leaves all of them as they are says so once (sync-design §7). Each is
 * decided as by itself, so that what changed since it was seen stays open. Answers how many were kept, and how many not.
 */
export async function keepCause(
  actor: Actor,
  raw: unknown,
  now: Date,
): Promise<Result<{ kept: number; left: number }>> {
  const input = parse(keepCauseInput, raw);
  if (!input.ok) return input;
  if (!keeperOf(actor)) return refuse({ code: 'not_allowed' });
  let kept = 0;
  let refused: Result<never> | null = null;
  for (const [caseId, seen] of input.value.cases) {
    const answer = await decideCase(actor, { caseId, seen, choice: 'keep' }, now);
    if (answer.ok) kept += 1;
    else refused = answer;
  }
  return kept === 0 && refused ? refused : ok({ kept, left: input.value.cases.length - kept });
}

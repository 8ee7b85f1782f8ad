import { z } from 'zod';
import type { Visitor } from '@/lib/auth/visitor';
import { db } from '@/lib/db/client';
import { dropHolds } from '@/lib/db/holds';
import { parse } from '@/lib/parse';
import { ok, type Result } from '@/lib/result';

const releaseHoldInput = z.object({ hold: z.string().min(1).max(32).toLowerCase() });

/** The visitor has left the form or chosen something else. What is over, or another's, stays as it is: no refusal. */
export async function releaseHold(visitor: Visitor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(releaseHoldInput, raw);
  if (!input.ok) return input;
  await dropHolds(db(), visitor.keys, input.value.hold);
  return ok();
}

import { z } from 'zod';
import { type Actor, canSomewhere } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { accountsLike, type FoundAccount } from '@/lib/db/people';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

const findPatronsInput = z.object({ query: z.string().trim().min(2).max(120, 'too_long') });

const MOST = 8;

/** Accounts whose name or address has these letters, for whoever books for somebody. */
export async function findPatrons(actor: Actor, raw: unknown): Promise<Result<FoundAccount[]>> {
  const input = parse(findPatronsInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !canSomewhere(actor, 'book_for_others')) return refuse({ code: 'not_allowed' });
  return ok(await accountsLike(db(), input.value.query, MOST));
}

import { db } from '@/lib/db/client';
import { personByEmail, personById } from '@/lib/db/people';
import { ok, type Result, refuse } from '@/lib/result';

/** For whom staff book: an account that they found, or a name and an address. */
export type PatronAsked = { personId: number | null; name: string; email: string; locale: string };

/**
 * Whose booking it becomes: an address that belongs to an account is that account's, as everywhere. Refusal: an account
 * that is not there (any more), tied to `personId`.
 */
export async function patronForStaff(
  { personId, name, email, locale }: PatronAsked,
  now: Date,
): Promise<Result<PatronAsked>> {
  const account = personId !== null ? await personById(db(), personId) : await personByEmail(db(), email);
  const isOpen = account && (account.disabledAt === null || account.disabledAt > now);
  if (personId !== null && !isOpen) return refuse({ code: 'invalid', fields: { personId: 'invalid' } });
  if (!isOpen) return ok({ personId: null, name, email, locale });
  return ok({ personId: account.id, name: account.name, email: account.email, locale: account.locale });
}

import { addressNow } from '@/lib/db/addresses';
import { db } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { slugField } from './appointment-fields';

/** Where a former address at /appointments leads now. Open to all, as the pages themselves are. */
export async function findFormerAddress(raw: unknown): Promise<Result<string>> {
  const slug = parse(slugField, raw);
  const now = slug.ok ? await addressNow(db(), slug.value) : null;
  return now === null ? refuse({ code: 'not_found' }) : ok(now);
}

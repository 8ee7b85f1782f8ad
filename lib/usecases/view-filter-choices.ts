import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { filterChoices } from '@/lib/db/filter-choices';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';

const viewFilterChoicesInput = z.object({ locationId: z.coerce.number().int().positive() });

/** By what the spaces of a location may be filtered: floors or areas, and features. */
export async function viewFilterChoices(
  actor: Actor,
  raw: unknown,
): Promise<Result<{ zones: string[]; features: string[] }>> {
  const input = parse(viewFilterChoicesInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  return ok(await filterChoices(db(), input.value.locationId));
}

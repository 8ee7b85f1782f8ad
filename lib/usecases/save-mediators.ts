import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
import { db, inTransaction } from '@/lib/db/client';
import { namedMediators, nameMediators, setDigest } from '@/lib/db/mediators';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';

const saveMediatorsInput = z.object({
  place: z.enum(['location', 'category']),
  id: z.coerce.number().int().positive(),
  /** Ids with a space between them; empty: nobody. */
  personIds: z
    .string()
    .max(4000, 'too_long')
    .default('')
    .transform((text) => text.split(' ').filter(Boolean).map(Number))
    .pipe(z.array(z.number().int().positive())),
  /** Of a location: how its mediators hear of requests. */
  digest: z.enum(['at_once', 'hourly']).optional(),
});

/** Who decides on requests of a category or a location from now on; and how they hear of them. */
export async function saveMediators(actor: Actor, raw: unknown): Promise<Result<undefined>> {
  const input = parse(saveMediatorsInput, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  const allowed = await allowedAt(db(), actor, 'mediate_any', [[input.value.place, input.value.id]]);
  if (!allowed.ok) return allowed;
  const { place, id, personIds, digest } = input.value;
  return inTransaction(async (tx) => {
    const where = place === 'location' ? { locationId: id } : { categoryId: id };
    const before = await namedMediators(tx, where);
    if (!(await nameMediators(tx, where, personIds))) return refuse({ code: 'not_found' });
    if (place === 'location' && digest) await setDigest(tx, id, digest === 'hourly');
    const after = await namedMediators(tx, where);
    await audit(tx, {
      ...{ personId: actor.id, act: 'mediators.saved', subject: `${place}:${id}` },
      detail: { before, after },
    });
    return ok();
  });
}

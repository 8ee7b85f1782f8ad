import type { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { inTransaction, type Tx } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { allowedAt, type Thing } from './allowed-at';

/**
 * What every change of the catalogue begins with: its shape, the right to it, one transaction. `of`: what is changed, whose
 * location the right is asked for; left out: it is the whole library's.
 */
export async function catalogueAct<S extends z.ZodType, T>(
  actor: Actor,
  schema: S,
  raw: unknown,
  work: (tx: Tx, wanted: z.output<S>, personId: number) => Promise<Result<T>>,
  of: (wanted: z.output<S>) => Thing[] = () => [],
): Promise<Result<T>> {
  const input = parse(schema, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person') return refuse({ code: 'not_allowed' });
  const personId = actor.id;
  return inTransaction(async (tx) => {
    const allowed = await allowedAt(tx, actor, 'manage_spaces', of(input.value));
    return allowed.ok ? work(tx, input.value, personId) : allowed;
  });
}

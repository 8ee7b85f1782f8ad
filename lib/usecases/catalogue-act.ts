import type { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { inTransaction, type Tx } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';

/** What every change of the catalogue begins with: its shape, the right of admins, one transaction. */
export async function catalogueAct<S extends z.ZodType, T>(
  actor: Actor,
  schema: S,
  raw: unknown,
  work: (tx: Tx, wanted: z.output<S>, personId: number) => Promise<Result<T>>,
): Promise<Result<T>> {
  const input = parse(schema, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const personId = actor.id;
  return inTransaction((tx) => work(tx, input.value, personId));
}

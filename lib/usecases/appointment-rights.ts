import type { z } from 'zod';
import { type Actor, can, type Person } from '@/lib/auth/can';
import { kindRow } from '@/lib/db/appointment-kind-rows';
import type { Ordered } from '@/lib/db/catalogue-order';
import { inTransaction, type Tx } from '@/lib/db/client';
import { type QuestionPlace, questionById } from '@/lib/db/questions';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';

/**
 * What every change of what people offer begins with: its shape, that somebody of the staff asks, one transaction. Whose
 * it is to change is asked of the row: one's own, or, by admins, everybody's.
 */
export async function appointmentAct<S extends z.ZodType, T>(
  actor: Actor,
  schema: S,
  raw: unknown,
  work: (tx: Tx, wanted: z.output<S>, person: Person) => Promise<Result<T>>,
): Promise<Result<T>> {
  const input = parse(schema, raw);
  if (!input.ok) return input;
  if (actor.kind !== 'person' || !can(actor, 'offer_appointments')) return refuse({ code: 'not_allowed' });
  return inTransaction((tx) => work(tx, input.value, actor));
}

/** The page of a person: theirs, or admins'. */
export const mayManage = (actor: Actor, page: { personId: number | null } | null): boolean =>
  can(actor, 'manage_appointments') ||
  (actor.kind === 'person' && can(actor, 'offer_appointments') && page !== null && page.personId === actor.id);

/** The questions of places are admins' to write, those of a kind whosever kind it is. */
export async function mayAsk(tx: Tx, actor: Actor, place: QuestionPlace): Promise<boolean> {
  if (!('kindId' in place)) return can(actor, 'manage_spaces');
  return mayManage(actor, (await kindRow(tx, place.kindId))?.person ?? null);
}

export async function mayOrder(tx: Tx, actor: Person, what: Ordered, id: number): Promise<boolean> {
  if (can(actor, 'manage_spaces')) return true;
  if (what === 'kind') return mayManage(actor, (await kindRow(tx, id))?.person ?? null);
  const question = what === 'question' ? await questionById(tx, id) : null;
  return question?.kindId != null && mayAsk(tx, actor, { kindId: question.kindId });
}

import type { z } from 'zod';
import { type Actor, can, type Person } from '@/lib/auth/can';
import { kindRow } from '@/lib/db/appointment-kind-rows';
import type { Ordered } from '@/lib/db/catalogue-order';
import { inTransaction, type Tx } from '@/lib/db/client';
import { type QuestionPlace, questionById } from '@/lib/db/questions';
import { parse } from '@/lib/parse';
import { type Result, refuse } from '@/lib/result';
import { mayAt, type Thing } from './allowed-at';

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

/** The page of a person, or a kind: one's own, or by those who arrange the appointments of its location. */
export async function mayManage(
  tx: Tx,
  actor: Actor,
  page: { personId: number | null } | null,
  thing: Thing,
): Promise<boolean> {
  const isOwn = actor.kind === 'person' && page !== null && page.personId === actor.id;
  return (isOwn && can(actor, 'offer_appointments')) || mayAt(tx, actor, 'manage_appointments', thing);
}

/** The questions of places are written by whoever manages these, those of a kind by those whose kind it is. */
export async function mayAsk(tx: Tx, actor: Actor, place: QuestionPlace): Promise<boolean> {
  if ('categoryId' in place) return mayAt(tx, actor, 'manage_spaces', ['category', place.categoryId]);
  if ('resourceId' in place) return mayAt(tx, actor, 'manage_spaces', ['resource', place.resourceId]);
  const { kindId } = place;
  return mayManage(tx, actor, (await kindRow(tx, kindId))?.person ?? null, ['kind', kindId]);
}

export async function mayOrder(tx: Tx, actor: Person, what: Ordered, id: number): Promise<boolean> {
  if (can(actor, 'manage_spaces')) return true;
  if (what === 'kind') return mayManage(tx, actor, (await kindRow(tx, id))?.person ?? null, ['kind', id]);
  if (what === 'question') {
    const kindId = (await questionById(tx, id))?.kindId ?? null;
    return kindId === null ? mayAt(tx, actor, 'manage_spaces', ['question', id]) : mayAsk(tx, actor, { kindId });
  }
  if (what === 'category' || what === 'zone') return mayAt(tx, actor, 'manage_spaces', [what, id]);
  if (what === 'space') return mayAt(tx, actor, 'manage_spaces', ['resource', id]);
  return what === 'person' && mayAt(tx, actor, 'manage_appointments', ['resource', id]);
}

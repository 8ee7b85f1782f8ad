import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { type AppointmentForm, appointmentForms, appointmentQuestions } from '@/lib/db/appointment-forms';
import { db } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import type { Question } from '@/lib/question';
import { ok, type Result, refuse } from '@/lib/result';

export type { AppointmentForm };

const ids = z.array(z.number().int().positive()).max(200).default([]);

/** What is asked of whoever books in a category of people, with one person, or for one kind of appointment. */
export async function viewAppointmentForms(actor: Actor, raw: unknown): Promise<Result<AppointmentForm[]>> {
  const input = parse(z.object({ categoryIds: ids, personIds: ids, kindIds: ids }), raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  return ok(await appointmentForms(db(), input.value));
}

/** These questions, as far as appointments ask them. */
export async function viewAskedQuestions(actor: Actor, raw: unknown): Promise<Result<Question[]>> {
  const input = parse(z.object({ ids }), raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  return ok(await appointmentQuestions(db(), input.value.ids));
}

const formOfPersonInput = z.object({
  userId: z.coerce.number().int().positive(),
  kindId: z.coerce.number().int().positive().optional(),
});

/**
 * All that is asked of whoever books one person: by their category, by themselves, and by a kind if one is named. Refusals:
 * `not_found`, and `not_offered` for a kind that is not theirs.
 */
export async function viewFormOfPerson(actor: Actor, raw: unknown): Promise<Result<AppointmentForm>> {
  const input = parse(formOfPersonInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const { userId, kindId } = input.value;
  const [own] = await appointmentForms(db(), { categoryIds: [], personIds: [userId], kindIds: [] });
  if (!own) return refuse({ code: 'not_found' });
  if (kindId === undefined) return ok(own);
  const [kind] = await appointmentForms(db(), { categoryIds: [], personIds: [], kindIds: [kindId] });
  const isTheirs = kind && (kind.ownerId === userId || kind.categoryId === own.categoryId);
  if (!isTheirs) return refuse({ code: 'not_offered' });
  const known = new Set(own.questions.map(({ id }) => id));
  return ok({ ...own, questions: [...own.questions, ...kind.questions.filter(({ id }) => !known.has(id))] });
}

import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { usualKind } from '@/lib/booking/appointment';
import { type AppointmentForm, appointmentForms, appointmentQuestions } from '@/lib/db/appointment-forms';
import { appointmentWorld, type PersonOffering } from '@/lib/db/appointment-world';
import { db } from '@/lib/db/client';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Question } from '@/lib/question';
import { ok, type Result, refuse } from '@/lib/result';

export type { AppointmentForm };

const ids = z.array(z.number().int().positive()).max(200).default([]);

/**
 * What is asked of whoever books in a category of people, with one person, or for one kind of appointment. With a person: for
 * the kind that is booked where none is named.
 */
export async function viewAppointmentForms(actor: Actor, raw: unknown): Promise<Result<AppointmentForm[]>> {
  const input = parse(z.object({ categoryIds: ids, personIds: ids, kindIds: ids }), raw);
  if (!input.ok) return input;
  if (!can(actor, 'manage_bookings')) return refuse({ code: 'not_allowed' });
  const forms = await appointmentForms(db(), input.value);
  const offerings = await offeringsOf(forms.flatMap(({ of, id }) => (of === 'person' ? [id] : [])));
  const usual = new Map([...offerings].map(([id, { kinds, places }]) => [id, usualKind(kinds, places)?.id]));
  const kindIds = [...usual.values()].flatMap((id) => id ?? []);
  const kinds = new Map(
    (await appointmentForms(db(), { categoryIds: [], personIds: [], kindIds })).map((form) => [form.id, form]),
  );
  return ok(forms.map((form) => (form.of === 'person' ? withKind(form, kinds.get(usual.get(form.id) ?? 0)) : form)));
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
 * All that is asked of whoever books one person, for the kind that is named or else the usual one: under the number of that
 * kind's form, or of the person's. Refusals: `not_found`, and `not_offered` for a kind that they do not offer.
 */
export async function viewFormOfPerson(actor: Actor, raw: unknown): Promise<Result<AppointmentForm>> {
  const input = parse(formOfPersonInput, raw);
  if (!input.ok) return input;
  const { userId, kindId } = input.value;
  const own = await viewAppointmentForms(actor, { personIds: [userId] });
  if (!own.ok) return own;
  const [form] = own.value;
  if (!form) return refuse({ code: 'not_found' });
  if (kindId === undefined) return ok(form);
  const offered = (await offeringsOf([userId])).get(userId)?.kinds.some(({ id }) => id === kindId);
  const [bare, kind] = [
    (await appointmentForms(db(), { categoryIds: [], personIds: [userId], kindIds: [] }))[0],
    (await appointmentForms(db(), { categoryIds: [], personIds: [], kindIds: [kindId] }))[0],
  ];
  if (!offered || !bare || !kind) return refuse({ code: 'not_offered' });
  const { of, id, name } = kind;
  return ok({ ...withKind(bare, kind), of, id, name });
}

async function offeringsOf(personIds: readonly number[]): Promise<Map<number, PersonOffering>> {
  if (personIds.length === 0) return new Map();
  const people = await resources(db(), { ids: [...personIds] });
  const offering = await appointmentWorld(db(), people);
  return new Map(people.map((person) => [person.id, offering(person)]));
}

function withKind(form: AppointmentForm, kind: AppointmentForm | undefined): AppointmentForm {
  const known = new Set(form.questions.map(({ id }) => id));
  const more = kind?.questions.filter(({ id }) => !known.has(id)) ?? [];
  return { ...form, questions: [...form.questions, ...more] };
}

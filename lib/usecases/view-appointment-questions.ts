import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { appointmentWorld } from '@/lib/db/appointment-world';
import { db } from '@/lib/db/client';
import { questionsFor } from '@/lib/db/questions';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Question } from '@/lib/question';
import { ok, type Result, refuse } from '@/lib/result';
import { appointmentOf, askedAppointment } from './appointment-of';
import { askedBy } from './asked-appointment';
import { maySee } from './shown-to';

const viewAppointmentQuestionsInput = z.object({ slug: z.string().min(1).max(100), ...askedAppointment });

/** What somebody is asked who books a kind of appointment with a person. */
export async function viewAppointmentQuestions(actor: Actor, raw: unknown): Promise<Result<Question[]>> {
  const input = parse(viewAppointmentQuestionsInput, raw);
  if (!input.ok) return input;
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const { slug, kindId, placeId } = input.value;
  const [person] = await resources(db(), { slug, kind: 'person' });
  if (!person || !maySee(actor, person.access)) return refuse({ code: 'not_found' });
  const wish = appointmentOf((await appointmentWorld(db(), [person]))(person), { kindId, placeId }, null);
  if (!wish.ok) return wish;
  const questions = await questionsFor(db(), askedBy(person, wish.value.kind));
  return ok(questions.map(({ categoryId: _, resourceId: __, kindId: ___, ...question }) => question));
}

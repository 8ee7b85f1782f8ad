import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { kindRow } from '@/lib/db/appointment-kind-rows';
import { audit } from '@/lib/db/audit';
import type { OrderedIn } from '@/lib/db/catalogue-order';
import { lastPlace } from '@/lib/db/catalogue-order';
import { categoryRow } from '@/lib/db/catalogue-rows';
import type { Tx } from '@/lib/db/client';
import {
  addQuestion,
  countQuestions,
  dropQuestion,
  type PlacedQuestion,
  type QuestionPlace,
  questionById,
  writeQuestion,
} from '@/lib/db/questions';
import { spaceRow } from '@/lib/db/spaces';
import { QUESTION_KINDS } from '@/lib/question';
import { ok, type Result, refuse } from '@/lib/result';
import { appointmentAct, mayAsk } from './appointment-rights';
import { idField } from './catalogue-fields';

/** More than that and nobody books any more (libcal-domain §2: up to ten). */
const MOST = 10;
const MOST_CHOICES = 20;

const choicesField = z
  .string()
  .max(5000, 'too_long')
  .default('')
  .transform((text) => [...new Set(text.split(/\r?\n/).map((line) => line.trim()))].filter(Boolean))
  .refine((choices) => choices.length <= MOST_CHOICES, 'too_many')
  .refine((choices) => choices.every((one) => one.length <= 120), 'too_long');

export const saveQuestionInput = z
  .object({
    /** Left out: a new one, of the category, the space or the kind of appointment. */
    id: idField.optional(),
    categoryId: idField.optional(),
    resourceId: idField.optional(),
    kindId: idField.optional(),
    label: z.string({ error: 'required' }).trim().min(1, 'required').max(200, 'too_long'),
    help: z.string().trim().max(500, 'too_long').default(''),
    kind: z.enum(QUESTION_KINDS, { error: 'required' }),
    /** One a line. */
    choices: choicesField,
    required: z.literal('on').optional(),
  })
  .superRefine(({ kind, choices }, context) => {
    const least = kind === 'choice' ? 2 : kind === 'several' ? 1 : 0;
    if (choices.length < least) context.addIssue({ code: 'custom', path: ['choices'], message: 'required' });
  });

/**
 * What patrons are asked when they book in a category, one space of it, or a kind of appointment: by admins, and by people
 * for their own kinds.
 */
export const saveQuestion = (actor: Actor, raw: unknown): Promise<Result<QuestionPlace>> =>
  appointmentAct(actor, saveQuestionInput, raw, async (tx, wanted, person) => {
    const { id: given, categoryId, resourceId, kindId, ...wish } = wanted;
    const before = given === undefined ? null : await questionById(tx, given);
    const place = before ? placeOf(before) : await knownPlace(tx, { categoryId, resourceId, kindId });
    if (!place || (given !== undefined && !before)) return refuse({ code: 'not_found' });
    if (!(await mayAsk(tx, person, place))) return refuse({ code: 'not_allowed' });
    const hasChoices = wish.kind === 'choice' || wish.kind === 'several';
    const after = { ...wish, choices: hasChoices ? wish.choices : [], required: wish.required === 'on' };
    if (!before && (await countQuestions(tx, place)) >= MOST)
      return refuse({ code: 'invalid', fields: { label: 'too_many' } });
    const position = await lastPlace(tx, 'question', orderKey(place));
    const { id } = before
      ? await writeQuestion(tx, before.id, after)
      : await addQuestion(tx, place, { ...after, position });
    await audit(tx, {
      ...{ personId: person.id, act: 'question.saved', subject: `question:${id}`, detail: { before, after } },
    });
    return ok(place);
  });

/** What was answered already stays with its bookings. */
export const removeQuestion = (actor: Actor, raw: unknown): Promise<Result<QuestionPlace>> =>
  appointmentAct(actor, z.object({ id: idField }), raw, async (tx, { id }, person) => {
    const before = await questionById(tx, id);
    const place = before && placeOf(before);
    if (!place) return refuse({ code: 'not_found' });
    if (!(await mayAsk(tx, person, place))) return refuse({ code: 'not_allowed' });
    await dropQuestion(tx, id);
    await audit(tx, {
      ...{ personId: person.id, act: 'question.removed', subject: `question:${id}`, detail: { before } },
    });
    return ok(place);
  });

function orderKey(place: QuestionPlace): OrderedIn {
  if ('categoryId' in place) return `category ${place.categoryId}`;
  return 'kindId' in place ? `kind ${place.kindId}` : `space ${place.resourceId}`;
}

function placeOf({ categoryId, resourceId, kindId }: PlacedQuestion): QuestionPlace | null {
  if (categoryId !== null) return { categoryId };
  if (kindId !== null) return { kindId };
  return resourceId === null ? null : { resourceId };
}

type Named = { categoryId?: number; resourceId?: number; kindId?: number };

async function knownPlace(tx: Tx, { categoryId, resourceId, kindId }: Named): Promise<QuestionPlace | null> {
  if (kindId !== undefined) return (await kindRow(tx, kindId)) ? { kindId } : null;
  if (resourceId !== undefined) return (await spaceRow(tx, resourceId)) ? { resourceId } : null;
  if (categoryId === undefined) return null;
  return (await categoryRow(tx, categoryId))?.kind === 'space' ? { categoryId } : null;
}

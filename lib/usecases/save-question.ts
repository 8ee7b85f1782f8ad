import { z } from 'zod';
import type { Actor } from '@/lib/auth/can';
import { audit } from '@/lib/db/audit';
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
import { catalogueAct } from './catalogue-act';
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
    /** Left out: a new one, of the category or the space. */
    id: idField.optional(),
    categoryId: idField.optional(),
    resourceId: idField.optional(),
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

/** What patrons are asked when they book in a category, or one space of it. */
export const saveQuestion = (actor: Actor, raw: unknown): Promise<Result<QuestionPlace>> =>
  catalogueAct(actor, saveQuestionInput, raw, async (tx, { id: given, categoryId, resourceId, ...wish }, personId) => {
    const before = given === undefined ? null : await questionById(tx, given);
    const place = before ? placeOf(before) : await knownPlace(tx, { categoryId, resourceId });
    if (!place || (given !== undefined && !before)) return refuse({ code: 'not_found' });
    const hasChoices = wish.kind === 'choice' || wish.kind === 'several';
    const after = { ...wish, choices: hasChoices ? wish.choices : [], required: wish.required === 'on' };
    if (!before && (await countQuestions(tx, place)) >= MOST)
      return refuse({ code: 'invalid', fields: { label: 'too_many' } });
    const position = await lastPlace(tx, 'question', orderKey(place));
    const { id } = before
      ? await writeQuestion(tx, before.id, after)
      : await addQuestion(tx, place, { ...after, position });
    await audit(tx, { personId, act: 'question.saved', subject: `question:${id}`, detail: { before, after } });
    return ok(place);
  });

/** What was answered already stays with its bookings. */
export const removeQuestion = (actor: Actor, raw: unknown): Promise<Result<QuestionPlace>> =>
  catalogueAct(actor, z.object({ id: idField }), raw, async (tx, { id }, personId) => {
    const before = await questionById(tx, id);
    const place = before && placeOf(before);
    if (!place) return refuse({ code: 'not_found' });
    await dropQuestion(tx, id);
    await audit(tx, { personId, act: 'question.removed', subject: `question:${id}`, detail: { before } });
    return ok(place);
  });

/** Among its like: the space's number below zero, so that it is no category's. */
const orderKey = (place: QuestionPlace): number => ('categoryId' in place ? place.categoryId : -place.resourceId);

function placeOf({ categoryId, resourceId }: PlacedQuestion): QuestionPlace | null {
  if (categoryId !== null) return { categoryId };
  return resourceId === null ? null : { resourceId };
}

async function knownPlace(tx: Tx, { categoryId, resourceId }: { categoryId?: number; resourceId?: number }) {
  if (resourceId !== undefined) return (await spaceRow(tx, resourceId)) ? { resourceId } : null;
  if (categoryId === undefined) return null;
  return (await categoryRow(tx, categoryId))?.kind === 'space' ? { categoryId } : null;
}

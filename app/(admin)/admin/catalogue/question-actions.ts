'use server';

import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { redirectAnew } from '@/app/redirect-anew';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { removeQuestion, saveQuestion } from '@/lib/usecases/save-question';
import { questionsPath } from './questions-path';

export async function saveQuestionAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await saveQuestion(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirectAnew(`${pathOf(answer.value)}?done=saved#questions`);
}

export async function removeQuestionAction(_: FormState, form: FormData): Promise<FormState> {
  const answer = await removeQuestion(await currentActor(), fromForm(form));
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew(`${pathOf(answer.value)}?done=removed#questions`);
}

const pathOf = (place: { categoryId: number } | { resourceId: number }) =>
  questionsPath('categoryId' in place ? place.categoryId : -place.resourceId);

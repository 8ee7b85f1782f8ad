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
  redirectAnew(`${questionsPath(answer.value, raw.at)}?done=saved#questions`);
}

export async function removeQuestionAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await removeQuestion(await currentActor(), raw);
  if (!answer.ok) return refusedForm(answer.refusal, {});
  redirectAnew(`${questionsPath(answer.value, raw.at)}?done=removed#questions`);
}

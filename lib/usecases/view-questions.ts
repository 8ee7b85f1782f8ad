import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type QuestionPlace, questionsFor } from '@/lib/db/questions';
import type { Question } from '@/lib/question';
import { ok, type Result, refuse } from '@/lib/result';
import { mayAsk } from './appointment-rights';

/** What is asked in a category, in one space beside that, or for a kind of appointment, as it is edited. */
export async function viewQuestions(actor: Actor, place: QuestionPlace): Promise<Result<Question[]>> {
  if (!(await mayAsk(db(), actor, place))) return refuse({ code: 'not_allowed' });
  const categoryIds = 'categoryId' in place ? [place.categoryId] : [];
  const resourceIds = 'resourceId' in place ? [place.resourceId] : [];
  const kindIds = 'kindId' in place ? [place.kindId] : [];
  return ok(await questionsFor(db(), { categoryIds, resourceIds, kindIds }));
}

import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type QuestionPlace, questionsFor } from '@/lib/db/questions';
import type { Question } from '@/lib/question';
import { ok, type Result, refuse } from '@/lib/result';

/** What is asked in a category, or in one space beside that, as admins edit it. */
export async function viewQuestions(actor: Actor, place: QuestionPlace): Promise<Result<Question[]>> {
  if (!can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const categoryIds = 'categoryId' in place ? [place.categoryId] : [];
  const resourceIds = 'resourceId' in place ? [place.resourceId] : [];
  return ok(await questionsFor(db(), { categoryIds, resourceIds }));
}

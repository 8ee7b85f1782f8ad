import { db } from '@/lib/db/client';
import { type PlacedQuestion, questionsFor } from '@/lib/db/questions';
import type { Answer } from '@/lib/question';
import type { Answered } from './answers-input';
import type { TeamChance } from './team-options';

/** What is asked of whoever might meet any of them; whom they meet is not known yet. */
export function questionsOfChances(chances: readonly TeamChance[]): Promise<PlacedQuestion[]> {
  return questionsFor(db(), {
    categoryIds: [...new Set(chances.map(({ person }) => person.categoryId))],
    resourceIds: [...new Set(chances.map(({ person }) => person.id))],
    kindIds: [...new Set(chances.flatMap(({ wish }) => wish.kind.id ?? []))],
  });
}

/** What is kept with the booking: what was said to the questions of the one who is met. */
export function answersFor(
  { person, wish }: TeamChance,
  questions: readonly PlacedQuestion[],
  answers: readonly Answered[],
): Answer[] {
  const asked = questions.filter(
    ({ categoryId, resourceId, kindId }) =>
      categoryId === person.categoryId || resourceId === person.id || (kindId !== null && kindId === wish.kind.id),
  );
  return answers.filter(({ questionId }) => asked.some(({ id }) => id === questionId));
}

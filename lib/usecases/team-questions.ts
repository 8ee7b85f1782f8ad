import { db } from '@/lib/db/client';
import { type PlacedQuestion, questionsFor } from '@/lib/db/questions';
import type { TeamChance } from './team-options';

/** What is asked of whoever might meet any of them; whom they meet is not known yet. */
export function questionsOfChances(chances: readonly TeamChance[]): Promise<PlacedQuestion[]> {
  return questionsFor(db(), {
    categoryIds: [...new Set(chances.map(({ person }) => person.categoryId))],
    resourceIds: [...new Set(chances.map(({ person }) => person.id))],
    kindIds: [...new Set(chances.flatMap(({ wish }) => wish.kind.id ?? []))],
  });
}

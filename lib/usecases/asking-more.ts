import type { Tx } from '@/lib/db/client';
import { questionsFor } from '@/lib/db/questions';
import type { ResourceRecord } from '@/lib/db/resources';
import type { Answer } from '@/lib/question';

/**
 * Those of the spaces that must have an answer which a booking does not hold. Nobody gets round a question by booking
 * where it is not asked and changing the space then (own reading): such a space is booked anew, by its form.
 */
export async function askingMore(
  tx: Tx,
  answers: readonly Answer[],
  spaces: readonly Pick<ResourceRecord, 'id' | 'categoryId'>[],
): Promise<ReadonlySet<number>> {
  const questions = await questionsFor(tx, {
    categoryIds: [...new Set(spaces.map(({ categoryId }) => categoryId))],
    resourceIds: spaces.map(({ id }) => id),
  });
  const answered = new Set(answers.map(({ label }) => label));
  const open = questions.filter(({ required, label }) => required && !answered.has(label));
  const asks = ({ id, categoryId }: Pick<ResourceRecord, 'id' | 'categoryId'>) =>
    open.some((one) => one.resourceId === id || one.categoryId === categoryId);
  return new Set(spaces.filter(asks).map(({ id }) => id));
}

/** The same of kinds of appointment. */
export async function kindsAskingMore(
  tx: Tx,
  answers: readonly Answer[],
  kindIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const questions = await questionsFor(tx, { categoryIds: [], resourceIds: [], kindIds });
  const answered = new Set(answers.map(({ label }) => label));
  const open = questions.filter(({ required, label }) => required && !answered.has(label));
  return new Set(open.flatMap(({ kindId }) => kindId ?? []));
}

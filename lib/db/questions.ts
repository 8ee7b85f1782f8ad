import type { Tx } from '@/lib/db/client';
import type { ResourceRecord } from '@/lib/db/resources';
import type { Question, QuestionKind } from '@/lib/question';

/** Where a question is asked: for all spaces of a category, for one space, or for a kind of appointment. */
export type QuestionPlace = { categoryId: number } | { resourceId: number } | { kindId: number };

/** A question with the place that it belongs to; the others are null. */
export type PlacedQuestion = Question & { categoryId: number | null; resourceId: number | null; kindId: number | null };

const COLUMNS = {
  ...{ id: true, categoryId: true, resourceId: true, kindId: true, label: true, help: true, kind: true },
  ...{ choices: true, required: true },
} as const;

const IN_ORDER = [{ position: 'asc' }, { id: 'asc' }] as const;

/** Those of the categories first, then those of the resources, then those of kinds, each in its own order. */
export async function questionsFor(
  tx: Tx,
  {
    categoryIds,
    resourceIds,
    kindIds = [],
  }: { categoryIds: readonly number[]; resourceIds: readonly number[]; kindIds?: readonly number[] },
): Promise<PlacedQuestion[]> {
  const rows = await tx.question.findMany({
    where: {
      OR: [
        { categoryId: { in: [...categoryIds] } },
        { resourceId: { in: [...resourceIds] } },
        { kindId: { in: [...kindIds] } },
      ],
    },
    orderBy: [
      ...([{ categoryId: { sort: 'asc', nulls: 'last' } }, { resourceId: { sort: 'asc', nulls: 'last' } }] as const),
      ...IN_ORDER,
    ],
    select: COLUMNS,
  });
  return rows.map((row) => ({ ...row, kind: row.kind as QuestionKind }));
}

type AskedSpace = Pick<ResourceRecord, 'id' | 'categoryId' | 'container'>;

/** What is asked of whoever books these spaces: of each its category's, its own, and of a seat what its container asks. */
export const questionsOf = (tx: Tx, spaces: readonly AskedSpace[]): Promise<PlacedQuestion[]> =>
  questionsFor(tx, {
    categoryIds: [...new Set(spaces.map(({ categoryId }) => categoryId))],
    resourceIds: [...new Set(spaces.flatMap(({ id, container }) => (container ? [id, container.id] : [id])))],
  });

/** Whether it is one of those that this space asks. */
export const isAskedOf = ({ id, categoryId, container }: AskedSpace, question: PlacedQuestion): boolean =>
  question.categoryId === categoryId ||
  (question.resourceId !== null && [id, container?.id].includes(question.resourceId));

/** Those of these that spaces ask, by whichever place; questions about appointments are others. */
export async function spaceQuestions(tx: Tx, ids: readonly number[]): Promise<PlacedQuestion[]> {
  const rows = await tx.question.findMany({
    where: { id: { in: [...ids] }, OR: [{ category: { kind: 'space' } }, { resource: { kind: 'space' } }] },
    select: COLUMNS,
  });
  return rows.map((row) => ({ ...row, kind: row.kind as QuestionKind }));
}

export async function questionById(tx: Tx, id: number): Promise<PlacedQuestion | null> {
  const row = await tx.question.findUnique({ where: { id }, select: COLUMNS });
  return row && { ...row, kind: row.kind as QuestionKind };
}

export const countQuestions = (tx: Tx, place: QuestionPlace): Promise<number> => tx.question.count({ where: place });

export const addQuestion = (tx: Tx, place: QuestionPlace, fields: Omit<Question, 'id'> & { position: number }) =>
  tx.question.create({ data: { ...place, ...fields }, select: { id: true } });

export const writeQuestion = (tx: Tx, id: number, fields: Omit<Question, 'id'>) =>
  tx.question.update({ where: { id }, data: fields, select: { id: true } });

export const dropQuestion = (tx: Tx, id: number) => tx.question.delete({ where: { id } });

import type { Tx } from '@/lib/db/client';
import { questionsFor } from '@/lib/db/questions';
import type { Question, QuestionKind } from '@/lib/question';

/** What somebody is asked, for programs: of a category of people, of one person, or of a kind of appointment. */
export type AppointmentForm = {
  of: 'category' | 'person' | 'kind';
  id: number;
  name: string;
  /** Of a kind: of which category of people, or of whom, it is. */
  categoryId: number | null;
  ownerId: number | null;
  /** A category's first; of a person and of a kind those of their category too. */
  questions: Question[];
};

type Asked = { categoryIds: readonly number[]; personIds: readonly number[]; kindIds: readonly number[] };

/** Those of them that there are, whatever their number in four queries. What is switched off has no form. */
export async function appointmentForms(tx: Tx, asked: Asked): Promise<AppointmentForm[]> {
  const [categories, people, kinds] = [
    await tx.category.findMany({
      where: { id: { in: [...asked.categoryIds] }, kind: 'person', active: true },
      select: { id: true, name: true },
    }),
    await tx.resource.findMany({
      where: { id: { in: [...asked.personIds] }, kind: 'person', active: true, category: { active: true } },
      select: { id: true, name: true, categoryId: true },
    }),
    await tx.appointmentKind.findMany({
      where: { id: { in: [...asked.kindIds] }, active: true },
      select: { id: true, name: true, categoryId: true, resourceId: true, resource: { select: { categoryId: true } } },
    }),
  ];
  const forms = [
    ...categories.map(({ id, name }) => ({ of: 'category' as const, id, name, categoryId: id, ownerId: null })),
    ...people.map(({ id, name, categoryId }) => ({ of: 'person' as const, id, name, categoryId, ownerId: id })),
    ...kinds.map(({ id, name, categoryId, resourceId, resource }) => ({
      ...{ of: 'kind' as const, id, name, categoryId: categoryId ?? resource?.categoryId ?? null, ownerId: resourceId },
    })),
  ];
  const questions = await questionsFor(tx, {
    categoryIds: [...new Set(forms.flatMap(({ categoryId }) => categoryId ?? []))],
    resourceIds: [...new Set(forms.flatMap(({ ownerId }) => ownerId ?? []))],
    kindIds: kinds.map(({ id }) => id),
  });
  return forms.map((form) => ({
    ...form,
    questions: questions.filter(
      ({ categoryId, resourceId, kindId }) =>
        (categoryId !== null && categoryId === form.categoryId) ||
        (resourceId !== null && resourceId === form.ownerId) ||
        (kindId !== null && form.of === 'kind' && kindId === form.id),
    ),
  }));
}

/** These questions, as far as they are asked about appointments. */
export async function appointmentQuestions(tx: Tx, ids: readonly number[]): Promise<Question[]> {
  const rows = await tx.question.findMany({
    where: {
      id: { in: [...ids] },
      OR: [{ category: { kind: 'person' } }, { resource: { kind: 'person' } }, { kindId: { not: null } }],
    },
    select: { id: true, label: true, help: true, kind: true, choices: true, required: true },
  });
  return rows.map((row) => ({ ...row, kind: row.kind as QuestionKind }));
}

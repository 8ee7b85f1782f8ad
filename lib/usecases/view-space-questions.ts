import { z } from 'zod';
import { type Actor, can } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { isAskedOf, type PlacedQuestion, questionsFor, questionsOf, spaceQuestions } from '@/lib/db/questions';
import { resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import type { Question } from '@/lib/question';
import { ok, type Result, refuse } from '@/lib/result';
import { viewPlaces } from './view-places';

const ids = z.array(z.number().int().positive()).max(1_000);

/** What is asked of whoever books in a category, or one space: its category's questions first, then its own. */
export type SpaceForm = { of: 'category' | 'space'; id: number; name: string; questions: Question[] };

/** The forms of these categories and spaces, for programs; what is not there, or not in use, has none. */
export async function viewSpaceForms(actor: Actor, raw: unknown): Promise<Result<SpaceForm[]>> {
  const input = parse(z.object({ categoryIds: ids.default([]), spaceIds: ids.default([]) }), raw);
  if (!input.ok) return input;
  const places = await viewPlaces(actor);
  if (!places.ok) return places;
  const { categoryIds, spaceIds } = input.value;
  const categories = places.value.flatMap(({ categories: own }) => own).filter(({ id }) => categoryIds.includes(id));
  const spaces = await resources(db(), { ids: spaceIds, kind: 'space', activeOnly: true });
  const asked = [
    ...(await questionsFor(db(), { categoryIds, resourceIds: [] })),
    ...(await questionsOf(db(), spaces)).filter(isNew()),
  ];
  return ok([
    ...categories.map(({ id, name }) => {
      const questions = asked.filter(({ categoryId }) => categoryId === id);
      return { of: 'category' as const, id, name, questions };
    }),
    ...spaces.map((space) => {
      const questions = asked.filter((question) => isAskedOf(space, question));
      return { of: 'space' as const, id: space.id, name: space.name, questions };
    }),
  ]);

  /** A category's question is found by it and by its spaces. */
  function isNew() {
    const known = new Set(categoryIds);
    return ({ categoryId }: PlacedQuestion) => categoryId === null || !known.has(categoryId);
  }
}

/** These questions, as far as spaces ask them. */
export async function viewSpaceQuestions(actor: Actor, raw: unknown): Promise<Result<Question[]>> {
  const input = parse(z.object({ ids }), raw);
  if (!input.ok) return input;
  if (!can(actor, 'read_staff_places')) return refuse({ code: 'not_allowed' });
  return ok(await spaceQuestions(db(), input.value.ids));
}

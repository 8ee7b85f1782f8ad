import { type Actor, can } from '@/lib/auth/can';
import { catalogueRows } from '@/lib/db/catalogue-rows';
import { db } from '@/lib/db/client';
import { questionsFor } from '@/lib/db/questions';
import type { Access } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';

export type PlaceCategory = {
  id: number;
  name: string;
  /** Its own; its location's may be stricter. */
  access: Access;
  description: string;
  terms: string;
  /** Patrons may give a name for the door sign. */
  nicknames: boolean;
  /** Whoever books there is asked questions. */
  asks: boolean;
};

export type Place = {
  id: number;
  name: string;
  access: Access;
  terms: string;
  timeZone: string;
  zones: { id: number; name: string }[];
  categories: PlaceCategory[];
};

/**
 * The locations in use, each with its zones and its categories of spaces in use, in the library's order: for programs, which
 * are told of every access level and say themselves what they list. A fixed number of queries.
 */
export async function viewPlaces(actor: Actor): Promise<Result<Place[]>> {
  if (!can(actor, 'read_staff_places')) return refuse({ code: 'not_allowed' });
  const rows = (await catalogueRows(db())).filter(({ active }) => active);
  const categoryIds = rows.flatMap(({ categories }) => categories.map(({ id }) => id));
  const questions = await questionsFor(db(), { categoryIds, resourceIds: [] });
  const asking = new Set(questions.map(({ categoryId }) => categoryId));
  return ok(
    rows.map(({ id, name, access, terms, timeZone, zones, categories }) => ({
      ...{ id, name, access, terms, timeZone, zones },
      categories: categories
        .filter(({ active }) => active)
        .map(({ id: categoryId, name: called, access: own, description, terms: said, nicknames }) => ({
          ...{ id: categoryId, name: called, access: own, description, terms: said, nicknames },
          asks: asking.has(categoryId),
        })),
    })),
  );
}

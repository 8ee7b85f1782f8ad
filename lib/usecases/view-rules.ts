import { z } from 'zod';
import { type Actor, can, canSomewhere, within } from '@/lib/auth/can';
import { locationRow } from '@/lib/db/catalogue-rows';
import { type CategoryWithRules, categoriesWithRules, type PlaceLimit, placeLimits } from '@/lib/db/category-rules';
import { db } from '@/lib/db/client';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { idField } from './catalogue-fields';

export type { CategoryWithRules };

export type RulesView = { location: CategoryWithRules['location']; categories: CategoryWithRules[] }[];

/** All categories with their rules, by location. */
export async function viewRules(actor: Actor): Promise<Result<RulesView>> {
  if (!canSomewhere(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const view: RulesView = [];
  for (const category of within(actor, await categoriesWithRules(db()), ({ location }) => location.id)) {
    const last = view.at(-1);
    if (last?.location.id === category.location.id) last.categories.push(category);
    else view.push({ location: category.location, categories: [category] });
  }
  return ok(view);
}

/** One category with its rules. */
export async function viewCategoryRules(actor: Actor, raw: unknown): Promise<Result<CategoryWithRules>> {
  if (!canSomewhere(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const input = parse(z.object({ categoryId: idField }), raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  const [category] = await categoriesWithRules(db(), input.value.categoryId);
  if (!category) return refuse({ code: 'not_found' });
  return can(actor, 'manage_spaces', category.location.id) ? ok(category) : refuse({ code: 'not_allowed' });
}

export type LocationLimitsView = { id: number; name: string; limits: PlaceLimit[] };

/** The limits of a location. */
export async function viewLocationLimits(actor: Actor, raw: unknown): Promise<Result<LocationLimitsView>> {
  if (!canSomewhere(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const input = parse(z.object({ locationId: idField }), raw);
  if (!input.ok) return refuse({ code: 'not_found' });
  const location = await locationRow(db(), input.value.locationId);
  if (!location) return refuse({ code: 'not_found' });
  if (!can(actor, 'manage_spaces', location.id)) return refuse({ code: 'not_allowed' });
  return ok({ id: location.id, name: location.name, limits: await placeLimits(db(), location.id) });
}

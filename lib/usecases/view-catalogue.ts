import { z } from 'zod';
import { type Actor, can, canSomewhere, within } from '@/lib/auth/can';
import { allowedGroups } from '@/lib/db/allowances';
import { catalogueRows, categoryRow, featureRows, locationRow, zonesOf } from '@/lib/db/catalogue-rows';
import { db } from '@/lib/db/client';
import { type PatronGroupRecord, patronGroups } from '@/lib/db/patron-groups';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { allowedAt } from './allowed-at';
import { idField } from './catalogue-fields';

/** What admins see of the catalogue above the spaces; each answer is what one page shows. */

export type CatalogueView = Awaited<ReturnType<typeof catalogueRows>>;

export async function viewCatalogue(actor: Actor): Promise<Result<CatalogueView>> {
  return canSomewhere(actor, 'manage_spaces')
    ? ok(within(actor, await catalogueRows(db()), ({ id }) => id))
    : refuse({ code: 'not_allowed' });
}

export type FeatureView = { id: number; name: string; icon: string; spaces: number };

export async function viewFeatures(actor: Actor): Promise<Result<FeatureView[]>> {
  if (!can(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const rows = await featureRows(db());
  return ok(rows.map(({ _count, ...feature }) => ({ ...feature, spaces: _count.resources })));
}

export async function viewPatronGroups(actor: Actor): Promise<Result<PatronGroupRecord[]>> {
  return can(actor, 'manage_spaces') ? ok(await patronGroups(db())) : refuse({ code: 'not_allowed' });
}

type Groups = { all: { id: number; name: string }[]; allowed: number[] };

export type LocationView = {
  location: NonNullable<Awaited<ReturnType<typeof locationRow>>> | null;
  /** The library's own, as its first location has it; null: there is none yet. */
  timeZone: string | null;
  zones: { id: number; name: string }[];
  categories: CatalogueView[number]['categories'];
  groups: Groups;
};

const input = z.object({ id: idField });

/** A location to be edited; without an id: the form of a new one. */
export async function viewLocation(actor: Actor, raw: unknown): Promise<Result<LocationView>> {
  if (!canSomewhere(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const wanted = parse(input.partial(), raw);
  if (!wanted.ok) return refuse({ code: 'not_found' });
  const { id } = wanted.value;
  const allowedHere = await allowedAt(db(), actor, 'manage_spaces', id === undefined ? [] : [['location', id]]);
  if (!allowedHere.ok) return allowedHere;
  const all = await patronGroups(db());
  const rows = await catalogueRows(db());
  const timeZone = rows[0]?.timeZone ?? null;
  if (id === undefined)
    return ok({ location: null, timeZone, zones: [], categories: [], groups: { all, allowed: [] } });
  const location = await locationRow(db(), id);
  if (!location) return refuse({ code: 'not_found' });
  const categories = rows.find((one) => one.id === id)?.categories ?? [];
  const allowed = await allowedGroups(db(), { locationId: id });
  return ok({ location, timeZone, zones: await zonesOf(db(), id), categories, groups: { all, allowed } });
}

export type CategoryView = {
  category: NonNullable<Awaited<ReturnType<typeof categoryRow>>> | null;
  location: { id: number; name: string };
  spaces: Pick<ResourceRecord, 'id' | 'name' | 'capacity' | 'active' | 'isSeat' | 'isContainer' | 'zone'>[];
  groups: Groups;
};

/** A category to be edited with what is in it; without an id: the form of a new one in a location. */
export async function viewCategory(actor: Actor, raw: unknown): Promise<Result<CategoryView>> {
  if (!canSomewhere(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const wanted = parse(z.object({ id: idField.optional(), locationId: idField.optional() }), raw);
  if (!wanted.ok) return refuse({ code: 'not_found' });
  const { id } = wanted.value;
  const category = id === undefined ? null : await categoryRow(db(), id);
  const location = await locationRow(db(), category?.locationId ?? wanted.value.locationId ?? 0);
  if (!location || (id !== undefined && !category)) return refuse({ code: 'not_found' });
  if (!can(actor, 'manage_spaces', location.id)) return refuse({ code: 'not_allowed' });
  const all = await patronGroups(db());
  const allowed = id === undefined ? [] : await allowedGroups(db(), { categoryId: id });
  const spaces = id === undefined ? [] : await resources(db(), { categoryId: id });
  return ok({ category, location, spaces, groups: { all, allowed } });
}

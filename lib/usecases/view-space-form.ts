import { z } from 'zod';
import { type Actor, can, canSomewhere } from '@/lib/auth/can';
import { allowedGroups } from '@/lib/db/allowances';
import { catalogueRows, categoryRow, featureRows } from '@/lib/db/catalogue-rows';
import { db } from '@/lib/db/client';
import { patronGroups } from '@/lib/db/patron-groups';
import { pictureOfSpace } from '@/lib/db/pictures';
import { relativesOf } from '@/lib/db/relatives';
import { resources } from '@/lib/db/resources';
import { type SpaceRow, spaceRow } from '@/lib/db/spaces';
import { parse } from '@/lib/parse';
import { ok, type Result, refuse } from '@/lib/result';
import { idField } from './catalogue-fields';

type Named = { id: number; name: string };

export type SpaceFormView = {
  /** Null: the form of a new one. */
  space: SpaceRow | null;
  location: Named;
  categoryId: number;
  /** To choose from: those of its location. */
  categories: Named[];
  zones: Named[];
  features: (Named & { icon: string })[];
  groups: { all: Named[]; allowed: number[] };
  picture: { id: number | null; alt: string };
  wholes: Named[];
  parts: Named[];
  /** What it may be made of. */
  others: Named[];
};

/** A space to be edited; without an id: the form of a new one in a category. */
export async function viewSpaceForm(actor: Actor, raw: unknown): Promise<Result<SpaceFormView>> {
  if (!canSomewhere(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const wanted = parse(z.object({ id: idField.optional(), categoryId: idField.optional() }), raw);
  if (!wanted.ok) return refuse({ code: 'not_found' });
  const { id } = wanted.value;
  const space = id === undefined ? null : await spaceRow(db(), id);
  const category = await categoryRow(db(), space?.categoryId ?? wanted.value.categoryId ?? 0);
  if (category?.kind !== 'space' || (id !== undefined && !space)) return refuse({ code: 'not_found' });
  if (!can(actor, 'manage_spaces', category.locationId)) return refuse({ code: 'not_allowed' });
  const location = (await catalogueRows(db())).find((one) => one.id === category.locationId);
  if (!location) return refuse({ code: 'not_found' });
  const within = await resources(db(), { kind: 'space', locationId: location.id });
  const { wholes, parts } = id === undefined ? { wholes: [], parts: [] } : await relativesOf(db(), id);
  return ok({
    ...{ space, location: { id: location.id, name: location.name }, categoryId: category.id, wholes, parts },
    categories: location.categories.filter(({ kind }) => kind === 'space'),
    zones: location.zones,
    features: await featureRows(db()),
    groups: {
      all: await patronGroups(db()),
      allowed: id === undefined ? [] : await allowedGroups(db(), { resourceId: id }),
    },
    picture: (id === undefined ? null : await pictureOfSpace(db(), id)) ?? { id: null, alt: '' },
    others: within.filter((one) => one.id !== id && !one.isSeat && !one.isContainer),
  });
}
